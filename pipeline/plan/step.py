"""The smallest thing a plan says: one change to one episode, its reasons, and what a subscriber would see."""

from dataclasses import dataclass
from enum import Enum


class Change(Enum):
    """A closed set; the value is the sign a producer reads. Dangers open with an exclamation mark."""

    NEW = "+"
    CHANGED = "~"
    REPLACED = "±"
    WITHDRAWN = "-"
    SAME = "="
    WAITING = ">"
    DRAFT = "."
    TWICE = "!+"
    VANISHES = "!-"
    REDATED = "!~"
    RETURNS = "!>"
    HEARD = "!="
    HIDDEN = "°"
    HIDES = "-°"
    SHOWS = "+°"

    @property
    def dangerous(self) -> bool:
        """It would hurt subscribers, so it stops the run unless it is named explicitly."""
        return self.value.startswith("!")

    @property
    def quiet(self) -> bool:
        """Whether listeners see nothing of it: the episode is the same, waits, is in draft, or stays hidden."""
        return self in {Change.SAME, Change.WAITING, Change.DRAFT, Change.HIDDEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens to one episode. `listeners` is what a subscriber would see."""

    change: Change
    episode: str
    title: str
    reasons: tuple[str, ...] = ()
    listeners: str = ""
