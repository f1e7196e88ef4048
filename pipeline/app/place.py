"""Where a show is published, what is live there, and how it looks from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline import release, source, store
from pipeline.app.events import Secret
from pipeline.app.run import Run
from pipeline.artifact.manifest import Manifest
from pipeline.model import Feed, FolderStorage, Show
from pipeline.problems import CheckFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the show is published, as far as show.toml tells; `reading` is all that the folder says."""

    reading: source.FolderReading
    show: Show
    feeds: tuple[Feed, ...]
    storage: store.Storage
    live: release.LiveState

    @property
    def name(self) -> str:
        """Where the show is published, as messages call it: the folder, or the bucket and its prefix."""
        return self.storage.public.place


def place_of(run: Run) -> Place:
    """Read show.toml and what is live. What is wrong with episodes is not asked: it may be why one goes back."""
    reading = source.read(run.folder, environment=run.environment)
    if reading.show is None:
        raise CheckFailed(reading.problems)
    storage = store.open_storage(reading.show.storage, run.folder, run.environment)
    live = live_in(run, storage)
    return Place(reading=reading, show=reading.show, feeds=tuple(reading.feeds), storage=storage, live=live)


def live_in(run: Run, storage: store.Storage) -> release.LiveState:
    """What is published; what is secret in its addresses is told first. Raises StoreError."""
    live = release.read_live(storage)
    for name, token in _tokens(live.manifest):
        run.tell(Secret(token=token, opens=name))
    return live


def _tokens(manifest: Manifest | None) -> Iterator[tuple[str, str]]:
    for name, feed in manifest.feeds.items() if manifest else ():
        if feed.key != f"feeds/{name}.xml":
            yield name, feed.key.removeprefix(f"feeds/{name}-").removesuffix(".xml")


@contextmanager
def outside(run: Run, show: Show) -> Iterator[str]:
    """Where the release can be fetched: a folder is served on loopback for as long as it is looked at."""
    if not isinstance(show.storage, FolderStorage):
        yield show.base_url
        return
    from pipeline import preview

    with preview.serving(run.folder / show.storage.path, show.base_url) as origin:
        yield origin
