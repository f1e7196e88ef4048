"""From sound to an MP3 that decodes to just what was meant: encoded side by side, joined, heard, mended, written."""

from pipeline.audio.encoding.lame import Mp3Format, exists, highest_peak
from pipeline.audio.encoding.writing import written

__all__ = ["Mp3Format", "exists", "highest_peak", "written"]
