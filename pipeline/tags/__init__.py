"""What an MP3 says of itself: ID3v2.3, written as a table of frames, and read back from any file."""

from pipeline.tags.checking import check
from pipeline.tags.reading import read
from pipeline.tags.tag import ReadTags, Tags
from pipeline.tags.writing import write

VERSION = "1"
"""Changes whenever the bytes of a tag change for the same `Tags`."""

__all__ = ["VERSION", "ReadTags", "Tags", "check", "read", "write"]
