"""The feeds' stage: from items to one RSS file for each definition, judged before it may leave."""

from collections.abc import Iterable, Sequence

from pipeline.artifact.objects import Object, changing
from pipeline.assemble.inputs import Inputs
from pipeline.model import Audience, Channel, Cover, Feed, FeedAddress, Item
from pipeline.plan import select
from pipeline.problems import raise_errors
from pipeline.stages import feed


def addresses(inputs: Inputs) -> tuple[FeedAddress, ...]:
    """The feeds that pages may name: the public ones."""
    public = (f for f in inputs.catalogue.feeds if f.audience is Audience.PUBLIC)
    return tuple(FeedAddress(title=f.title, url=inputs.url(f.path)) for f in public)


def feed_objects(inputs: Inputs, cover: Cover, items: Iterable[Item], *, judged: bool = True) -> tuple[Object, ...]:
    """Every feed of the show. Raises CheckFailed when one breaks a rule that apps insist on, if it is to be judged."""
    by_id = {item.episode.id: item for item in items}

    def carried(definition: Feed) -> list[Item]:
        leading = definition.format.content_type
        return [by_id[episode.id].led_by(leading) for episode in select(definition, inputs.plan.released)]

    feeds = inputs.catalogue.feeds
    return tuple(_feed(inputs, cover, definition, carried(definition), judged=judged) for definition in feeds)


def _feed(inputs: Inputs, cover: Cover, definition: Feed, items: Sequence[Item], *, judged: bool) -> Object:
    address, guid = inputs.url(definition.path), inputs.plan.show_guid
    style = inputs.url(feed.stylesheet()[0])
    channel = Channel(show=inputs.show, feed=definition, self_url=address, guid=guid, cover=cover, style_url=style)
    body = feed.write(channel, items)
    if judged:
        raise_errors(feed.check(body, f"feeds/{definition.name}.toml", address))
    return changing(definition.path, body)
