"""What a feed says of the show: the elements that feedgen lacks or gets wrong."""

from collections.abc import Iterator, Sequence

from pipeline.artifact.media_types import FEED
from pipeline.base.time import rfc2822
from pipeline.model import Audience, Channel, Item, License
from pipeline.model.tag_rows import FUNDING, LICENSE, PERSON, SHARED
from pipeline.stages.feed.channel_tags import show_elements, trailer, trailers
from pipeline.stages.feed.images import images
from pipeline.stages.feed.namespace import parts_written, written
from pipeline.stages.feed.xml import Element, element


def channel_elements(channel: Channel, items: Sequence[Item]) -> Iterator[Element]:
    """What feedgen does not say of the channel, or not rightly (Apple, PSP-1, Podcast Namespace), without the items."""
    show, feed = channel.show, channel.feed
    if items:
        newest = rfc2822(max(item.published for item in items))
        yield from (element("pubDate", newest), element("lastBuildDate", newest))
    yield element("atom:link", href=channel.self_url, rel="self", type=FEED.partition(";")[0])
    if feed.audience is Audience.PUBLIC:
        yield from (element("atom:link", href=hub, rel="hub") for hub in show.announce.hubs)
    yield element("itunes:image", href=channel.cover.full.url)
    yield element("itunes:explicit", str(show.explicit).lower())
    if feed.audience is Audience.MEMBERS:
        yield element("itunes:block", "Yes")
    if show.podcast.complete:
        yield element("itunes:complete", "Yes")
    yield from _podcast(channel)
    yield from map(trailer, trailers(items))
    yield from show_elements(show.podcast)


def _podcast(channel: Channel) -> Iterator[Element]:
    show = channel.show
    yield element("podcast:guid", channel.guid)
    yield element("podcast:locked", "yes" if show.locked else "no", owner=show.owner_email)
    yield element("podcast:medium", show.medium)
    if show.license:
        yield written(LICENSE, License(name=show.license, url=show.podcast.license_url))
    yield from (written(FUNDING, way) for way in show.funding)
    yield from (written(PERSON, somebody) for somebody in show.people)
    yield from images(channel.cover)
    yield from parts_written(SHARED, show.shared)
    if channel.feed.audience is Audience.MEMBERS:
        yield element("podcast:block", "yes")
