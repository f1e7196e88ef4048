"""What must not answer any more is deleted, once no feed names it; running it twice does no harm."""

from collections.abc import Iterable, Sequence

from pipeline import store
from pipeline.artifact.manifest import Manifest
from pipeline.plan import left_out

MEMBERS = "members/"


def clear(new: Manifest, older: Iterable[Manifest], storage: store.Storage) -> Sequence[str]:
    """Delete what older releases named and nobody may get now; returns the keys.

    What merely vanished stays until it is pruned, so that it can be brought back. What goes is what was withdrawn, what
    became members-only, feeds that moved, and of an episode with something left out every file that it had before: what
    nobody may hear must not be found under an older address.
    """
    gone = sorted({key for old in older for key in _gone(new, old)})
    for key in gone:
        storage.public.delete(key)
    return gone


def needs_all(new: Manifest, old: Manifest) -> bool:
    """Whether something was hidden, taken back or redacted just now, so that every kept release has to be searched."""
    return old.retracted != new.retracted or _redactions(old) != _redactions(new) or _hidden(old) != _hidden(new)


def _redactions(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    return {identity: left_out(e.facets) for identity, e in manifest.episodes.items() if left_out(e.facets)}


def _hidden(manifest: Manifest) -> set[str | None]:
    return {thing.owner for key, thing in manifest.objects.items() if key.startswith(MEMBERS)}


def _gone(new: Manifest, old: Manifest) -> Iterable[str]:
    members, redacted = _hidden(new), _redactions(new)
    for key, thing in old.objects.items():
        withdrawn = thing.owner in new.retracted
        hidden = thing.owner in members and not key.startswith(MEMBERS)
        unsaid = thing.owner in redacted
        moved_feed = key.startswith("feeds/")
        if key not in new.objects and (withdrawn or hidden or unsaid or moved_feed):
            yield key
