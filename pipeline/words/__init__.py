"""Words: transcripts in and out with honest times, and chapters. Pure: texts and values in, texts and values out."""

from pipeline.words.chapters import chapters_from_headings, chapters_json
from pipeline.words.drift import check_step
from pipeline.words.fitting import fit
from pipeline.words.judging import check_chapters, check_transcript
from pipeline.words.moving import shift, shift_chapters
from pipeline.words.reading import read
from pipeline.words.redacting import check_redactions, redact
from pipeline.words.rules import RULES
from pipeline.words.timing import time_prose
from pipeline.words.withholding import check_marked, check_withheld, withhold
from pipeline.words.writing import write

VERSION = "2"
"""Part of artifact keys: raise it whenever the same input gives other output."""

__all__ = [
    "RULES",
    "VERSION",
    "chapters_from_headings",
    "chapters_json",
    "check_chapters",
    "check_marked",
    "check_redactions",
    "check_step",
    "check_transcript",
    "check_withheld",
    "fit",
    "read",
    "redact",
    "shift",
    "shift_chapters",
    "time_prose",
    "withhold",
    "write",
]
