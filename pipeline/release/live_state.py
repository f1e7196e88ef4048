"""What is published now, and whether the last publication was finished."""

import json
from dataclasses import dataclass
from hashlib import sha256

from pipeline import store
from pipeline.artifact.manifest import KEY, Manifest, from_json
from pipeline.model import Digest

SETTLED = "settled.json"
"""Written last of all: names the manifest whose pages and feeds are all in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveState:
    """What was found in the store: the manifest, its etag and digest, and the names of feeds that are not as recorded.

    `settled` is False when a publication stopped between its manifest and its end.
    """

    manifest: Manifest | None
    etag: str | None
    digest: Digest | None = None
    broken_feeds: tuple[str, ...] = ()
    settled: bool = True


def read_live(storage: store.Storage) -> LiveState:
    """What is published now. Raises StoreError when it cannot be told."""
    held = storage.control.get(KEY)
    if held is None:
        return LiveState(manifest=None, etag=None)
    manifest = from_json(held.body, f"{storage.control.place}: {KEY}")
    broken = (name for name, feed in manifest.feeds.items() if not _as_recorded(storage, manifest, feed.key))
    digest, settled = store.digest_of(held.body), storage.control.get(SETTLED)
    return LiveState(
        manifest=manifest,
        etag=held.etag,
        digest=digest,
        broken_feeds=tuple(broken),
        settled=settled is not None and settled.body == settled_body(digest),
    )


def settled_body(digest: Digest) -> bytes:
    """The mark that the release with this manifest is finished."""
    return (json.dumps({"manifest": digest}) + "\n").encode()


def _as_recorded(storage: store.Storage, manifest: Manifest, key: str) -> bool:
    held = storage.public.get(key)
    return held is not None and sha256(held.body).hexdigest() == manifest.objects[key].digest
