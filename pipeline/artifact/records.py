"""What feeds and lists say of the show and its episodes, kept as records beside the manifest.

With them a release can be written again without the folder: an episode can be hidden or taken back at once, whatever
is wrong with all the others. What only its own page says, its words, is not in an episode's record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from pipeline.artifact.manifest import Manifest
from pipeline.artifact.objects import Object, changing
from pipeline.model import Cover, Digest, Feed, Item, Show

FOLDER = "records/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The show as it is published: its facts, its feeds, its cover."""

    show: Show
    feeds: tuple[Feed, ...]
    cover: Cover


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records of a release; the items by their episodes' ids, those of hidden ones among them."""

    facts: Facts
    items: Mapping[str, Item]


_FACTS, _ITEM = TypeAdapter(Facts), TypeAdapter(Item)


def facts_record(facts: Facts) -> Object:
    """The show's facts as JSON, for the control store, which keeps it under its digest."""
    return _record(_FACTS.dump_json(facts))


def item_record(item: Item) -> Object:
    """The episode's item as JSON, for the control store, which keeps it under its digest.

    The transcript, and the words that are marked as not to be published, are not in it.
    """
    episode = replace(item.episode, transcript=None, marked=())
    return _record(_ITEM.dump_json(replace(item, episode=episode, transcript=None)))


def record_digests(manifest: Manifest) -> set[Digest]:
    """The digests of all records that a release has."""
    items = (episode.item for episode in manifest.every_episode.values())
    return {digest for digest in (manifest.facts, *items) if digest}


def records_of(manifest: Manifest, bodies: Mapping[Digest, bytes]) -> Records | None:
    """The records of a release; None where one is missing or cannot be understood, as in releases of before."""
    try:
        return Records(
            facts=_FACTS.validate_json(bodies[manifest.facts or Digest("")]),
            items={
                identity: _ITEM.validate_json(bodies[e.item or Digest("")])
                for identity, e in manifest.every_episode.items()
            },
        )
    except (KeyError, ValidationError):
        return None


def _record(body: bytes) -> Object:
    return changing(f"{FOLDER}x.json", body)
