"""What a feed says of the show: the elements that feedgen lacks or gets wrong."""

from collections.abc import Iterator, Sequence

import pipeline
from pipeline.base.time import rfc2822
from pipeline.model import Audience, Category, Channel, Item, License
from pipeline.model.tag_rows import FUNDING, LICENSE, PERSON, SHARED
from pipeline.stages.feed.channel_tags import show_elements, trailer, trailers
from pipeline.stages.feed.images import images
from pipeline.stages.feed.namespace import parts_written, written
from pipeline.stages.feed.xml import Element, element, inside, prose_element


def channel_elements(channel: Channel, items: Sequence[Item]) -> Iterator[Element]:
    """The channel's elements in order (RSS 2.0, Apple, PSP-1, Podcast Namespace), without the items."""
    show, feed = channel.show, channel.feed
    yield element("title", feed.title)
    yield element("link", show.website)
    yield prose_element("description", feed.description or show.description)
    yield element("language", language(channel).lower())
    if show.copyright:
        yield element("copyright", show.copyright)
    if items:
        newest = rfc2822(max(item.published for item in items))
        yield from (element("pubDate", newest), element("lastBuildDate", newest))
    yield element("generator", f"Podwright/{pipeline.__version__}")
    yield _image(channel)
    yield element("atom:link", href=channel.self_url, rel="self", type="application/rss+xml")
    if feed.audience is Audience.PUBLIC:
        yield from (element("atom:link", href=hub, rel="hub") for hub in show.announce.hubs)
    yield from _itunes(channel)
    yield from _podcast(channel)
    yield from map(trailer, trailers(items))
    yield from show_elements(show.podcast)


def language(channel: Channel) -> str:
    """What the feed is in: the first language that it selects, or else the show's."""
    return next(iter(channel.feed.languages), channel.show.language)


def _image(channel: Channel) -> Element:
    return inside(
        element("image"),
        element("url", channel.cover.full.url),
        element("title", channel.feed.title),
        element("link", channel.show.website),
    )


def _itunes(channel: Channel) -> Iterator[Element]:
    show = channel.show
    yield element("itunes:image", href=channel.cover.full.url)
    for category in show.categories:
        yield _category(category)
    yield element("itunes:explicit", str(show.explicit).lower())
    yield element("itunes:author", show.author)
    if show.owner_email:
        name = element("itunes:name", show.owner_name or show.author)
        yield inside(element("itunes:owner"), name, element("itunes:email", show.owner_email))
    yield element("itunes:type", show.type.value)
    if channel.feed.audience is Audience.MEMBERS:
        yield element("itunes:block", "Yes")
    if show.podcast.complete:
        yield element("itunes:complete", "Yes")
    if channel.feed.new_feed_url:
        yield element("itunes:new-feed-url", channel.feed.new_feed_url)


def _category(category: Category) -> Element:
    made = element("itunes:category", text_=category.name)
    if category.subcategory:
        made.append(element("itunes:category", text_=category.subcategory))
    return made


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
