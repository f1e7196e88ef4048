"""The problems of one file, gathered while it is read; at most as many as somebody would read."""

from pipeline.base.clock import clock
from pipeline.model import Millis
from pipeline.problems import CheckFailed, Problem, Rule
from pipeline.stages.words.rules import BACKWARDS

MOST = 200
STEP_BACK_MS = 10_000
"""Voices that overlap may be listed a little out of order; further back is a mistake."""
_SHOWN = 60


class Faults:
    """Problems of the file `where`, in the order they were met."""

    def __init__(self, where: str) -> None:
        """Nothing is wrong yet."""
        self._where = where
        self._found: list[Problem] = []
        self._latest = Millis(0)

    def add(self, rule: Rule, line: int, what: str, *, fix: str | None = None) -> None:
        """Note a breach of the rule in a line (1 and up)."""
        if len(self._found) < MOST:
            self._found.append(rule.at(f"{self._where}:{line}", what, fix=fix))

    def begins(self, line: int, start: Millis, *, tolerance: int = STEP_BACK_MS) -> None:
        """Note words that begin long before those above them."""
        if start < self._latest - tolerance:
            self.add(BACKWARDS, line, f"begins at {clock(start)}, after words at {clock(self._latest)}")
        self._latest = start

    def stop(self) -> None:
        """Raise CheckFailed with all problems that were noted in the file (200 at most), if there were any."""
        if self._found:
            raise CheckFailed(self._found)


def quoted(line: str) -> str:
    """The beginning of a line, as a message shows it."""
    return f"“{line.strip()[:_SHOWN]}”"
