"""The circumstances of one use case. The clock, the environment and whoever answers questions are values here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.app.events import Event, Tell
from pipeline.app.rules import WAITING
from pipeline.problems import ChangesWaiting

CACHE = ".podwright/cache"
Agree = Callable[[str, int], bool]
"""Asked a question about so many changes; whether somebody says yes."""


def _unheard(_: Event) -> None:
    return


def _never(_: str, __: int) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`now` is in UTC. Events are told to nobody, and nobody agrees to anything, unless somebody is named."""

    folder: Path
    now: datetime
    environment: Mapping[str, str]
    tell: Tell = _unheard
    agree: Agree = _never

    @property
    def cache(self) -> Path:
        """The folder in which artifacts are kept between runs, below the show's own."""
        return self.folder / CACHE

    def ask(self, changes: int, question: str = "Publish?") -> None:
        """Go on only if somebody says yes. Raises ChangesWaiting (E1202)."""
        if not self.agree(question, changes):
            waiting = "one change is" if changes == 1 else f"{changes or 'some'} changes are"
            raise ChangesWaiting(WAITING.at("plan", f"{waiting} ready, and nothing was done"))
