"""The feeds' stage: from items to one RSS file for each definition, judged before it may leave."""

from collections.abc import Iterable, Sequence

from pipeline.artifact.objects import Object, changing
from pipeline.assemble.studio import Studio
from pipeline.model import Audience, Channel, Cover, Feed, FeedAddress, Item
from pipeline.plan import select
from pipeline.problems import raise_errors
from pipeline.stages import feed


def addresses(studio: Studio) -> tuple[FeedAddress, ...]:
    """The feeds that pages may name: the public ones."""
    public = (f for f in studio.catalogue.feeds if f.audience is Audience.PUBLIC)
    return tuple(FeedAddress(title=f.title, url=studio.url(f.path)) for f in public)


def feed_objects(studio: Studio, cover: Cover, items: Iterable[Item], *, judged: bool = True) -> tuple[Object, ...]:
    """Every feed of the show. Raises CheckFailed when one breaks a rule that apps insist on, if it is to be judged."""
    by_id = {item.episode.id: item for item in items}

    def carried(definition: Feed) -> list[Item]:
        leading = definition.format.content_type
        return [by_id[episode.id].led_by(leading) for episode in select(definition, studio.plan.released)]

    feeds = studio.catalogue.feeds
    return tuple(_feed(studio, cover, definition, carried(definition), judged=judged) for definition in feeds)


def _feed(studio: Studio, cover: Cover, definition: Feed, items: Sequence[Item], *, judged: bool) -> Object:
    address, guid = studio.url(definition.path), studio.plan.show_guid
    style = studio.url(feed.stylesheet()[0])
    channel = Channel(show=studio.show, feed=definition, self_url=address, guid=guid, cover=cover, style_url=style)
    body = feed.write(channel, items)
    if judged:
        raise_errors(feed.check(body, f"feeds/{definition.name}.toml", address))
    return changing(definition.path, body)
