"""Whether times keep step with the audio: what is said begins where somebody begins to speak.

Times that come from a project at another frame rate run away, 3.6 seconds an hour at 23.976 frames a second; times of
another cut are off by one amount all along. Both are found by trying: at which pace, and how much later, do far more of
the lines begin where speech begins after a pause than chance would have it?
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.base.clock import clock
from pipeline.model import Chapter, Millis, Span, Transcript
from pipeline.problems import Problem
from pipeline.stages.words.rules import DRIFT, LATE_WORDS

PACES: Mapping[Fraction, str] = {
    Fraction(1): "",
    Fraction(1001, 1000): "a project at 24 or 30 frames a second that was played at 23.976 or 29.97",
    Fraction(1000, 1001): "a project at 23.976 or 29.97 frames a second that was played at 24 or 30",
    Fraction(25, 24): "a project at 25 frames a second that was played at 24",
    Fraction(24, 25): "a project at 24 frames a second that was played at 25",
}
"""What the times have to be multiplied by, and what that tells."""
FURTHEST_MS = 30_000
BIN_MS = 200
NEAR_BINS = 1
"""A line that begins within 300 ms of somebody's beginning to speak begins with it."""
FEWEST = 12
UNLIKELY = 1e-9
MUCH_BETTER = 1.6
"""So many times as many lines have to fit as fit with the times as they are."""
NOTICED_MS = 1500
"""Words shown so much too early or late are a nuisance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """So many lines fit at this pace, that much later."""

    pace: Fraction
    later_ms: int
    lines: int


def check_step(
    transcript: Transcript | None, chapters: Sequence[Chapter], speech: Sequence[Span], where: str
) -> tuple[Problem, ...]:
    """What is wrong with the pace of a transcript's times, or of the chapters where there is none.

    All times are the delivered file's. Too few lines, or lines that fit nowhere better, are not judged.
    """
    if transcript and not transcript.estimated:
        return tuple(_judged([cue.start for cue in transcript.cues], "the transcript", speech, where))
    return tuple(_judged([chapter.start for chapter in chapters], "the list of chapters", speech, where))


def _judged(starts: Sequence[Millis], name: str, speech: Sequence[Span], where: str) -> Iterator[Problem]:
    onsets = [span.start for span in speech]
    if len(starts) < FEWEST or len(onsets) < FEWEST:
        return
    best = max((_best(starts, onsets, pace) for pace in PACES), key=lambda fit: fit.lines)
    now = _fitting(starts, onsets, Fraction(1)).get(0, 0)
    if best.lines < MUCH_BETTER * now or _chance(best.lines, starts, onsets) > UNLIKELY:
        return
    if best.pace != 1:
        off_s = abs(float(best.pace - 1)) * max(starts) / 1000
        told = f"at {clock(max(starts))} {name} is {off_s:.1f} seconds away from the audio (drift): {PACES[best.pace]}"
        yield DRIFT.at(where, told)
    elif abs(best.later_ms) >= NOTICED_MS:
        direction = "early" if best.later_ms > 0 else "late"
        yield LATE_WORDS.at(
            where, f"{name} is {abs(best.later_ms) / 1000:.1f} seconds too {direction} all along (offset)"
        )


def _best(starts: Sequence[Millis], onsets: Sequence[Millis], pace: Fraction) -> _Fit:
    fitting = _fitting(starts, onsets, pace)
    later, lines = max(fitting.items(), key=lambda pair: (pair[1], -abs(pair[0])), default=(0, 0))
    return _Fit(pace=pace, later_ms=later * BIN_MS, lines=lines)


def _fitting(starts: Sequence[Millis], onsets: Sequence[Millis], pace: Fraction) -> Mapping[int, int]:
    """How many lines begin with speech, by how much later they would have to be, in bins."""
    found: Counter[int] = Counter()
    for start in starts:
        at = int(start * pace)
        first, last = (bisect_left(onsets, at + far) for far in (-FURTHEST_MS, FURTHEST_MS))
        bins = {
            round((onset - at) / BIN_MS) + near
            for onset in onsets[first:last]
            for near in range(-NEAR_BINS, NEAR_BINS + 1)
        }
        found.update(bins)
    return found


def _chance(lines: int, starts: Sequence[Millis], onsets: Sequence[Millis]) -> float:
    """How likely it is that so many lines fit by chance, at any of the paces and places tried (Chernoff's bound)."""
    span = max(onsets[-1] - onsets[0], 1)
    hit = min(0.99, len(onsets) * (2 * NEAR_BINS + 1) * BIN_MS / span)
    part = lines / len(starts)
    if part <= hit:
        return 1.0
    distance = part * math.log(part / hit)
    if part < 1:
        distance += (1 - part) * math.log((1 - part) / (1 - hit))
    tries = len(PACES) * 2 * FURTHEST_MS / BIN_MS
    return min(1.0, tries * math.exp(-len(starts) * distance))
