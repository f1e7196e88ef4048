"""What can be sent before anything points at it: files whose names carry their content, and copies for the way back.

Pages and feeds, which keep their names, are not sent here: a publication that loses the race must leave no trace.
"""

from collections.abc import Callable
from pathlib import Path

from pipeline import engine, store
from pipeline.artifact.built import Built
from pipeline.artifact.manifest import Manifest
from pipeline.artifact.objects import Object
from pipeline.artifact.records import record_digests

PRIVATE = "no-store"
COPIES = "kept/"
"""Below it lie the bytes of every page and feed that a kept generation names, by digest."""

UPLOADS = 8
LARGE = 1 << 20
"""Bytes from which on it is worth asking whether an earlier, broken-off run has sent the file already."""


def unsent(built: Built, live: Manifest | None) -> tuple[Object, ...]:
    """The objects that the store does not hold yet."""
    known = live.objects if live else {}
    objects = (*built.objects, *built.feeds)
    return tuple(o for o in objects if o.content is not None and known.get(o.key) != o.live)


def ship(built: Built, live: Manifest | None, storage: store.Storage, sent: Callable[[int], None]) -> int:
    """Send everything that pages and feeds will point at; `sent` is told bytes as they go. Returns how many objects."""
    objects = unsent(built, live)
    known = record_digests(live) if live else set()
    records = [record for record in built.records if record.live.digest not in known]
    engine.each(lambda o: _send(o, storage, sent), objects, workers=UPLOADS)
    engine.each(lambda record: _keep(record, storage.control, _untold), records, workers=UPLOADS)
    return len(objects)


def _untold(_: int) -> None:
    return


def _send(thing: Object, storage: store.Storage, sent: Callable[[int], None]) -> None:
    if not thing.lasting:
        _keep(thing, storage.control, sent)
    elif thing.content is not None:
        _put(thing, thing.key, storage.public, sent)


def _keep(thing: Object, control: store.Store, sent: Callable[[int], None]) -> None:
    if thing.content is not None:
        _put(thing, COPIES + thing.live.digest, control, sent)


def _put(thing: Object, key: str, place: store.Store, sent: Callable[[int], None]) -> None:
    if thing.content is None or _there(thing, key, place):
        sent(thing.live.size)
        return
    place.put(
        key,
        thing.content,
        content_type=thing.live.content_type,
        cache_control=thing.live.cache_control if thing.lasting else PRIVATE,
        digest=thing.live.digest,
        progress=sent,
    )


def _there(thing: Object, key: str, place: store.Store) -> bool:
    if not isinstance(thing.content, Path) or thing.live.size < LARGE:
        return False
    stat = place.stat(key)
    return stat is not None and (stat.size, stat.digest) == (thing.live.size, thing.live.digest)
