"""What an audio file says of itself, as its kind of tag says it. ID3v2.3 in MP3 is read back, too."""

from pipeline.stages.tags.checking import check
from pipeline.stages.tags.reading import read
from pipeline.stages.tags.tag import ReadTags, Tags
from pipeline.stages.tags.writing import write

VERSION = "2"
"""Changes whenever the bytes of a tag change for the same `Tags`."""

__all__ = ["VERSION", "ReadTags", "Tags", "check", "read", "write"]
