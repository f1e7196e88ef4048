"""Which kept releases may be shown again: those that are whole, and hold nothing that was taken back or redacted since.

Of the others no text stays: their pages and feeds, kept for the way back, hold the very words that somebody took out.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pipeline import store
from pipeline.artifact.keys import IMMUTABLE
from pipeline.artifact.manifest import Manifest
from pipeline.model import Digest
from pipeline.plan import left_out
from pipeline.release.generations import Generation, generations
from pipeline.release.inventory import named_copies
from pipeline.release.shipping import COPIES


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGeneration:
    """A kept release, the one before it, and whether it can be shown again."""

    generation: Generation
    before: Manifest | None
    whole: bool


def showable(live: Manifest, digest: Digest, storage: store.Storage) -> tuple[KeptGeneration, ...]:
    """The live release and those before it, newest first."""
    line = list(generations(live, digest, storage))
    public, copies = _there(storage)

    def whole(target: Manifest) -> bool:
        return target == live or not any((*reasons(target, live, public, copies), *hidden_since(target, live)))

    before = [*(generation.manifest for generation in line[1:]), None]
    return tuple(
        KeptGeneration(generation=generation, before=earlier, whole=whole(generation.manifest))
        for generation, earlier in zip(line, before, strict=True)
    )


def _there(storage: store.Storage) -> tuple[dict[str, int], set[str]]:
    """All public files with their sizes, and the copies that are kept."""
    return {listed.key: listed.size for listed in storage.public.listing()}, set(storage.control.keys(COPIES))


def reasons(target: Manifest, live: Manifest, public: dict[str, int], copies: Collection[str]) -> Iterator[str]:
    """Why a release cannot be shown again, in words. `public` are all public files with their sizes."""
    yield from taken_back(target, live)
    for key, thing in sorted(target.objects.items()):
        if thing.cache_control == IMMUTABLE and public.get(key) != thing.size:
            yield f"{key} is gone"
    yield from (f"{key} was not kept" for key in sorted(named_copies([target]) - set(copies)))


def taken_back(target: Manifest, live: Manifest) -> Iterable[str]:
    """What of a release must not be shown any more, whatever is still there of it."""
    if target.base_url != live.base_url:
        yield f"the show was at {target.base_url} then"
    for identity in sorted(target.episodes.keys() & set(live.retracted)):
        yield f"episode {identity} was taken back since"
    for identity, episode in live.episodes.items():
        then = target.episodes.get(identity)
        if then and left_out(episode.facets) not in {(), left_out(then.facets)}:
            yield f"what is left out of episode {identity} now stood in it then"
    for name, feed in target.feeds.items():
        if name in live.feeds and live.feeds[name].key != feed.key:
            yield f"the feed “{name}” has got another address since, and its old one must not answer again"


def hidden_since(target: Manifest, live: Manifest) -> Iterable[str]:
    """Episodes that nobody is to be shown for the time being."""
    yield from (f"episode {identity} is hidden now" for identity in sorted(target.episodes.keys() & live.hidden.keys()))


def drop_texts(live: Manifest, digest: Digest, storage: store.Storage) -> None:
    """Delete the pages and feeds of releases that cannot be shown again, as far as no other release needs them."""
    kept = [generation.manifest for generation in generations(live, digest, storage)]
    public, copies = _there(storage)
    whole = [manifest for manifest in kept if not any(reasons(manifest, live, public, copies))]
    for key in sorted(named_copies(m for m in kept if m not in whole) - named_copies([live, *whole])):
        storage.control.delete(key)
