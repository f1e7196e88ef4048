"""What is published: the manifest, one value that says every object and every episode the world can reach.

It is kept as JSON under the control prefix, which the public cannot read. Nothing in it depends on when or where it was
written, so equal releases have equal manifests.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from pipeline.model import Digest, Enclosure, Minted, Span
from pipeline.problems import Rule, StoreError

FORMAT = 1
KEY = "manifest.json"

UNREADABLE = Rule(
    code="E0901",
    title="unreadable manifest",
    why="without it nobody can tell what listeners already have, and episodes could come twice",
    fix="restore manifest.json from the newest file under generations/ beside it",
)
NEWER = Rule(
    code="E0902",
    title="manifest of a newer version",
    why="this version could undo what a newer one has published",
    fix="upgrade Podwright on this machine to the version your colleagues use",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveObject:
    """One object the public can fetch. `owner` is the episode it belongs to, None for the show's own."""

    digest: Digest
    size: int
    content_type: str
    cache_control: str
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveEpisode:
    """One published episode. `facets` are fingerprints of what it was made from: sound, text, words, art, posts.

    `item` names the record of what feeds and lists say of it, so that they can be written again without the folder.
    """

    guid: str
    title: str
    published: datetime
    enclosure: Enclosure
    body: Span
    facets: Mapping[str, str]
    others: tuple[Enclosure, ...] = ()
    item: Digest | None = None

    @property
    def minted(self) -> Minted:
        """The facts of the episode that may never change now that it is out: guid, date, files, and its body."""
        return Minted(
            guid=self.guid, published=self.published, enclosure=self.enclosure, body=self.body, others=self.others
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFeed:
    """One published feed: where it is, and the ids of the episodes it carries, newest first."""

    key: str
    episodes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """An episode that nobody is shown for the time being, and its pages as they were; its files stay where they are.

    `recipe` names the versions that made the pages.
    """

    episode: LiveEpisode
    pages: Mapping[str, LiveObject]
    recipe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One generation of the show. `recipe` names the stages' versions; `show` fingerprints the show's facts.

    `previous` is the digest of the manifest before it; `retracted` are the ids of episodes that were taken back;
    `facts` names the record of what feeds and lists say of the show.
    """

    generation: int
    base_url: str
    show_guid: str
    recipe: str
    show: str
    previous: Digest | None = None
    retracted: tuple[str, ...] = ()
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    facts: Digest | None = None
    episodes: Mapping[str, LiveEpisode] = field(default_factory=dict)
    feeds: Mapping[str, LiveFeed] = field(default_factory=dict)
    objects: Mapping[str, LiveObject] = field(default_factory=dict)

    @property
    def every_episode(self) -> Mapping[str, LiveEpisode]:
        """All that were published and not taken back, hidden ones included."""
        return {**self.episodes, **{identity: hidden.episode for identity, hidden in self.hidden.items()}}


_ADAPTER = TypeAdapter(Manifest)


def to_json(manifest: Manifest) -> bytes:
    """The manifest as JSON in UTF-8: keys sorted, indented by one space, with the number of its format.

    Equal manifests give equal bytes.
    """
    document = {"format": FORMAT, **_ADAPTER.dump_python(manifest, mode="json")}
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def from_json(body: bytes, where: str) -> Manifest:
    """The manifest that `to_json` wrote. Raises StoreError (E0901, E0902) for anything else."""
    try:
        document = json.loads(body)
        version = document.pop("format")
    except (ValueError, AttributeError, KeyError) as error:
        raise StoreError(UNREADABLE.at(where, "the manifest is not one that Podwright wrote")) from error
    if version != FORMAT:
        raise StoreError(NEWER.at(where, f"the manifest has format {version!r}, this version knows {FORMAT}"))
    try:
        return _ADAPTER.validate_python(document, strict=False)
    except ValidationError as error:
        what = f"the manifest is damaged in {error.error_count()} places"
        raise StoreError(UNREADABLE.at(where, what)) from error
