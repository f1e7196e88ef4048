"""The problems of one file, gathered while it is read; at most as many as somebody would read."""

from pipeline.model import Millis
from pipeline.problems import CheckFailed, Problem

MOST = 200


class Faults:
    """Problems in the order of their lines. `latest` is the start of the cue read last."""

    def __init__(self) -> None:
        """Nothing is wrong yet."""
        self._found: list[Problem] = []
        self.latest = Millis(0)

    def add(self, problem: Problem | None) -> None:
        """Note a problem, if there is one."""
        if problem and len(self._found) < MOST:
            self._found.append(problem)

    def stop(self) -> None:
        """Raise CheckFailed when there were problems."""
        if self._found:
            raise CheckFailed(self._found)
