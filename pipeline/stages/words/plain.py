"""Plain text in: paragraphs between empty lines, labels for speakers, and times if they are there.

A time stands in brackets at the start of a line (`[00:12:30]`). In a file that opens with a time it may also stand
bare, or after a name that has the line for itself (`Rowan Ash 00:12:30`). A line that begins with # is a heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.base.clock import TIME, read_time
from pipeline.base.text import joint, spoken_line
from pipeline.model import Passage, Prose, Transcript
from pipeline.stages.words.faults import Faults, quoted
from pipeline.stages.words.labels import is_name, labelled
from pipeline.stages.words.passages import Said, told
from pipeline.stages.words.rules import TIMING
from pipeline.stages.words.timed_lines import CueBlock, blocks

_BRACKETED = re.compile(rf"\[({TIME})\](?:[ \t]*[-–:])?[ \t]*")  # noqa: RUF001 - a dash after a time
_BARE = re.compile(rf"[\[(]?({TIME})[\])]?(?:[ \t]*[-–:])?(?:[ \t]+|$)")  # noqa: RUF001 - the same
_AFTER_NAME = re.compile(rf"([^\s:\d\[\](][^:\[\](\n]{{0,59}}?)[ \t]+[\[(]?({TIME})[\])]?:?")
_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)")
_LONGEST_HEAD = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """How a line opens a passage: with a heading, a time, a name, a label; `rest` are its words."""

    rest: str
    heading: str | None = None
    speaker: str | None = None
    time: str | None = None


def read_text(text: str, language: str, where: str) -> Transcript | Prose:
    """Cues if there are times, else prose. Raises CheckFailed with every time that cannot be, and its line."""
    faults, found = Faults(where), list(blocks(text))
    lines = (line for block in found for line in block.lines if not _HEADING.match(line))
    first = next(lines, "")
    loose = bool(_BARE.match(first) or _named(first))
    said = [one for block in found for one in _passages(block, loose=loose, between=joint(language), faults=faults)]
    return told(said, language, faults)


def _passages(block: CueBlock, *, loose: bool, between: str, faults: Faults) -> Iterator[Said]:
    """A passage for each paragraph, and for each line in it that opens with a heading, a time or a label."""
    first, opening, lines = block.line, _Opening(rest=""), list[str]()
    for number, line in enumerate(block.lines, block.line):
        new = _opening(line, loose=loose)
        if new:
            yield _said(opening, first, between.join(lines), faults)
            first, opening, lines = number, new, [new.rest]
        else:
            lines.append(line)
    yield _said(opening, first, between.join(lines), faults)


def _opening(line: str, *, loose: bool) -> _Opening | None:
    heading, timed = _HEADING.fullmatch(line), (_BARE if loose else _BRACKETED).match(line)
    if heading:
        return _Opening(rest="", heading=spoken_line(heading[1]))
    if timed:
        return _Opening(rest=line[timed.end() :], time=timed[1])
    named = _named(line) if loose else None
    if named:
        return _Opening(rest="", speaker=spoken_line(named[1]), time=named[2])
    return _Opening(rest=line) if labelled(line).label else None


def _named(line: str) -> re.Match[str] | None:
    found = _AFTER_NAME.fullmatch(line) if len(line) <= _LONGEST_HEAD else None
    return found if found and is_name(found[1]) else None


def _said(opening: _Opening, line: int, text: str, faults: Faults) -> Said:
    start = read_time(opening.time) if opening.time else None
    if opening.time and start is None:
        faults.add(TIMING, line, f"{quoted(opening.time)} is not a time", fix="write it as 00:12:30")
    passage = Passage(text=spoken_line(text), speaker=opening.speaker, heading=opening.heading)
    return Said(passage=passage, start=start, line=line)
