"""Bars are for people at a terminal: they come with the first word of a piece of work, and go with everything else."""

import io
from collections.abc import Sequence

import pytest
from rich.console import Console

from pipeline.report.progress import Bars


def a_terminal() -> tuple[Console, io.StringIO]:
    said = io.StringIO()
    return Console(file=said, force_terminal=True, width=80, legacy_windows=False), said


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ([("042", 0.5, 1.0)], ["042"]),
        ([("042", 0.5, 1.0), ("043", 0.1, 1.0), ("042", 1.0, 1.0)], ["042", "043"]),
        ([("sending", 500_000, 1_000_000)], ["sending", "MB"]),
        ([("042", 1.0, 1.0), ("sending", 1, 10)], ["042", "sending", "bytes"]),
    ],
)
def test_each_piece_of_work_has_its_bar(told: Sequence[tuple[str, float, float]], shown: Sequence[str]) -> None:
    console, said = a_terminal()
    bars = Bars(console)
    for work, done, total in told:
        bars.tell(work, done, total)
    bars.stop()
    assert all(words in said.getvalue() for words in shown)


def test_nothing_is_left_of_them_and_they_can_come_back() -> None:
    console, said = a_terminal()
    bars = Bars(console)
    bars.stop()
    bars.tell("042", 0.5, 1.0)
    bars.stop()
    console.print("done")
    assert said.getvalue().endswith("done\n")
    bars.tell("043", 0.5, 1.0)
    bars.stop()
    assert "043" in said.getvalue()
