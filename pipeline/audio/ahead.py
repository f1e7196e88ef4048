"""Work done in advance, in other threads, in the same order: results never depend on how many threads there are."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

WORKERS = 2
"""Threads that measure one file; episodes run side by side above."""


def ahead(items: Iterable[T], *, depth: int = 2) -> Iterator[T]:
    """The items, made by a thread of their own, at most `depth` before they are asked for."""
    iterator, end = iter(items), object()

    def make() -> T | object:
        return next(iterator, end)

    with ThreadPoolExecutor(1) as pool:
        waiting = deque(pool.submit(make) for _ in range(depth))
        while (item := waiting.popleft().result()) is not end:
            waiting.append(pool.submit(make))
            yield cast("T", item)


def each_ahead(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """`function` of every item, in order, a few of them at the same time."""
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting: deque[Future[R]] = deque()
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
