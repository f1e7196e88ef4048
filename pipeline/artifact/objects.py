"""One thing the public can fetch: where it lies, what it is, how long it keeps."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.artifact.keys import FRESH, IMMUTABLE
from pipeline.artifact.manifest import LiveObject
from pipeline.artifact.media_types import media_type
from pipeline.model import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A finished file on this machine, by its content."""

    path: Path
    digest: Digest
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """`content` is None for what is live already and needs no sending."""

    key: str
    content: bytes | Path | None
    live: LiveObject

    @property
    def lasting(self) -> bool:
        """Whether the key names the content, so that it never changes."""
        return self.live.cache_control == IMMUTABLE


def lasting(key: str, content: bytes | Blob, owner: str | None = None) -> Object:
    """An object whose key names its content."""
    return _object(key, content, IMMUTABLE, owner)


def changing(key: str, text: str | bytes, owner: str | None = None) -> Object:
    """A page or feed, which keeps its name when its content changes."""
    return _object(key, text.encode() if isinstance(text, str) else text, FRESH, owner)


def _object(key: str, content: bytes | Blob, cache_control: str, owner: str | None) -> Object:
    if isinstance(content, Blob):
        digest, size, source = content.digest, content.size, content.path
        return Object(key=key, content=source, live=_live(key, digest, size, cache_control, owner))
    digest = Digest(hashlib.sha256(content).hexdigest())
    return Object(key=key, content=content, live=_live(key, digest, len(content), cache_control, owner))


def _live(key: str, digest: Digest, size: int, cache_control: str, owner: str | None) -> LiveObject:
    return LiveObject(digest=digest, size=size, content_type=media_type(key), cache_control=cache_control, owner=owner)
