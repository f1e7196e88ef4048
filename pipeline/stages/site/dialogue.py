"""A transcript as a conversation to read: parts under headings, turns of speakers, lines that can be pointed at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.base.text import joint
from pipeline.model import Cue, Millis, Transcript

_LONG_MS = 45_000
_TOO_LONG_MS = 90_000
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*\s*$")  # noqa: RUF001 - the full stops of other scripts are meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a cue says. `anchor` is `t` and the second it starts in; the first line of a second has it."""

    start: Millis
    text: str
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A paragraph. `speaker` is None when unknown, and when the one before is still speaking."""

    speaker: str | None
    start: Millis
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The turns under one heading, or those before any heading, where `heading` is None."""

    heading: str | None
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """The whole conversation. `joint` is what stands between two lines of a paragraph."""

    parts: tuple[Part, ...]
    joint: str


def dialogue(transcript: Transcript) -> Dialogue:
    """Group cues by heading, then by speaker, then into paragraphs short enough to read on a phone."""
    return Dialogue(parts=tuple(_parts(transcript.cues)), joint=joint(transcript.language))


def _parts(cues: Sequence[Cue]) -> Iterator[Part]:
    anchored = _anchored(cues)
    numbered = _running_count(bool(cue.heading) for cue in cues)
    for _, group in groupby(zip(numbered, cues, anchored, strict=True), key=lambda row: row[0]):
        rows = [(cue, line) for _, cue, line in group]
        yield Part(heading=rows[0][0].heading, turns=tuple(_turns(rows)))


def _running_count(opens: Iterator[bool]) -> Iterator[int]:
    count = 0
    for new in opens:
        count += new
        yield count


def _anchored(cues: Sequence[Cue]) -> Iterator[Line]:
    taken: set[int] = set()
    for cue in cues:
        second = cue.start // 1000
        yield Line(start=cue.start, text=cue.text, anchor=None if second in taken else f"t{second}")
        taken.add(second)


def _turns(rows: Sequence[tuple[Cue, Line]]) -> Iterator[Turn]:
    for speaker, group in groupby(rows, key=lambda row: row[0].speaker):
        for number, paragraph in enumerate(_paragraphs([line for _, line in group])):
            yield Turn(speaker=None if number else speaker, start=paragraph[0].start, lines=tuple(paragraph))


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _is_long(line.start - paragraph[0].start, paragraph[-1].text):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _is_long(lasted_ms: int, last: str) -> bool:
    return lasted_ms >= _TOO_LONG_MS or (lasted_ms >= _LONG_MS and _SENTENCE_END.search(last) is not None)
