"""Independent work keeps its order, and tells every fault."""

import threading

import pytest

from pipeline.engine import each
from pipeline.problems import CheckFailed, Rule

ODD = Rule(code="E9999", title="odd", why="odd", fix="make it even")


def halve(number: int) -> int:
    if number % 2:
        raise CheckFailed(ODD.at(str(number), "is odd"))
    return number // 2


def test_results_come_in_the_order_of_the_values() -> None:
    assert each(halve, range(0, 100, 2)) == list(range(50))


def test_every_fault_is_told_not_only_the_first() -> None:
    with pytest.raises(CheckFailed) as failed:
        each(halve, [1, 2, 3, 4, 5])
    assert [problem.where for problem in failed.value.problems] == ["1", "3", "5"]


def test_work_is_done_side_by_side() -> None:
    meeting = threading.Barrier(2, timeout=10)
    assert len(each(lambda _: meeting.wait(), [0, 1], workers=2)) == 2
