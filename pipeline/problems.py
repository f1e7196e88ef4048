"""What can be wrong, said once: every problem is coded, located, explained and fixable.

A `Rule` is the law that was broken; it lives in the room that enforces it. A `Problem` is one breach of it, at one
place. An error is a reason to stop; it carries problems and knows its exit code:

    PodwrightError          1   something we did not foresee, told in one line
    ├── ChangesWaiting      2   nothing is wrong, but a person has to say yes
    ├── CheckFailed         3   the folder cannot be published as it is
    ├── VerifyFailed        4   what listeners get is not what was released
    └── StoreError          5   object storage refused, failed, or could not be reached
        └── Conflict        5   another producer published first
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class Severity(Enum):
    """How much a problem weighs: an error stops the run, a warning is told and passed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One breach of one rule: where it is, what it is, why a listener would suffer, how to fix it."""

    code: str
    where: str
    what: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The first line of what a producer reads."""
        return f"{self.where}: {self.what} [{self.code}]"


_CODES: dict[str, str] = {}
"""Every rule's title by its code, as rules are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A law that input must keep. `code` is unique: a letter (W for a warning) and four digits, as in E0207."""

    code: str
    title: str
    why: str
    fix: str

    def __post_init__(self) -> None:
        """Refuse a second law of the same code: raises ValueError where somebody writes one."""
        if self.code in _CODES:
            msg = f"{self.code} is “{_CODES[self.code]}” already, and cannot be “{self.title}” as well"
            raise ValueError(msg)
        _CODES[self.code] = self.title

    @property
    def severity(self) -> Severity:
        """How much a breach weighs, read off the code's first letter: W is a warning, anything else an error."""
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR

    def at(self, where: str, what: str, *, fix: str | None = None) -> Problem:
        """The problem of this rule being broken at `where` (`file` or `file:line`, relative to the show folder)."""
        return Problem(
            code=self.code, where=where, what=what, why=self.why, fix=fix or self.fix, severity=self.severity
        )


class PodwrightError(Exception):
    """The root of all that is raised on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Carry one problem or several; there is always at least one."""
        self.problems: Sequence[Problem] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ChangesWaiting(PodwrightError):  # noqa: N818 - it is not a fault, and the name is read aloud in messages
    """There is something to publish and nobody has said yes."""

    exit_code = 2


class CheckFailed(PodwrightError):  # noqa: N818 - named for what a producer is told
    """The folder, or a file of it, breaks rules."""

    exit_code = 3


class VerifyFailed(PodwrightError):  # noqa: N818 - named for what a producer is told
    """What was fetched from outside is not what was released."""

    exit_code = 4


class StoreError(PodwrightError):
    """Object storage refused, failed, or could not be reached."""

    exit_code = 5


class Conflict(StoreError):  # noqa: N818 - named for what a producer is told
    """A conditional write lost: somebody else wrote first."""


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop the run, in their order, without the warnings."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)


def raise_errors(problems: Sequence[Problem]) -> None:
    """Raise `CheckFailed` with *all* problems, warnings included, when at least one is an error."""
    if errors(problems):
        raise CheckFailed(problems)
