"""This machine's cores as threads: decoding, encoding and numpy all release the interpreter lock."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from pipeline.base.parallel import side_by_side
from pipeline.problems import CheckFailed, Problem

T = TypeVar("T")
R = TypeVar("R")


def each(function: Callable[[T], R], values: Iterable[T], *, workers: int | None = None) -> list[R]:
    """`function` of every value, in the order given.

    All of them are tried, so that a producer hears of every faulty episode at once: raises one CheckFailed with the
    problems of all. Any other error is raised as it is, the first in order, and what has not begun is not begun.
    """

    def tried(value: T) -> R | CheckFailed:
        try:
            return function(value)
        except CheckFailed as failed:
            return failed

    results: list[R] = []
    problems: list[Problem] = []
    for outcome in side_by_side(tried, values, workers=workers):
        if isinstance(outcome, CheckFailed):
            problems.extend(outcome.problems)
        else:
            results.append(outcome)
    if problems:
        raise CheckFailed(problems)
    return results
