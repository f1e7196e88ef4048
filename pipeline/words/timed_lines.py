"""What WebVTT and SubRip share: blocks of lines, each with a line of two times.

Read by our own line parsers, because no library says *where* a file is wrong: they skip what they cannot read, or
stop at the first fault. Every line is looked at once, so reading takes time in proportion to the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Cue, Millis
from pipeline.problems import Problem
from pipeline.words.clock import TIME, millis, spoken
from pipeline.words.rules import BACKWARDS, END_FIRST, TIMING

_TIMING = re.compile(rf"\s*({TIME})\s*-->\s*({TIME})(?:[ \t].*)?")
_ARROW = re.compile(r"\s*\d[\d:.,]{2,20}\s*(?:-{1,3}>|[-–—=]>|→|[-–—])\s*\d[\d:.,]{2,20}(?:\s|$)")  # noqa: RUF001 - dashes that people write for an arrow
_SHOWN = 60
STEP_BACK_MS = 10_000
"""Voices that overlap may be listed a little out of order; further back is a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines without an empty one between them; `line` is the number of the first."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A line of two times, and the lines that follow it."""

    line: int
    timing: str
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a file."""
    first, gathered = 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            first = first if gathered else number
            gathered.append(line)
        elif gathered:
            yield Block(line=first, lines=tuple(gathered))
            gathered = []
    if gathered:
        yield Block(line=first, lines=tuple(gathered))


def is_timing(line: str) -> bool:
    """Whether the line is meant as two times, however it is misspelt."""
    return "-->" in line or _ARROW.match(line) is not None


def opened(block: Block) -> tuple[Block | None, Sequence[Timed]]:
    """What stands before the first line of times, and the cues: several when an empty line between two is missing."""
    at = [number for number, line in enumerate(block.lines) if is_timing(line)]
    if not at:
        return block, ()
    before = Block(line=block.line, lines=block.lines[: at[0]]) if at[0] else None
    return before, [_timed(block, here, after) for here, after in pairwise([*at, len(block.lines)])]


def _timed(block: Block, here: int, after: int) -> Timed:
    lines = block.lines[here + 1 : after]
    if after < len(block.lines) and lines and lines[-1].strip().isdecimal():
        lines = lines[:-1]
    return Timed(line=block.line + here, timing=block.lines[here], lines=lines)


def times(timed: Timed, where: str) -> tuple[Millis, Millis] | Problem:
    """When a cue begins and ends, or what is wrong with its line."""
    at = f"{where}:{timed.line}"
    found = _TIMING.fullmatch(timed.timing)
    start, end = (millis(found[1]), millis(found[2])) if found else (None, None)
    if start is None or end is None:
        return TIMING.at(at, f"“{timed.timing.strip()[:_SHOWN]}” is not a line of two times")
    if end < start:
        return END_FIRST.at(at, f"begins at {spoken(start)} and ends at {spoken(end)}")
    return start, end


def step_back(line: int, start: Millis, before: Millis, where: str) -> Problem | None:
    """The problem of a cue that begins long before the one above it."""
    if start >= before - STEP_BACK_MS:
        return None
    return BACKWARDS.at(f"{where}:{line}", f"begins at {spoken(start)}, after words at {spoken(before)}")


def in_order(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The cues by start. One without length lasts until the next begins, at most a second."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    following = [*(cue.start for cue in ordered[1:]), None]
    return tuple(_with_length(cue, after) for cue, after in zip(ordered, following, strict=True))


def _with_length(cue: Cue, after: Millis | None) -> Cue:
    if cue.end > cue.start:
        return cue
    second = Millis(cue.start + 1000)
    return replace(cue, end=second if after is None or after <= cue.start else min(after, second))
