"""What only a show says in the words of the Podcast Namespace and of Spotify: trailers, schedule, live streams."""

from collections.abc import Iterator, Sequence

from pipeline.base.time import rfc2822
from pipeline.model import EpisodeType, Item, ShowTags
from pipeline.model.tag_rows import SHOW
from pipeline.stages.feed.namespace import parts_written
from pipeline.stages.feed.xml import Element, element

LONGEST_TRAILER = 128
"""Letters that `podcast:trailer` may have."""


def show_elements(tags: ShowTags) -> Iterator[Element]:
    """All that the show's own tags say, but for hubs, licence and completeness."""
    *head, live = SHOW
    yield from parts_written(head, tags)
    if tags.countries:
        yield element("spotify:countryOfOrigin", " ".join(tags.countries))
    if tags.spotify_newest:
        yield element("spotify:limit", recentCount=str(tags.spotify_newest))
    yield from parts_written([live], tags)


def trailers(items: Sequence[Item]) -> Sequence[Item]:
    """The newest trailer of each season, and of none, newest first; `items` newest first."""
    newest: dict[int | None, Item] = {}
    for item in items:
        if item.episode.type is EpisodeType.TRAILER:
            newest.setdefault(item.episode.season, item)
    return list(newest.values())


def trailer(item: Item) -> Element:
    """`podcast:trailer`: what somebody who does not know the show yet should hear."""
    season = str(item.episode.season) if item.episode.season else None
    return element(
        "podcast:trailer",
        item.episode.title[:LONGEST_TRAILER],
        url=item.enclosure_url,
        pubdate=rfc2822(item.published),
        length=str(item.enclosure.size),
        type=item.enclosure.content_type,
        season=season,
    )
