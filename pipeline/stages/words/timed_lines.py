"""What WebVTT and SubRip share: blocks of lines, each with a line of two times.

Read by our own line parsers, because no library says *where* a file is wrong: they skip what they cannot read, or
stop at the first fault. Every line is looked at once, so reading takes time in proportion to the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from pipeline.base.clock import TIME, clock, read_time
from pipeline.model import Cue, Millis, Span
from pipeline.stages.words.faults import Faults, quoted
from pipeline.stages.words.rules import END_FIRST, TIMING

_TIMING = re.compile(rf"({TIME})[ \t]*-->[ \t]*({TIME})(?:[ \t].*)?")
_MISSPELT = re.compile(r"\d[\d:.,]{2,20}[ \t]*(?:-{1,3}>|[-–—=]>|→|[-–—])[ \t]*\d[\d:.,]{2,20}(?:[ \t]|$)")  # noqa: RUF001 - dashes that people write for an arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBlock:
    """Lines without an empty one between them; `line` is the number of the first."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A line of two times, and the lines that follow it."""

    line: int
    timing: str
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[CueBlock]:
    """The blocks of lines in a file of WebVTT or SubRip, which lines without words part from each other.

    Lines are counted from 1, and have no spaces around them.
    """
    first, gathered = 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            first = first if gathered else number
            gathered.append(line.strip())
        elif gathered:
            yield CueBlock(line=first, lines=tuple(gathered))
            gathered = []
    if gathered:
        yield CueBlock(line=first, lines=tuple(gathered))


def opened(block: CueBlock) -> tuple[CueBlock | None, Sequence[Timed]]:
    """What stands before the first line of times, and the cues: several when an empty line between two is missing."""
    at = [number for number, line in enumerate(block.lines) if "-->" in line] or _misspelt(block)
    if not at:
        return block, ()
    before = CueBlock(line=block.line, lines=block.lines[: at[0]]) if at[0] else None
    return before, [_timed(block, here, after) for here, after in pairwise([*at, len(block.lines)])]


def _misspelt(block: CueBlock) -> list[int]:
    """A line that is meant as two times can only be the first of a block, or the second after a number."""
    return [number for number, line in enumerate(block.lines[:2]) if _MISSPELT.match(line)][:1]


def _timed(block: CueBlock, here: int, after: int) -> Timed:
    lines = block.lines[here + 1 : after]
    if after < len(block.lines) and lines and lines[-1].isdecimal():
        lines = lines[:-1]
    return Timed(line=block.line + here, timing=block.lines[here], lines=lines)


def times(timed: Timed, faults: Faults) -> Span | None:
    """When a cue begins and ends; None when its line is at fault."""
    found = _TIMING.fullmatch(timed.timing)
    start, end = (read_time(found[1]), read_time(found[2])) if found else (None, None)
    if start is None or end is None:
        faults.add(TIMING, timed.line, f"{quoted(timed.timing)} is not a line of two times")
        return None
    if end < start:
        faults.add(END_FIRST, timed.line, f"begins at {clock(start)} and ends at {clock(end)}")
        return None
    faults.begins(timed.line, start)
    return Span(start=start, end=end)


def in_order(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The cues by start. One without length lasts until the next begins, at most a second."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    following = chain((cue.start for cue in ordered[1:]), [None])
    return tuple(_with_length(cue, after) for cue, after in zip(ordered, following, strict=False))


def _with_length(cue: Cue, after: Millis | None) -> Cue:
    if cue.end > cue.start:
        return cue
    second = Millis(cue.start + 1000)
    end = second if after is None or after <= cue.start else min(after, second)
    return replace(cue, end=end, guessed_end=True)
