"""Everything the storage holds of the show, and which of it some release still names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline import store
from pipeline.artifact.keys import IMMUTABLE
from pipeline.artifact.manifest import KEY, Manifest, from_json
from pipeline.artifact.records import record_digests
from pipeline.model import Digest
from pipeline.release.generations import FOLDER, number_of
from pipeline.release.shipping import COPIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """`releases` are all manifests by their keys, the live one among them; `public` and `control` what lies there."""

    releases: Mapping[str, Manifest]
    public: Mapping[str, store.Listed]
    control: Mapping[str, store.Listed]


def holdings(storage: store.Storage) -> Holdings:
    """Look. The manifests are read after the listing: what is published in between is named before it is seen."""
    public = {listed.key: listed for listed in storage.public.listing()}
    control = {listed.key: listed for listed in storage.control.listing()}
    keys = [KEY, *(listed.key for listed in storage.control.listing(FOLDER) if number_of(listed.key) is not None)]
    held = {key: storage.control.get(key) for key in keys}
    where = storage.control.place
    releases = {key: from_json(found.body, f"{where}: {key}") for key, found in held.items() if found}
    return Holdings(releases=releases, public=public, control=control)


def named_objects(releases: Iterable[Manifest]) -> set[str]:
    """The keys that any of the releases names."""
    return {key for release in releases for key in release.objects}


def named_copies(releases: Iterable[Manifest]) -> set[str]:
    """The copies of pages and feeds, and the records, that any of the releases needs to be shown or written again."""
    return {COPIES + digest for release in releases for digest in _kept_digests(release)}


def _kept_digests(release: Manifest) -> Iterable[Digest]:
    yield from (thing.digest for thing in release.objects.values() if thing.cache_control != IMMUTABLE)
    yield from (page.digest for hidden in release.hidden.values() for page in hidden.pages.values())
    yield from record_digests(release)
