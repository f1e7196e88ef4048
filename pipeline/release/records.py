"""The records of what is live, read from where producers alone can read."""

from collections.abc import Mapping

from pipeline import engine, store
from pipeline.artifact.manifest import Manifest
from pipeline.artifact.records import Records, record_digests, records_of
from pipeline.model import Digest
from pipeline.release.shipping import COPIES, UPLOADS


def read_records(live: Manifest, storage: store.Storage) -> Records | None:
    """What feeds and lists say of the live release; None where an earlier version of Podwright has published it."""
    return records_of(live, _bodies(record_digests(live), storage))


def hidden_pages(live: Manifest, identity: str, storage: store.Storage) -> Mapping[str, bytes] | None:
    """The pages of a hidden episode as they were; None where one of them is lost."""
    pages = live.hidden[identity].pages
    bodies = _bodies({page.digest for page in pages.values()}, storage)
    if any(page.digest not in bodies for page in pages.values()):
        return None
    return {key: bodies[page.digest] for key, page in pages.items()}


def _bodies(digests: set[Digest], storage: store.Storage) -> Mapping[Digest, bytes]:
    ordered = sorted(digests)
    held = engine.each(lambda digest: storage.control.get(COPIES + digest), ordered, workers=UPLOADS)
    found = ((digest, one.body) for digest, one in zip(ordered, held, strict=True) if one)
    return {digest: body for digest, body in found if store.digest_of(body) == digest}
