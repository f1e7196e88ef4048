"""The ways back: list what was live, and show it again. They need show.toml, and no episode that is in order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pipeline import release, source
from pipeline.app.events import Planned, Warned
from pipeline.app.place import Place
from pipeline.app.run import Run
from pipeline.app.verify import verify_release
from pipeline.plan import Plan, Step, back, between
from pipeline.problems import CheckFailed, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """A release that can be shown again: its number, when it was written, what it changed."""

    number: int
    written: datetime
    steps: tuple[Step, ...]


def kept_releases(place: Place) -> tuple[tuple[KeptRelease, ...], int]:
    """The line of releases, newest first, and how many of them cannot be shown any more."""
    live = place.live
    kept = release.showable(live.manifest, live.digest, place.storage) if live.manifest and live.digest else ()
    whole = [one for one in kept if one.whole]
    told = tuple(
        KeptRelease(
            number=one.generation.manifest.generation,
            written=one.generation.written,
            steps=between(one.before, one.generation.manifest),
        )
        for one in whole
    )
    return told, len(kept) - len(whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledBack:
    """Generation `target` is shown again, as generation `number`. `plan` is None where it was live already."""

    target: int
    number: int
    plan: Plan | None = None
    addresses: int = 0
    warnings: tuple[Problem, ...] = ()


def rollback(run: Run, place: Place, number: int | None, allowed: Collection[str]) -> RolledBack:
    """Show that generation again, or the one before, once somebody has said yes.

    Raises CheckFailed for one that is not whole (E0932, E0933), and for dangers that are not allowed.
    """
    live = place.live
    target = release.find(number, live, place.storage)
    if live.manifest is None or target == live.manifest:
        return RolledBack(target=target.generation, number=target.generation)
    planned = back(target, live.manifest, source.read_lock(run.folder), allowed)
    run.tell(Planned(plan=planned, title=place.show.title, place=place.name))
    turn = release.turn_back(target, live, place.storage)
    if planned.dangers:
        raise CheckFailed(planned.dangers)
    run.ask(len(planned.steps), "Go back?")
    flipped = release.flip(turn, live, place.storage)
    source.write_lock(run.folder, planned.lock)
    release.finish(flipped, live, place.storage)
    verified = verify_release(run, place.show, place.storage)
    run.tell(Warned(problems=verified.problems))
    return RolledBack(
        target=target.generation,
        number=flipped.manifest.generation,
        plan=planned,
        addresses=verified.addresses,
        warnings=verified.problems,
    )
