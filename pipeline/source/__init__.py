"""The folder: every file is parsed here, at the border, into frozen values. Inside, the types are trusted."""

from pipeline.source.dates import unlikely_dates
from pipeline.source.import_writer import (
    TRANSCRIPT_NAMES,
    Arrival,
    arrivals,
    keep_arrivals,
    mint_arrival,
    plain_name,
    transcript_name,
    write_texts,
)
from pipeline.source.load import FolderReading, read
from pipeline.source.lock import read_lock, write_lock
from pipeline.source.reference import schemas, settings_pages
from pipeline.source.scaffold import BLANKS, must_be_free, start_episode, start_show, still_blank

__all__ = [
    "BLANKS",
    "TRANSCRIPT_NAMES",
    "Arrival",
    "FolderReading",
    "arrivals",
    "keep_arrivals",
    "mint_arrival",
    "must_be_free",
    "plain_name",
    "read",
    "read_lock",
    "schemas",
    "settings_pages",
    "start_episode",
    "start_show",
    "still_blank",
    "transcript_name",
    "unlikely_dates",
    "write_lock",
    "write_texts",
]
