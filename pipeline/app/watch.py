"""The release, looked at again and again, so that somebody can speak up when something changes."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.app.place import place_of
from pipeline.app.run import Run
from pipeline.app.verify import verify_release
from pipeline.problems import Problem, StoreError, VerifyFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How many addresses answered as they should, what was wrong, and the exit code that stands for it."""

    addresses: int
    problems: tuple[Problem, ...]
    exit_code: int = 0

    @property
    def found(self) -> list[tuple[str, str, str]]:
        """What was wrong, and where: the same on a port that is another one each time."""
        return [(problem.code, urlsplit(problem.where).path, problem.what) for problem in self.problems]


def look(run: Run) -> Look:
    """Read what is live, and look at it from outside."""
    try:
        place = place_of(run)
        verified = verify_release(run, place.show, place.storage)
    except (VerifyFailed, StoreError) as failed:
        return Look(addresses=0, problems=tuple(failed.problems), exit_code=failed.exit_code)
    return Look(addresses=verified.addresses, problems=verified.problems)


def wait(minutes: float) -> None:
    """Sleep until the next look at the release, so many minutes from now."""
    time.sleep(minutes * 60)
