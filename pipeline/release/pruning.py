"""What no kept release names any more goes, after a time of grace; what any of them names stays.

Only what lies where Podwright puts things is ever touched: somebody else's files in the same bucket are none of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline import store
from pipeline.artifact.manifest import KEY
from pipeline.problems import CheckFailed
from pipeline.release.generations import FOLDER, KEPT, number_of
from pipeline.release.inventory import Holdings, holdings, named_copies, named_objects
from pipeline.release.rules import NOTHING_NAMED
from pipeline.release.shipping import COPIES

FEEDS = "feeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphans:
    """What would go, on either side, and how many others are still within their time of grace."""

    public: tuple[store.Listed, ...]
    control: tuple[store.Listed, ...]
    waiting: int


def orphans(storage: store.Storage, now: datetime, grace: timedelta) -> Orphans:
    """What nobody needs. Raises CheckFailed (E0934) where there is no manifest: then nothing is known to be needed."""
    held = holdings(storage)
    if KEY not in held.releases:
        raise CheckFailed(NOTHING_NAMED.at(storage.control.place, "there is no manifest"))
    public = list(_public(held))
    control = list(_control(held))
    old = now - grace
    gone = [[listed for listed in found if listed.modified <= old] for found in (public, control)]
    waiting = len(public) + len(control) - len(gone[0]) - len(gone[1])
    return Orphans(public=tuple(gone[0]), control=tuple(gone[1]), waiting=waiting)


def prune(found: Orphans, storage: store.Storage) -> tuple[store.Listed, ...]:
    """Delete them, except what a release that was published in the meantime names; what was deleted."""
    deleted: list[store.Listed] = []
    held = holdings(storage)
    needed = named_objects(held.releases.values()) | named_copies(held.releases.values())
    for place, orphaned in ((storage.public, found.public), (storage.control, found.control)):
        for listed in orphaned:
            if listed.key not in needed:
                place.delete(listed.key)
                deleted.append(listed)
    return tuple(deleted)


def _public(held: Holdings) -> Iterable[store.Listed]:
    """Feeds are left out: one that has moved is deleted when it moves, and another may be somebody's redirect."""
    named = named_objects(held.releases.values())
    ours = {key.split("/", 1)[0] for key in named if "/" in key} - {FEEDS}
    for key, listed in held.public.items():
        if "/" in key and key.split("/", 1)[0] in ours and key not in named:
            yield listed


def _control(held: Holdings) -> Iterable[store.Listed]:
    """Copies nobody needs, manifests that are too old, and probes that a dead run left behind."""
    named, newest = named_copies(held.releases.values()), held.releases[KEY].generation
    for key, listed in held.control.items():
        number = number_of(key)
        too_old = key.startswith(FOLDER) and number is not None and number <= newest - KEPT
        if too_old or (key.startswith(COPIES) and key not in named) or key.startswith("probe-"):
            yield listed
