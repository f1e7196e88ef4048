"""The facts that apps hold on to are minted once. Afterwards they are only ever read."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from pipeline.artifact.manifest import LiveEpisode, Manifest
from pipeline.model import Episode, Minted
from pipeline.plan.wanted import Wanted


def mint_show_guid(wanted: Wanted, live: Manifest | None) -> str:
    """The show's `podcast:guid`: the one on record, else the one the producer gives, else the derived one."""
    on_record = wanted.lock.show_guid or (live.show_guid if live else None)
    return on_record or wanted.catalogue.show.guid or wanted.derived_guid


def mint(wanted: Wanted, live: Manifest | None) -> Mapping[str, Minted]:
    """The facts of every episode of the folder, by id.

    publish.lock leads; what is live stands in for a lost lock; only else are they new: the guid is the producer's, or
    a UUIDv5 of the show's guid and the episode's id; the date is the producer's, or now to the second. What listeners
    have downloaded (`enclosure`, `body`) is read off what is live. A fact moves only where the producer allows it.
    """
    guid = mint_show_guid(wanted, live)
    published = live.every_episode if live else {}
    return {e.id: _moved(wanted, e, _kept(wanted, e, guid, published.get(e.id))) for e in wanted.catalogue.episodes}


def _kept(wanted: Wanted, episode: Episode, show_guid: str, live: LiveEpisode | None) -> Minted:
    locked = wanted.lock.episodes.get(episode.id)
    if live:
        return replace(locked or live.minted, enclosure=live.enclosure, body=live.body, others=live.others)
    if locked and locked.enclosure:
        return locked
    return Minted(
        guid=episode.guid or (locked.guid if locked else str(uuid5(UUID(show_guid), episode.id))),
        published=episode.published or (locked.published if locked else wanted.now.replace(microsecond=0)),
    )


def _moved(wanted: Wanted, episode: Episode, minted: Minted) -> Minted:
    if episode.published and f"redate={episode.id}" in wanted.allowed:
        minted = replace(minted, published=episode.published)
    if episode.guid and f"twice={episode.id}" in wanted.allowed:
        minted = replace(minted, guid=episode.guid)
    return minted.unheard if episode.id in wanted.replaced else minted
