"""Any transcript in: what its ending promises decides how it is read, and nothing is guessed."""

from dataclasses import replace
from typing import TypeVar, assert_never

from pipeline.base.marks import MarkReader
from pipeline.model import Cue, Passage, Prose, TextFormat, Transcript, TranscriptFile
from pipeline.problems import CheckFailed
from pipeline.stages.words.markup import read_html
from pipeline.stages.words.plain import read_text
from pipeline.stages.words.rules import EMPTY, OPEN_MARK, TOO_LARGE
from pipeline.stages.words.segments import read_json
from pipeline.stages.words.srt import read_srt
from pipeline.stages.words.vtt import read_vtt

Said = TypeVar("Said", Cue, Passage)

LARGEST = 10_000_000
"""Letters. A whole day of talking is about a million."""


def read(file: TranscriptFile, language: str) -> Transcript | Prose:
    """The words, with their times if the file tells them, and without those that are marked.

    Raises CheckFailed with all problems (E0401-E0409, E0423).

    After 200 problems in one file the rest are left out.
    """
    where = file.file.path
    if len(file.text) > LARGEST:
        raise CheckFailed(TOO_LARGE.at(where, f"holds {len(file.text):,} letters"))
    text = file.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise CheckFailed(EMPTY.at(where, "is empty"))
    words = _unmarked(_read(text, file.format, language, where), where)
    if not (words.passages if isinstance(words, Prose) else words.cues):
        raise CheckFailed(EMPTY.at(where, "holds no words"))
    return words


def _unmarked(words: Transcript | Prose, where: str) -> Transcript | Prose:
    marks = MarkReader()
    read: Transcript | Prose
    match words:
        case Transcript():
            read = replace(words, cues=tuple(_plain(cue, marks) for cue in words.cues))
        case Prose():
            read = replace(words, passages=tuple(_plain(passage, marks) for passage in words.passages))
    if not marks.sound:
        raise CheckFailed(OPEN_MARK.at(where, "a mark is opened and not closed, or closed and not opened"))
    return read


def _plain(said: Said, marks: MarkReader) -> Said:
    heading, speaker = (marks.without(text) if text else None for text in (said.heading, said.speaker))
    return replace(said, heading=heading, speaker=speaker, text=marks.without(said.text))


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
