"""What one release is made of: the folder, the cache, what is wanted, what is live. Stages get values of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.artifact.manifest import LiveObject, Manifest
from pipeline.assemble.cache import Cache
from pipeline.model import Audience, Catalogue, Post, Show
from pipeline.plan import Plan

Progress = Callable[[str, float], None]
"""Told the name of a piece of work, and how much of it is done, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """`posts` are each episode's linked posts; `live` is None before the first publication.

    `secret` is what members' addresses are made of, where there is anything for members.
    """

    folder: Path
    cache: Cache
    catalogue: Catalogue
    plan: Plan
    live: Manifest | None
    posts: Mapping[str, tuple[Post, ...]]
    progress: Progress
    secret: str | None = None

    @property
    def show(self) -> Show:
        """The show that everything belongs to."""
        return self.catalogue.show

    @property
    def feed_url(self) -> str | None:
        """The address of the main public feed."""
        public = (f for f in self.catalogue.feeds if f.audience is Audience.PUBLIC)
        return next((self.url(f.path) for f in public), None)

    def url(self, key: str) -> str:
        """The absolute address of the object with this key: the show's base URL, and the key behind it."""
        return self.show.base_url + key

    def published(self, key: str) -> LiveObject | None:
        """The object the public can already fetch there."""
        return self.live.objects.get(key) if self.live else None
