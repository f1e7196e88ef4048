"""Times for prose: words are spread over the stretches in which somebody speaks, in proportion to their length.

Everything is reckoned on the *speech axis*: milliseconds of speech, silence left out. A passage begins where speech
begins again after a pause, if such a place is near; nothing begins in silence, overlaps, or has no length.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from pipeline.base.text import joint, spoken_line
from pipeline.model import Cue, Millis, Passage, Prose, Span, Transcript
from pipeline.stages.words.captions import LONGEST, pieces
from pipeline.stages.words.speech_axis import Axis, sounding

LONGEST_MS = 7000
_FEWEST_LETTERS = 12
_FASTEST_MS_PER_LETTER = 25
_REACH = 0.4
_FURTHEST_MS = 6000
_PAUSE_WORTH_MS = 2000


def time_prose(prose: Prose, speech: Sequence[Span], body: Span) -> Transcript:
    """The prose as cues inside `body`, ascending and disjoint, each at most about 7 s and 84 letters; `estimated`.

    `speech` may be empty, or too little for so many words: then they are spread over the whole body.
    """
    passages = list(_headed(prose.passages))
    letters = sum(len(passage.text) for passage in passages)
    spans = sounding(speech, body)
    if sum(span.end - span.start for span in spans) < letters * _FASTEST_MS_PER_LETTER:
        spans = sounding((body,), body)
    cues = tuple(laid_out(passages, spans, joint(prose.language)))
    return Transcript(cues=cues, language=prose.language, estimated=True)


def laid_out(passages: Sequence[Passage], spans: Sequence[Span], between: str) -> Sequence[Cue]:
    """Cues for the passages, spread over ascending disjoint spans. No cue at all when the spans have no length."""
    axis, passages = Axis(spans), list(_headed(passages))
    letters = sum(len(passage.text) for passage in passages)
    if not axis.length or not letters:
        return ()
    limit = max(_FEWEST_LETTERS, min(LONGEST, LONGEST_MS * letters // axis.length))
    cut = _at_most(axis.length, [list(_cut(passage, limit)) for passage in passages], between)
    bounds = _bounds(cut, axis)
    flat = [piece for part in cut for piece in part]
    return [_cue(piece, axis.stretch(*bound)) for piece, bound in zip(flat, pairwise(bounds), strict=True)]


def _headed(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Passages that have words; the heading of an empty one goes to the next."""
    waiting: str | None = None
    for passage in passages:
        heading, text = passage.heading or waiting, spoken_line(passage.text)
        waiting = None if text else heading
        if text:
            yield Passage(text=text, speaker=passage.speaker, heading=heading)


def _cut(passage: Passage, limit: int) -> Iterator[Passage]:
    for number, piece in enumerate(pieces(passage.text, limit)):
        yield Passage(text=piece, speaker=passage.speaker, heading=None if number else passage.heading)


def _at_most(most: int, cut: list[list[Passage]], between: str) -> list[list[Passage]]:
    """No more pieces than there are milliseconds: a case for hostile input, in which pieces are run together."""
    flat = [piece for part in cut for piece in part]
    if len(flat) <= most:
        return cut
    shares = [flat[len(flat) * i // most : len(flat) * (i + 1) // most] for i in range(most)]
    return [[_run_together(share, between)] for share in shares]


def _run_together(share: Sequence[Passage], between: str) -> Passage:
    text = between.join(piece.text for piece in share)
    heading = next((piece.heading for piece in share if piece.heading), None)
    return Passage(text=text, speaker=share[0].speaker, heading=heading)


def _bounds(cut: Sequence[Sequence[Passage]], axis: Axis) -> list[int]:
    """Where each piece begins on the axis, and where the last ends: passages find their onsets first, then pieces."""
    weights = [[len(piece.text) + 1 for piece in part] for part in cut]
    outer = _drawn(_shared([sum(part) for part in weights], 0, axis.length), axis)
    outer = _apart(outer, [len(part) for part in cut])
    inner = (_drawn(_shared(part, *bound), axis) for part, bound in zip(weights, pairwise(outer), strict=True))
    return [0, *(at for part in inner for at in _apart(part, [1] * (len(part) - 1))[1:])]


def _shared(weights: Sequence[int], start: int, end: int) -> list[int]:
    whole = sum(weights)
    return [start + (end - start) * so_far // whole for so_far in accumulate(weights, initial=0)]


def _drawn(bounds: Sequence[int], axis: Axis) -> list[int]:
    """The bounds, each drawn to an onset near it: never further than two fifths of the way to its neighbours."""
    drawn = list(bounds)
    for i in range(1, len(bounds) - 1):
        reach = int(_REACH * min(bounds[i] - bounds[i - 1], bounds[i + 1] - bounds[i], _FURTHEST_MS / _REACH))
        drawn[i] = _onset(axis, bounds[i], reach)
    return drawn


def _onset(axis: Axis, at: int, reach: int) -> int:
    low, high = bisect_left(axis.onsets, at - reach), bisect_right(axis.onsets, at + reach)
    near = range(max(1, low), high)
    best = min(near, key=lambda i: abs(axis.onsets[i] - at) - min(axis.pause_before(i), _PAUSE_WORTH_MS), default=None)
    return at if best is None else axis.onsets[best]


def _apart(bounds: Sequence[int], least: Sequence[int]) -> list[int]:
    """The bounds with at least that much between each two; the outermost stay. There is room: `_at_most` saw to it."""
    room = list(accumulate(least, initial=0))
    end = bounds[-1] - room[-1]
    slack = list(accumulate((at - used for at, used in zip(bounds, room, strict=True)), max))
    return [min(free, end) + used for free, used in zip(slack, room, strict=True)]


def _cue(piece: Passage, span: Span) -> Cue:
    end = min(span.end, Millis(span.start + LONGEST_MS))
    return Cue(start=span.start, end=end, text=piece.text, speaker=piece.speaker, heading=piece.heading)
