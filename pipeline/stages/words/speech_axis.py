"""The speech axis: time in which somebody speaks, as one line without the silences."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.model import Millis, Span

LONG_SILENCE_MS = 1500


def sounding(speech: Sequence[Span], body: Span) -> tuple[Span, ...]:
    """The stretches of speech inside the body: ascending, disjoint, none without length. None at all is the body."""
    inside = ((max(s.start, body.start), min(s.end, body.end)) for s in speech)
    merged: list[tuple[Millis, Millis]] = []
    for start, end in sorted((start, end) for start, end in inside if start < end):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    if not merged and body.start < body.end:
        merged.append((body.start, body.end))
    return tuple(Span(start=start, end=end) for start, end in merged)


class Axis:
    """Positions in milliseconds of speech; `onsets` are those at which each span begins."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Spans are ascending and disjoint."""
        self._spans = spans
        *self.onsets, self.length = accumulate((s.end - s.start for s in spans), initial=0)

    def pause_before(self, number: int) -> int:
        """How long the silence before a span is; the first has none."""
        return self._spans[number].start - self._spans[number - 1].end if number else 0

    def stretch(self, start: int, end: int) -> Span:
        """The time between two positions, `start < end`; of what lies around a long silence, the longer side."""
        runs = list(self._runs(start, end))
        _, best = max(enumerate(runs), key=lambda run: (sum(s.end - s.start for s in run[1]), -run[0]))
        return Span(start=best[0].start, end=best[-1].end)

    def _runs(self, start: int, end: int) -> Iterator[list[Span]]:
        run: list[Span] = []
        for span in self._pieces(start, end):
            if run and span.start - run[-1].end > LONG_SILENCE_MS:
                yield run
                run = []
            run.append(span)
        yield run

    def _pieces(self, start: int, end: int) -> Iterator[Span]:
        for number in range(bisect_right(self.onsets, start) - 1, bisect_left(self.onsets, end)):
            span, onset = self._spans[number], self.onsets[number]
            first = span.start + max(0, start - onset)
            yield Span(start=Millis(first), end=Millis(min(span.end, span.start + end - onset)))
