"""From items to a feed, and back again before it is let go: a writer that cannot produce a faulty feed."""

from collections.abc import Iterator, Sequence

from pipeline.model import Audience, Channel, Item, Millis, timestamp
from pipeline.problems import Problem, raise_errors
from pipeline.stages.feed.channel import channel_elements
from pipeline.stages.feed.items import item_elements
from pipeline.stages.feed.readback import differences
from pipeline.stages.feed.rules import LEAK, OUTSIDE_EPISODE
from pipeline.stages.feed.skeleton import rss, styled


def write(channel: Channel, items: Sequence[Item]) -> bytes:
    """The feed as RSS 2.0, newest item first, whatever the order given. Equal values make equal bytes.

    Raises CheckFailed when a public feed is handed a members' item (E0820), when a soundbite lies outside its episode
    (E0850), or when the feed, read back, does not say what the model says (E0821).
    """
    where = f"feeds/{channel.feed.name}.toml"
    raise_errors((*_leaks(channel, items, where), *_unheard(items)))
    ordered = sorted(sorted(items, key=lambda i: i.guid), key=lambda i: i.published, reverse=True)
    body = styled(
        rss(channel, ordered, channel_elements(channel, ordered), lambda item: item_elements(item, channel.cover)),
        channel.style_url,
    )
    raise_errors(differences(body, channel, ordered, where))
    return body


def _leaks(channel: Channel, items: Sequence[Item], where: str) -> Iterator[Problem]:
    if channel.feed.audience is Audience.MEMBERS:
        return
    for item in items:
        if item.episode.audience is Audience.MEMBERS:
            yield LEAK.at(where, f"episode {item.episode.id} is for members")


def _unheard(items: Sequence[Item]) -> Iterator[Problem]:
    for item in items:
        for bite in item.soundbites:
            if bite.start + bite.duration > item.enclosure.duration:
                told = f"the soundbite ends at {timestamp(Millis(bite.start + bite.duration))}"
                end = timestamp(item.enclosure.duration)
                yield OUTSIDE_EPISODE.at(bite.where or item.episode.where, f"{told}, and the episode at {end}")
