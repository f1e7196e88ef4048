"""What every store does, and the values it speaks in."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pipeline.model import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A small object as read. `etag` changes whenever the body does."""

    body: bytes
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """What a store knows of an object without reading it. `digest` is None where it was not put by us."""

    size: int
    etag: str
    content_type: str | None
    cache_control: str | None
    digest: Digest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One object in a listing. `modified` is when the store got it, in UTC."""

    key: str
    size: int
    modified: datetime


def _silent(_: int) -> None:
    return


class Store(Protocol):
    """Objects by key. Every method raises StoreError for what storage refuses, and for keys that are not plain."""

    @property
    def place(self) -> str:
        """The store, as messages call it; never with a secret."""
        ...

    def get(self, key: str) -> Held | None:
        """The object, whole; None where there is none."""
        ...

    def stat(self, key: str) -> Stat | None:
        """The object's facts; None where there is none."""
        ...

    def put(  # noqa: PLR0913 - what a web server needs to know of an object
        self,
        key: str,
        source: Path | bytes,
        *,
        content_type: str,
        cache_control: str,
        digest: Digest,
        progress: Callable[[int], None] = _silent,
    ) -> None:
        """Store the object, never half visible. On return its size and checksum were compared with `digest`."""
        ...

    def swap(self, key: str, body: bytes, etag: str | None, *, content_type: str, cache_control: str) -> str:
        """Replace the object only if it still has `etag` (None: only if there is none); returns the new etag.

        Raises Conflict when somebody else wrote first. A lost answer is resolved by reading again.
        """
        ...

    def delete(self, key: str) -> None:
        """Remove the object; that it is gone already is fine."""
        ...

    def tidy(self) -> None:
        """Remove what a writer that was killed has left lying, where a store has such a thing."""
        ...

    def keys(self, prefix: str = "") -> Iterator[str]:
        """All keys with that beginning, in order."""
        ...

    def listing(self, prefix: str = "") -> Iterator[Listed]:
        """All objects with that beginning, in order of their keys."""
        ...


def digest_of(body: bytes) -> Digest:
    """The SHA-256 of a body, in 64 hexadecimal digits."""
    return Digest(hashlib.sha256(body).hexdigest())


def digest_of_source(source: Path | bytes) -> Digest:
    """The SHA-256 of what is about to be stored, without holding a file in memory."""
    if isinstance(source, bytes):
        return digest_of(source)
    with source.open("rb") as file:
        return Digest(hashlib.file_digest(file, "sha256").hexdigest())
