"""The last releases, kept so that listeners can be given any of them back.

A generation is in the line when it was live once: each manifest names the digest of the one before it. What a producer
wrote who then lost the race lies beside the line, and is never offered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline import store
from pipeline.artifact.manifest import Manifest, from_json
from pipeline.model import Digest

KEPT = 20
FOLDER = "generations/"
_NAME = re.compile(re.escape(FOLDER) + r"(\d{6,})-[0-9a-f]{12}\.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One release that was live once, or is. `written` is when the store got it."""

    manifest: Manifest
    written: datetime


def generation_key(number: int, digest: Digest) -> str:
    """Where the manifest of a generation is kept.

    >>> generation_key(7, Digest("0123456789abcdef" * 4))
    'generations/000007-0123456789ab.json'
    """
    return f"{FOLDER}{number:06}-{digest[:12]}.json"


def number_of(key: str) -> int | None:
    """The number in such a key; None for any other key."""
    named = _NAME.fullmatch(key)
    return int(named[1]) if named else None


def generations(live: Manifest, digest: Digest, storage: store.Storage) -> Iterator[Generation]:
    """The line, newest first: the live release, then each one before it that is still kept whole."""
    written = {listed.key: listed.modified for listed in storage.control.listing(FOLDER)}
    number, wanted = live.generation, digest
    while True:
        key = generation_key(number, wanted)
        held = storage.control.get(key) if key in written else None
        if held is None:
            return
        manifest = from_json(held.body, f"{storage.control.place}: {key}")
        yield Generation(manifest=manifest, written=written[key])
        if manifest.previous is None:
            return
        number, wanted = manifest.generation - 1, manifest.previous


def drop_old(live: Manifest, control: store.Store) -> None:
    """Let go of the manifests that are more than `KEPT` releases old."""
    for key in list(control.keys(FOLDER)):
        number = number_of(key)
        if number is not None and number <= live.generation - KEPT:
            control.delete(key)
