"""The feed: the contract with listeners' apps. Written, read back and judged before it may leave."""

from pipeline.feed.foreign import foreign
from pipeline.feed.guid import show_guid
from pipeline.feed.history import Change, changed
from pipeline.feed.judging import check
from pipeline.feed.opml import KEY as OPML_KEY
from pipeline.feed.opml import opml
from pipeline.feed.reading import ReadItem, read
from pipeline.feed.stylesheet import stylesheet
from pipeline.feed.writing import write

VERSION = "1"

__all__ = [
    "OPML_KEY",
    "VERSION",
    "Change",
    "ReadItem",
    "changed",
    "check",
    "foreign",
    "opml",
    "read",
    "show_guid",
    "stylesheet",
    "write",
]
