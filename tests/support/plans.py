"""Wanted and live states to plan between."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pipeline.artifact.manifest import LiveEpisode, LiveFeed, Manifest
from pipeline.model import Catalogue, Enclosure, Episode, Lock, Millis, Show, Span
from pipeline.plan import Wanted, facets, show_facet
from tests.support.shows import a_digest, a_feed, a_show, an_episode

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def a_catalogue(*episodes: Episode, **changes: Any) -> Catalogue:  # noqa: ANN401 - passes through to the dataclass
    catalogue = Catalogue(show=a_show(), feeds=(a_feed(),), episodes=episodes or (an_episode(),), posts=())
    return replace(catalogue, **changes)


def a_wanted(catalogue: Catalogue, **changes: Any) -> Wanted:  # noqa: ANN401 - passes through to the dataclass
    wanted = Wanted(catalogue=catalogue, lock=Lock(), posts={}, recipe="1", derived_guid=GUID, now=NOW)
    return replace(wanted, **changes)


def a_live_episode(episode: Episode, show: Show, **changes: Any) -> LiveEpisode:  # noqa: ANN401 - as above
    key = f"media/{episode.slug}-0123456789ab.mp3"
    live = LiveEpisode(
        guid=f"guid-of-{episode.id}",
        title=episode.title,
        published=episode.published or NOW,
        enclosure=Enclosure(key=key, size=1000, digest=a_digest(), duration=Millis(60_000)),
        body=Span(start=Millis(0), end=Millis(60_000)),
        facets=facets(episode, show, ()),
    )
    return replace(live, **changes)


def a_manifest(catalogue: Catalogue, episodes: Mapping[str, LiveEpisode] | None = None) -> Manifest:
    """What was published from the catalogue as it is."""
    if episodes is None:
        episodes = {e.id: a_live_episode(e, catalogue.show) for e in catalogue.episodes}
    return Manifest(
        generation=3,
        base_url=catalogue.show.base_url,
        show_guid=GUID,
        recipe="1",
        show=show_facet(catalogue),
        episodes=episodes,
        feeds={f.name: LiveFeed(key=f.path, episodes=tuple(episodes)) for f in catalogue.feeds},
    )
