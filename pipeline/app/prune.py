"""Tidying up: what nobody needs is deleted, after a time of grace."""

from dataclasses import dataclass
from datetime import timedelta

from pipeline import release, store
from pipeline.app.events import Pruning
from pipeline.app.place import Place
from pipeline.app.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was deleted, and how many others wait."""

    files: tuple[store.Listed, ...]
    waiting: int


def prune(run: Run, place: Place, days: int) -> Pruned:
    """Delete what no kept release names and is older than `days`, once somebody has said yes."""
    found = release.orphans(place.storage, run.now, timedelta(days=days))
    files = (*found.public, *found.control)
    run.tell(Pruning(files=files, waiting=found.waiting, days=days))
    if files:
        run.ask(len(files), "Delete them?")
        files = release.prune(found, place.storage)
    return Pruned(files=files, waiting=found.waiting)
