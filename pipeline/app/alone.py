"""One episode alone: hidden, shown again, taken back, or given new audio, whatever is wrong with the others.

What must not be heard or seen any more cannot wait until somebody has mended another episode's transcript.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipeline import assemble, release, source, store
from pipeline.app import check
from pipeline.app.place import place_of
from pipeline.app.prepare import Prepared
from pipeline.app.rules import NO_RECORDS, NOTHING_PUBLISHED
from pipeline.app.run import Run
from pipeline.artifact.manifest import Manifest
from pipeline.artifact.records import Records
from pipeline.model import Catalogue, Episode, Lock
from pipeline.plan import Plan, Wanted, alone
from pipeline.problems import CheckFailed
from pipeline.stages import blog


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownShow:
    """What is known without asking any episode of the folder."""

    reading: source.FolderReading
    storage: store.Storage
    live: release.LiveState
    manifest: Manifest
    records: Records
    lock: Lock
    catalogue: Catalogue

    def released(self, besides: str | None = None) -> Mapping[str, Episode]:
        """The episodes that are out, newest first; a hidden one among them if it is named."""
        ids = [*self.manifest.episodes, *(identity for identity in self.manifest.hidden if identity == besides)]
        items = sorted((self.records.items[i] for i in ids), key=lambda i: (i.published, i.episode.id), reverse=True)
        return {item.episode.id: item.episode for item in items}


def known(run: Run) -> KnownShow | None:
    """Read show.toml, what is live and its records; None where an earlier version published, which kept none."""
    place = place_of(run)
    ours, storage, live = place.show, place.storage, place.live
    if live.manifest is None:
        raise CheckFailed(NOTHING_PUBLISHED.at(place.name, "no episode is out"))
    records = release.read_records(live.manifest, storage)
    if records is None:
        return None
    show = replace(
        records.facts.show,
        storage=ours.storage,
        blog=ours.blog,
        audio=ours.audio,
        also=ours.also,
        announce=ours.announce,
    )
    return KnownShow(
        reading=place.reading,
        storage=storage,
        live=live,
        manifest=live.manifest,
        records=records,
        lock=source.read_lock(run.folder),
        catalogue=Catalogue(show=show, feeds=records.facts.feeds, episodes=(), posts=place.reading.posts),
    )


def taken_back(run: Run, identity: str) -> Prepared | None:
    """What there is to know before it is taken back; None where an earlier version published."""
    place = known(run)
    if place is None:
        return None
    planned = alone.retract(identity, place.manifest, place.lock, place.released().values())
    return _prepared(place, planned, assemble.Alone(identity=identity))


def replaced(run: Run, identity: str, allowed: Collection[str]) -> Prepared | None:
    """What there is to know before it gets new audio. Raises CheckFailed for what is wrong with it, and it alone."""
    place = known(run)
    if place is None or identity not in {*place.manifest.episodes, *place.manifest.hidden}:
        return None
    catalogue = check.alone(run.folder, place.reading, identity, place.catalogue, allowed)
    wanted = Wanted(
        catalogue=catalogue,
        lock=place.lock,
        posts=blog.answers(catalogue.episodes, catalogue.posts),
        recipe=place.manifest.recipe,
        derived_guid=place.manifest.show_guid,
        now=run.now,
        allowed=allowed,
        replaced={identity},
    )
    planned = alone.change(wanted, place.manifest, place.released(identity))
    place = replace(place, catalogue=catalogue)
    made = any(episode.id == identity for episode in planned.released)  # not if the folder takes it from listeners
    return _prepared(place, planned, assemble.Alone(identity=identity, made=made), allowed)


def hidden(run: Run, identity: str) -> Prepared:
    """What there is to know before it is hidden. Raises CheckFailed (E0919, E1209)."""
    place = _recorded(run)
    planned = alone.hide(identity, place.manifest, place.lock, place.released().values())
    return _prepared(place, planned, assemble.Alone(identity=identity, hidden=True))


def shown(run: Run, identity: str) -> Prepared:
    """What there is to know before it is shown again, as it was. Raises CheckFailed (E0918, E0922, E1209)."""
    place = _recorded(run)
    now = next((e for e in place.reading.episodes if e.id == identity), None)
    planned = alone.unhide(identity, place.manifest, place.lock, place.released(identity).values(), now)
    pages = release.hidden_pages(place.manifest, identity, place.storage)
    if pages is None:
        raise CheckFailed(NO_RECORDS.at(place.storage.control.place, f"the pages of {identity} are lost"))
    return _prepared(place, planned, assemble.Alone(identity=identity, shown=pages))


def _recorded(run: Run) -> KnownShow:
    place = known(run)
    if place is None:
        raise CheckFailed(NO_RECORDS.at("publish.py hide", "what is live was published by an earlier version"))
    return place


def _prepared(place: KnownShow, planned: Plan, what: assemble.Alone, allowed: Collection[str] = ()) -> Prepared:
    return Prepared(
        catalogue=place.catalogue,
        storage=place.storage,
        live=place.live,
        lock=place.lock,
        posts=blog.answers(place.catalogue.episodes, place.catalogue.posts),
        plan=planned,
        warnings=place.catalogue.warnings,
        allowed=allowed,
        records=place.records,
        alone=what,
    )
