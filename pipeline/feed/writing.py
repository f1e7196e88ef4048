"""From items to a feed, and back again before it is let go: a writer that cannot produce a faulty feed."""

from collections.abc import Iterator, Sequence

import pipeline
from pipeline.feed.channel import channel_elements
from pipeline.feed.items import item_elements
from pipeline.feed.moments import rfc2822
from pipeline.feed.reading import ReadItem, read
from pipeline.feed.rules import LEAK, NOT_READ_BACK
from pipeline.feed.skeleton import rss
from pipeline.feed.xml import element, line
from pipeline.model import Audience, Channel, Item
from pipeline.problems import Problem, raise_errors


def write(channel: Channel, items: Sequence[Item]) -> bytes:
    """The feed as RSS 2.0, newest item first, whatever the order given. Equal values make equal bytes.

    Raises CheckFailed when a public feed is handed a members' item (E0820), or when the feed, read back, does not say
    what the items say (E0821).
    """
    where = f"feeds/{channel.feed.name}.toml"
    raise_errors(tuple(_leaks(channel, items, where)))
    ordered = sorted(sorted(items, key=lambda i: i.guid), key=lambda i: i.published, reverse=True)
    generator = element("generator", f"Podwright/{pipeline.__version__}")
    body = rss(
        line(channel.feed.title) or "untitled",
        channel.show.website,
        [*channel_elements(channel, ordered), generator],
        [(line(item.episode.title) or "untitled", list(item_elements(item))) for item in ordered],
    )
    raise_errors(tuple(_differences(ordered, read(body, where), where)))
    return body


def _leaks(channel: Channel, items: Sequence[Item], where: str) -> Iterator[Problem]:
    if channel.feed.audience is Audience.PUBLIC:
        for item in items:
            if item.episode.audience is Audience.MEMBERS:
                yield LEAK.at(where, f"episode {item.episode.id} is for members")


def _differences(items: Sequence[Item], found: Sequence[ReadItem], where: str) -> Iterator[Problem]:
    if len(items) != len(found):
        yield NOT_READ_BACK.at(where, f"{len(items)} episodes went in, {len(found)} came out")
    for item, got in zip(items, found, strict=False):
        if _expected(item) != got:
            yield NOT_READ_BACK.at(where, f"“{item.episode.title}” came out as something else")


def _expected(item: Item) -> ReadItem:
    return ReadItem(
        guid=line(item.guid),
        title=line(item.episode.title),
        url=line(item.enclosure_url),
        length=str(item.enclosure.size),
        content_type=item.enclosure.content_type,
        published=rfc2822(item.published),
        duration=str(round(item.enclosure.duration / 1000)),
    )
