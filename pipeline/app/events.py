"""What a use case tells while it runs, as values: whoever calls it decides how to say it, and whether at all."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.plan import Plan
from pipeline.problems import Problem
from pipeline.store import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Something that must not be said from now on, and the name of what it opens; told before anything else is."""

    token: str
    opens: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """What is wrong, and did not stop the run."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would be done, for the show of that title, in that storage."""

    plan: Plan
    title: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """How far a piece of work is, 0 to 1."""

    work: str
    done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How many bytes of all were sent."""

    sent: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """Who has heard of the release; never with a secret in the name."""

    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purging:
    """Every copy of an episode that would go: public files by their keys, and how many kept releases."""

    episode: str
    files: tuple[str, ...]
    releases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruning:
    """What would be deleted; `waiting` others are younger than `days`."""

    files: tuple[Listed, ...]
    waiting: int
    days: int


Event = Secret | Warned | Planned | Working | Sending | Announced | Purging | Pruning
Tell = Callable[[Event], None]
