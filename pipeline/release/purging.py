"""Every copy of an episode, found and deleted: somebody asked to disappear, and keeping a release whole matters less.

Kept releases that name the episode are dropped, since their pages and feeds name it, too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline import store
from pipeline.artifact.manifest import KEY, Manifest
from pipeline.release.inventory import Holdings, holdings, named_copies, named_objects
from pipeline.release.shipping import COPIES

_HASHED = re.compile(r"-[0-9a-f]{12}(-\w+)?\.[a-z0-9.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Where an episode still is: public files, kept releases that name it, and copies of pages and feeds."""

    public: tuple[str, ...]
    releases: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many objects would be deleted: public files, kept releases, and copies of pages and feeds."""
        return len(self.public) + len(self.releases) + len(self.kept)


def copies_of(episode: str, storage: store.Storage) -> Copies:
    """Every copy of the episode. What the live release names is counted only while the episode is in it."""
    held = holdings(storage)
    naming = {key: release for key, release in held.releases.items() if _names(release, episode)}
    staying = [release for key, release in held.releases.items() if key not in naming]
    needed = named_copies(staying)
    kept = [key for key in held.control if key.startswith(COPIES) and key not in needed]
    public = _public(episode, naming.values(), held) - named_objects(staying)
    releases = sorted(key for key in naming if key != KEY)
    return Copies(public=tuple(sorted(public)), releases=tuple(releases), kept=tuple(sorted(kept)))


def purge(found: Copies, storage: store.Storage) -> None:
    """Delete them. What listeners can fetch goes first."""
    for key in found.public:
        storage.public.delete(key)
    for key in (*found.kept, *found.releases):
        storage.control.delete(key)


def _names(release: Manifest, episode: str) -> bool:
    return episode in release.episodes or any(thing.owner == episode for thing in release.objects.values())


def _public(episode: str, naming: Iterable[Manifest], held: Holdings) -> set[str]:
    """What releases say is the episode's, and what a stopped run left behind under the same names."""
    owned = {key for release in naming for key, thing in release.objects.items() if thing.owner == episode}
    stems = {_HASHED.sub("", key) for key in owned if _HASHED.search(key)}
    lost = {key for key in held.public if _HASHED.search(key) and _HASHED.sub("", key) in stems}
    return (owned | lost) & held.public.keys()
