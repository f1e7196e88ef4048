"""How much is done, when it is not known how many rounds it takes: each stage has a portion of what is left."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.stages.audio.blocks import Block

STEP = 0.001
"""Less is not worth telling."""


class Progress:
    """Reports 0 to 1, never going back, in the thread that reads the sound."""

    def __init__(self, report: Callable[[float], None]) -> None:
        """`report` is called with what is done."""
        self._report = report
        self._done = 0.0

    def through(self, pieces: Iterable[Block], portion: float, samples: float) -> Iterator[Block]:
        """The pieces, of about so many samples; all together they are this portion of what is left."""
        start, span, heard = self._done, (1 - self._done) * portion, 0
        for piece in pieces:
            yield piece
            heard += piece.shape[1]
            self._tell(start + span * min(1.0, heard / max(samples, 1)))
        self._tell(start + span)

    def finished(self) -> None:
        """Report 1.0: nothing is left to do, whatever the portions came to."""
        self._tell(1.0)

    def _tell(self, done: float) -> None:
        if done >= self._done + STEP or done == 1.0:
            self._done = done
            self._report(done)
