"""Work side by side, on this machine's cores: in the order asked for, and never another result on fewer of them."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """How many this process may use, which may be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _workers() -> ThreadPoolExecutor:
    """One thread a core, shared by all files that are worked on at the same time."""
    return ThreadPoolExecutor(cores(), "sound")


def side_by_side(function: Callable[[T], R], items: Iterable[T], *, workers: int | None = None) -> Iterator[R]:
    """`function` of every item, in order, with one worker a core, or as many as are said for what only waits.

    Where one of them fails, or nobody wants to know the rest, what has not begun is not begun any more.
    """
    pool = ThreadPoolExecutor(workers or cores())
    try:
        yield from pool.map(function, items)
    finally:
        pool.shutdown(cancel_futures=True)


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
    """`function` of every item, in order, on all cores, for items that need not all be there at once.

    It must not wait for another such function.
    """
    pool, most = _workers(), cores()
    waiting: deque[Future[R]] = deque()
    for item in items:
        waiting.append(pool.submit(function, item))
        if len(waiting) > most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
