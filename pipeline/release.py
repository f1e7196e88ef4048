"""The only code that changes what listeners see: media and pages first, the manifest and the feeds last.

A crash at any point leaves the old feed whole and every address in it answering; running again finishes the job.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from pipeline import engine, store
from pipeline.build import Built, Object
from pipeline.live import KEY, Manifest, from_json, to_json
from pipeline.plan import REDACTED
from pipeline.problems import Conflict, Rule

PRIVATE = "no-store"
JSON = "application/json"
MEMBERS = "members/"
UPLOADS = 8

LOST_RACE = Rule(
    code="E0931",
    title="somebody else published first",
    why="mixing two releases could take an episode away from listeners",
    fix="run again: the plan will show what has changed in the meantime",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What was found in the store: the manifest with its etag, and the names of feeds that are not as recorded."""

    manifest: Manifest | None
    etag: str | None
    broken_feeds: tuple[str, ...] = ()


def read_live(storage: store.Storage) -> Live:
    """What is published now. Raises StoreError when it cannot be told."""
    held = storage.control.get(KEY)
    if held is None:
        return Live(manifest=None, etag=None)
    manifest = from_json(held.body, f"{storage.control.place}: {KEY}")
    broken = (name for name, feed in manifest.feeds.items() if not _as_recorded(storage, manifest, feed.key))
    return Live(manifest=manifest, etag=held.etag, broken_feeds=tuple(broken))


def _as_recorded(storage: store.Storage, manifest: Manifest, key: str) -> bool:
    held = storage.public.get(key)
    return held is not None and sha256(held.body).hexdigest() == manifest.objects[key].digest


def unsent(built: Built, live: Manifest | None) -> tuple[Object, ...]:
    """The objects that the store does not hold yet."""
    known = live.objects if live else {}
    return tuple(o for o in built.objects if o.content is not None and known.get(o.key) != o.live)


def ship(built: Built, live: Manifest | None, storage: store.Storage, sent: Callable[[int], None]) -> int:
    """Send everything that the feeds will point at; `sent` is told bytes as they go. Returns how many objects went."""
    objects = unsent(built, live)
    engine.each(lambda o: _send(o, storage.public, sent), objects, workers=UPLOADS)
    return len(objects)


def _send(thing: Object, public: store.Store, sent: Callable[[int], None]) -> None:
    if thing.content is not None:
        public.put(
            thing.key,
            thing.content,
            content_type=thing.live.content_type,
            cache_control=thing.live.cache_control,
            digest=thing.live.digest,
            progress=sent,
        )


def flip(built: Built, live: Live, storage: store.Storage) -> None:
    """Show listeners the new release: the generation, then the manifest, then each feed by compare-and-swap.

    Raises Conflict when another producer published since `live` was read; nothing of theirs is touched then.
    """
    body = to_json(built.manifest)
    digest = sha256(body).hexdigest()
    generation = f"generations/{built.manifest.generation:06}-{digest[:12]}.json"
    store.probe_conditions(storage.control)
    storage.control.put(generation, body, content_type=JSON, cache_control=PRIVATE, digest=store.digest_of(body))
    etag = _swap_manifest(body, live, storage)
    for feed in built.feeds:
        while not _swapped(feed, etag, storage):
            pass


def _swap_manifest(body: bytes, live: Live, storage: store.Storage) -> str:
    try:
        return storage.control.swap(KEY, body, live.etag, content_type=JSON, cache_control=PRIVATE)
    except Conflict as lost:
        raise _lost_race(storage) from lost


def _swapped(feed: Object, manifest_etag: str, storage: store.Storage) -> bool:
    """Try once to put our feed there. False when another's arrived in between: then look again whose turn it is.

    The feed is read before the manifest is: whoever holds the newest manifest always has the last word.
    """
    held = storage.public.get(feed.key)
    body = feed.content
    if not isinstance(body, bytes) or (held and held.body == body):
        return True
    current = storage.control.get(KEY)
    if current is None or current.etag != manifest_etag:
        raise _lost_race(storage)
    try:
        etag, kind, keeps = held.etag if held else None, feed.live.content_type, feed.live.cache_control
        storage.public.swap(feed.key, body, etag, content_type=kind, cache_control=keeps)
    except Conflict:
        return False
    return True


def _lost_race(storage: store.Storage) -> Conflict:
    return Conflict(LOST_RACE.at(storage.control.place, "another producer published while this run was at work"))


def clear(built: Built, live: Manifest | None, storage: store.Storage) -> Iterable[str]:
    """Delete what must not answer any more, once no feed names it; returns the keys.

    That is what was withdrawn, what became members-only, feeds that moved, and of an episode with something redacted
    every file that it had before: what nobody may hear must not be found under an older address.
    """
    gone = sorted(_gone(built.manifest, live)) if live else []
    for key in gone:
        storage.public.delete(key)
    return gone


def _gone(new: Manifest, old: Manifest) -> Iterable[str]:
    members = {thing.owner for key, thing in new.objects.items() if key.startswith(MEMBERS)}
    redacted = {identity for identity, episode in new.episodes.items() if REDACTED in episode.facets}
    for key, thing in old.objects.items():
        withdrawn = thing.owner is not None and thing.owner not in new.episodes
        hidden = thing.owner in members and not key.startswith(MEMBERS)
        unsaid = thing.owner in redacted
        moved_feed = key.startswith("feeds/")
        if key not in new.objects and (withdrawn or hidden or unsaid or moved_feed):
            yield key
