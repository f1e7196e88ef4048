"""Words: transcripts in and out with honest times, and chapters. Pure: texts and values in, texts and values out."""

from pipeline.stages.words.chapters import chapters_from_headings, chapters_json
from pipeline.stages.words.drift import check_step
from pipeline.stages.words.fitting import fit
from pipeline.stages.words.judging import check_chapters, check_transcript
from pipeline.stages.words.reading import read
from pipeline.stages.words.redacting import check_redactions, redact
from pipeline.stages.words.rules import RULES
from pipeline.stages.words.shifting import shift, shift_chapters
from pipeline.stages.words.timing import time_prose
from pipeline.stages.words.withholding import check_marked, check_withheld, withhold
from pipeline.stages.words.writing import write

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
