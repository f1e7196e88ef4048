"""Which episodes are out, and which feed carries which: rules of the domain."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from pipeline.base.languages import speaks
from pipeline.model import Audience, Episode, Feed, Minted, Status


def due(episodes: Iterable[Episode], minted: Mapping[str, Minted], now: datetime) -> tuple[Episode, ...]:
    """The episodes listeners may see at `now`, newest first; ties by id."""
    ready = [e for e in episodes if e.status is Status.READY and minted[e.id].published <= now]
    by_id = sorted(ready, key=lambda e: e.id, reverse=True)
    return tuple(sorted(by_id, key=lambda e: minted[e.id].published, reverse=True))


def select(feed: Feed, episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """Those of the episodes (newest first) that the feed carries. Members' episodes are only ever in members' feeds."""
    chosen = [e for e in episodes if _carries(feed, e)]
    return tuple(chosen[: feed.newest])


def _carries(feed: Feed, episode: Episode) -> bool:
    return (
        (episode.audience is Audience.PUBLIC or feed.audience is Audience.MEMBERS)
        and (not feed.seasons or episode.season in feed.seasons)
        and (not feed.types or episode.type.value in feed.types)
        and (not feed.people or any(p.name in feed.people for p in episode.people))
        and (not feed.tags or any(t in feed.tags for t in episode.tags))
        and (not feed.languages or any(speaks(episode.language, language) for language in feed.languages))
    )
