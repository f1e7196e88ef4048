"""Passages of which some carry the time at which they begin: HTML and plain text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.base.text import joint
from pipeline.model import Cue, Millis, Passage, Prose, Span, Transcript
from pipeline.stages.words.faults import Faults
from pipeline.stages.words.labels import attributed
from pipeline.stages.words.timing import laid_out

_SHORTEST_MS = 2000
_SLOWEST_MS_PER_LETTER = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A passage, the time it begins at if the file says so, and its line in the file (1 and up)."""

    passage: Passage
    start: Millis | None
    line: int


def told(said: Sequence[Said], language: str, faults: Faults) -> Transcript | Prose:
    """Prose when nothing has a time. Else cues: a time holds until the next one, or as long as the words may last.

    Words that share one time are spread between it and the next, and then the times are estimated. Raises CheckFailed
    with the faults so far and every time that lies before the time above it.
    """
    for one in said:
        if one.start is not None:
            faults.begins(one.line, one.start, tolerance=0)
    faults.stop()
    passages = attributed([one.passage for one in said])
    if all(one.start is None for one in said):
        return Prose(passages=tuple(p for p in passages if p.text or p.heading), language=language)
    groups = list(_groups(said, passages))
    cues = [_cues(group, span, language) for group, span in zip(groups, _spans(groups), strict=True)]
    estimated = any(len(some) > 1 for some in cues)
    return Transcript(cues=tuple(cue for some in cues for cue in some), language=language, estimated=estimated)


_Group = tuple[Millis, list[Passage], int]
"""When it begins, what is said, and the line that tells the time."""


def _groups(said: Sequence[Said], passages: Sequence[Passage]) -> Iterator[_Group]:
    """Passages under the time that holds for them; what stands before the first time begins at 0."""
    start, group, heading, line = Millis(0), list[Passage](), None, 1
    for one, passage in zip(said, passages, strict=True):
        if one.start is not None and one.start > start:
            if group:
                yield start, group, line
            start, group, line = one.start, [], one.line
        heading = passage.heading or heading
        if passage.text:
            group.append(replace(passage, heading=heading))
            heading = None
    if group:
        yield start, group, line


def _spans(groups: Sequence[_Group]) -> Iterator[Span]:
    for (start, group, _), following in zip(groups, chain((g[0] for g in groups[1:]), [None]), strict=False):
        letters = sum(len(passage.text) for passage in group)
        longest = Millis(start + max(_SHORTEST_MS, letters * _SLOWEST_MS_PER_LETTER))
        yield Span(start=start, end=longest if following is None else min(following, longest))


def _cues(group: _Group, span: Span, language: str) -> Sequence[Cue]:
    """Of their times only the first one's start may be written; where the file opens without a time, none is."""
    laid = laid_out(group[1], (span,), joint(language))
    return [replace(cue, guessed_start=n > 0, guessed_end=True, line=group[2]) for n, cue in enumerate(laid)]
