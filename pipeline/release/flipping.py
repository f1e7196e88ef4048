"""The moment of truth: the generation, the manifest by compare-and-swap, then pages, then feeds, then the mark.

Whoever swaps the manifest has won. Pages and feeds follow it, each only while the manifest is still the winner's, so
of two producers at once the winner's pages and feeds are what stays. A crash at any point leaves every address in
every feed answering; without the mark the next run finishes the job.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import engine, store
from pipeline.artifact.built import Built
from pipeline.artifact.manifest import KEY, Manifest, to_json
from pipeline.artifact.objects import Object
from pipeline.model import Digest
from pipeline.problems import Conflict
from pipeline.release.deletion import clear, needs_all
from pipeline.release.generations import drop_old, generation_key, generations
from pipeline.release.live_state import SETTLED, LiveState, settled_body
from pipeline.release.rules import LOST_RACE
from pipeline.release.shipping import PRIVATE, UPLOADS
from pipeline.release.showable import drop_texts

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """What a flip needs: the manifest, the pages and the feeds it names. Everything lasting is in the store already."""

    manifest: Manifest
    pages: tuple[Object, ...]
    feeds: tuple[Object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flipped:
    """The manifest as it was written, and what it is known by."""

    manifest: Manifest
    etag: str
    digest: Digest


def turn_of(built: Built) -> Flip:
    """What the flip of a freshly built release needs."""
    return Flip(manifest=built.manifest, pages=tuple(o for o in built.objects if not o.lasting), feeds=built.feeds)


def flip(turn: Flip, live: LiveState, storage: store.Storage) -> Flipped:
    """Show listeners the release. What the manifest says already is finished under the same generation.

    Raises Conflict when another producer published since `live` was read; nothing of theirs is touched then.
    """
    flipped = _swapped_manifest(turn.manifest, live, storage)
    engine.each(lambda page: _place(page, flipped.etag, storage), _stale(turn.pages, live), workers=UPLOADS)
    for feed in turn.feeds:
        _place(feed, flipped.etag, storage)
    return flipped


def finish(flipped: Flipped, live: LiveState, storage: store.Storage) -> None:
    """Delete what must not answer any more, let go of generations that are too old, and mark the release as finished.

    `live` is what was there before the flip.
    """
    clear(flipped.manifest, _older(flipped, live, storage), storage)
    if live.manifest and (not live.settled or needs_all(flipped.manifest, live.manifest)):
        drop_texts(flipped.manifest, flipped.digest, storage)
    drop_old(flipped.manifest, storage.control)
    for place in (storage.public, storage.control):
        place.tidy()
    now = storage.control.stat(KEY)
    if now and now.etag == flipped.etag:
        body = settled_body(flipped.digest)
        storage.control.put(SETTLED, body, content_type=JSON, cache_control=PRIVATE, digest=store.digest_of(body))


def _older(flipped: Flipped, live: LiveState, storage: store.Storage) -> list[Manifest]:
    """The releases that may name what has to go: the last one, or every kept one when there is reason to look."""
    if live.manifest is None:
        return []
    if live.settled and not needs_all(flipped.manifest, live.manifest):
        return [live.manifest]
    return [kept.manifest for kept in generations(flipped.manifest, flipped.digest, storage)]


def _swapped_manifest(wanted: Manifest, live: LiveState, storage: store.Storage) -> Flipped:
    manifest = replace(wanted, previous=live.digest)
    if live.manifest and live.etag and live.digest and _says_the_same(wanted, live.manifest):
        return Flipped(manifest=live.manifest, etag=live.etag, digest=live.digest)
    body = to_json(manifest)
    digest = store.digest_of(body)
    store.probe_conditions(storage.control)
    key = generation_key(manifest.generation, digest)
    storage.control.put(key, body, content_type=JSON, cache_control=PRIVATE, digest=digest)
    try:
        etag = storage.control.swap(KEY, body, live.etag, content_type=JSON, cache_control=PRIVATE)
    except Conflict as lost:
        raise _lost_race(storage) from lost
    return Flipped(manifest=manifest, etag=etag, digest=digest)


def _says_the_same(wanted: Manifest, live: Manifest) -> bool:
    return replace(wanted, generation=live.generation, previous=live.previous) == live


def _stale(pages: Sequence[Object], live: LiveState) -> list[Object]:
    """The pages that have to be written: those the last manifest does not name, or all after an unfinished run."""
    known = live.manifest.objects if live.manifest and live.settled and not live.broken_feeds else {}
    return [page for page in pages if known.get(page.key) != page.live]


def _place(thing: Object, manifest_etag: str, storage: store.Storage) -> None:
    while not _placed(thing, manifest_etag, storage):
        pass


def _placed(thing: Object, manifest_etag: str, storage: store.Storage) -> bool:
    """Try once to put our bytes there. False when another's arrived in between: then look again whose turn it is.

    The page or feed is read before the manifest is: whoever holds the newest manifest always has the last word.
    """
    held = storage.public.stat(thing.key)
    body = thing.content
    if not isinstance(body, bytes) or (held and held.digest == thing.live.digest):
        return True
    current = storage.control.stat(KEY)
    if current is None or current.etag != manifest_etag:
        raise _lost_race(storage)
    try:
        etag, kind, keeps = held.etag if held else None, thing.live.content_type, thing.live.cache_control
        storage.public.swap(thing.key, body, etag, content_type=kind, cache_control=keeps)
    except Conflict:
        return False
    return True


def _lost_race(storage: store.Storage) -> Conflict:
    return Conflict(LOST_RACE.at(storage.control.place, "another producer published while this run was at work"))
