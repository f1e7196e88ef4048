"""How much is done, when it is not known how many rounds it takes: each stage has a portion of what is left."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Progress:
    """Reports 0 to 1, never going back."""

    def __init__(self, report: Callable[[float], None]) -> None:
        """`report` is called in the thread that does the work."""
        self._report = report
        self._done = 0.0

    def through(self, items: Iterable[T], portion: float, count: float) -> Iterator[T]:
        """The items, about `count` of them; all together they are this portion of what is left."""
        start, span = self._done, (1 - self._done) * portion
        for at, item in enumerate(items, 1):
            yield item
            self._tell(start + span * min(1.0, at / max(count, 1)))
        self._tell(start + span)

    def finished(self) -> None:
        """All is done."""
        self._tell(1.0)

    def _tell(self, done: float) -> None:
        if done > self._done:
            self._done = done
            self._report(done)
