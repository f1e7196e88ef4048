"""One thing the public can fetch: where it lies, what it is, how long it keeps."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble.cache import Blob
from pipeline.assemble.places import FRESH, IMMUTABLE
from pipeline.live import LiveObject
from pipeline.model import Digest

CONTENT_TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "m4a": "audio/x-m4a",
    "mp3": "audio/mpeg",
    "opml": "text/x-opml; charset=utf-8",
    "opus": "audio/ogg",
    "srt": "application/x-subrip; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
}
CHAPTERS_TYPE = "application/json+chapters"
FEED_TYPE = "application/rss+xml; charset=utf-8"


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


def content_type(key: str) -> str:
    """What a web server should call the object."""
    if key.endswith(".chapters.json"):
        return CHAPTERS_TYPE
    if key.startswith("feeds/") and key.endswith(".xml"):
        return FEED_TYPE
    return CONTENT_TYPES[key.rpartition(".")[2]]


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
    return LiveObject(
        digest=digest, size=size, content_type=content_type(key), cache_control=cache_control, owner=owner
    )
