"""Any transcript in: what its ending promises decides how it is read, and nothing is guessed."""

from typing import assert_never

from pipeline.model import Prose, TextFormat, Transcript, TranscriptFile
from pipeline.problems import CheckFailed
from pipeline.words.markup import read_html
from pipeline.words.plain import read_text
from pipeline.words.rules import EMPTY, TOO_LARGE
from pipeline.words.segments import read_json
from pipeline.words.srt import read_srt
from pipeline.words.vtt import read_vtt

LARGEST = 10_000_000
"""Letters. A whole day of talking is about a million."""


def read(file: TranscriptFile, language: str) -> Transcript | Prose:
    """The words, with their times if the file tells them. Raises CheckFailed with all problems (E0401-E0409).

    After 200 problems in one file the rest are left out.
    """
    where = file.file.path
    if len(file.text) > LARGEST:
        raise CheckFailed(TOO_LARGE.at(where, f"holds {len(file.text):,} letters"))
    text = file.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise CheckFailed(EMPTY.at(where, "is empty"))
    words = _read(text, file.format, language, where)
    if not (words.passages if isinstance(words, Prose) else words.cues):
        raise CheckFailed(EMPTY.at(where, "holds no words"))
    return words


def _read(text: str, form: TextFormat, language: str, where: str) -> Transcript | Prose:
    match form:
        case TextFormat.VTT:
            return read_vtt(text, language, where)
        case TextFormat.SRT:
            return read_srt(text, language, where)
        case TextFormat.JSON:
            return read_json(text, language, where)
        case TextFormat.HTML:
            return read_html(text, language, where)
        case TextFormat.TEXT:
            return read_text(text, language, where)
    assert_never(form)
