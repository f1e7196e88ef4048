"""The feed: the contract with listeners' apps. Written, read back and judged before it may leave."""

from pipeline.stages.feed.guid import show_guid
from pipeline.stages.feed.lint import check
from pipeline.stages.feed.opml import KEY as OPML_KEY
from pipeline.stages.feed.opml import opml
from pipeline.stages.feed.parse import foreign
from pipeline.stages.feed.reading import ReadItem, read
from pipeline.stages.feed.stylesheet import stylesheet
from pipeline.stages.feed.writing import write

VERSION = "2"

__all__ = [
    "OPML_KEY",
    "VERSION",
    "ReadItem",
    "check",
    "foreign",
    "opml",
    "read",
    "show_guid",
    "stylesheet",
    "write",
]
