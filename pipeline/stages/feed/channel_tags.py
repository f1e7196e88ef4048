"""What only a show says in the words of the Podcast Namespace and of Spotify: trailers, schedule, live streams."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from pipeline.base.time import rfc2822
from pipeline.model import EpisodeType, Item, Live, Schedule, ShowTags
from pipeline.stages.feed.namespace import chat, link, person, remote, value
from pipeline.stages.feed.xml import Element, element, inside, prose_element

LONGEST_TRAILER = 128
"""Letters that `podcast:trailer` may have."""


def show_elements(tags: ShowTags) -> Iterator[Element]:
    """All that the show's own tags say, but for hubs, licence and completeness."""
    yield from _schedule(tags.schedule)
    if tags.podping:
        yield element("podcast:podping", usesPodping="true")
    if tags.podroll:
        yield inside(element("podcast:podroll"), *map(remote, tags.podroll))
    if tags.publisher:
        yield inside(element("podcast:publisher"), remote(tags.publisher))
    if tags.countries:
        yield element("spotify:countryOfOrigin", " ".join(tags.countries))
    if tags.spotify_newest:
        yield element("spotify:limit", recentCount=str(tags.spotify_newest))
    yield from map(_live, tags.live)


def _schedule(schedule: Schedule | None) -> Iterator[Element]:
    if schedule:
        yield element(
            "podcast:updateFrequency",
            schedule.text,
            rrule=schedule.rrule,
            dtstart=iso(schedule.start) if schedule.start else None,
            complete="true" if schedule.complete else None,
        )


def iso(moment: datetime) -> str:
    """The moment in UTC as ISO 8601.

    >>> iso(datetime(2026, 1, 3, 6, 0, tzinfo=UTC))
    '2026-01-03T06:00:00Z'
    """
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


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


def _live(live: Live) -> Element:
    """`podcast:liveItem`. The length of a stream is not known, and RSS wants a number."""
    made = element(
        "podcast:liveItem", status=live.status.value, start=iso(live.start), end=iso(live.end) if live.end else None
    )
    children = [element("title", live.title), element("guid", live.guid, isPermaLink="false")]
    if live.description:
        children.append(prose_element("description", live.description))
    children.append(element("enclosure", url=live.stream, length="1", type=live.type))
    if live.image:
        children.append(element("itunes:image", href=live.image))
    children += (*map(link, live.links), *map(person, live.people), *chat(live.chat), *value(live.value))
    return inside(made, *children)
