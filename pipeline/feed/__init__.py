"""The feed: the contract with listeners' apps. Written, read back and judged before it may leave."""

from pipeline.feed.foreign import foreign
from pipeline.feed.guid import show_guid
from pipeline.feed.judging import check
from pipeline.feed.reading import ReadItem, read
from pipeline.feed.writing import write

VERSION = "1"

__all__ = ["VERSION", "ReadItem", "check", "foreign", "read", "show_guid", "write"]
