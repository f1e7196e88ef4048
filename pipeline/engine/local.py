"""This machine's cores as threads: decoding, encoding and numpy all release the interpreter lock."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pipeline.problems import CheckFailed, Problem

T = TypeVar("T")
R = TypeVar("R")


def each(function: Callable[[T], R], values: Iterable[T], *, workers: int | None = None) -> list[R]:
    """`function` of every value, in the order given.

    All of them are tried, so that a producer hears of every faulty episode at once: raises one CheckFailed with the
    problems of all. Any other error is raised as it is, the first in order.
    """
    with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
        futures = [pool.submit(function, value) for value in values]
    results: list[R] = []
    problems: list[Problem] = []
    for future in futures:
        try:
            results.append(future.result())
        except CheckFailed as failed:
            problems.extend(failed.problems)
    if problems:
        raise CheckFailed(problems)
    return results
