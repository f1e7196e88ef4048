"""One episode alone is changed, hidden, shown again or taken back; all else is as it was published, to the byte.

Nothing is asked of the folder but what it says of that episode: whatever is wrong with another one can wait, and what
nobody may hear cannot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from pipeline.artifact.built import Built, Produced
from pipeline.artifact.manifest import Hidden, LiveEpisode, LiveObject, Manifest, to_json
from pipeline.artifact.objects import Object, changing
from pipeline.artifact.records import Records, item_record
from pipeline.assemble.episode import produce
from pipeline.assemble.feeds import addresses, feed_objects
from pipeline.assemble.inputs import Inputs
from pipeline.assemble.release import hidden_objects, live_episode, live_feeds, show_objects
from pipeline.model import Digest, Minted, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """What becomes of the one episode: it is `made` anew, or `shown` again with these pages, or `hidden`, or gone."""

    identity: str
    made: bool = False
    shown: Mapping[str, bytes] | None = None
    hidden: bool = False


def rebuild(inputs: Inputs, live: Manifest, records: Records, alone: Alone) -> Built:
    """The release after `live`. Raises CheckFailed for what is wrong with the episode itself."""
    site_ = Site(show=inputs.show, cover=records.facts.cover, feeds=addresses(inputs))
    one = alone.identity
    made = _made(inputs, site_, one) if alone.made else None
    hidden = {i: h for i, h in live.hidden.items() if i != one}
    if alone.hidden:
        hidden[one] = Hidden(episode=live.episodes[one], pages=_pages_of(live, one), recipe=live.recipe)
    shown = _shown(inputs, live, alone, made)
    items = [made.item if made and i == one else records.items[i] for i in shown]
    items.sort(key=lambda item: (item.published, item.episode.id), reverse=True)
    feeds = feed_objects(inputs, records.facts.cover, items, judged=False)
    lists = {o.key: o for o in show_objects(site_, items) if o.key in live.objects and not o.lasting}
    same = (o for o in _objects(live, alone, made) if o.key not in lists)
    away = hidden_objects(inputs, site_, one) if alone.hidden else ()
    objects = (*same, *away, *lists.values())
    manifest = replace(
        live,
        generation=live.generation + 1,
        recipe=live.recipe if alone.shown is None else live.hidden[one].recipe,  # older pages are soon written anew
        previous=Digest(sha256(to_json(live)).hexdigest()),
        retracted=inputs.plan.retracted,
        hidden=hidden,
        episodes=shown,
        feeds=live_feeds(inputs),
        objects={o.key: o.live for o in (*objects, *feeds)},
    )
    minted: Mapping[str, Minted] = {one: made.minted} if made else {}
    return Built(
        objects=objects,
        feeds=feeds,
        manifest=manifest,
        lock=replace(inputs.plan.lock, episodes={**inputs.plan.lock.episodes, **minted}),
        episodes=(made,) if made else (),
        items=tuple(items),
        records=(item_record(made.item),) if made else (),
    )


def _made(inputs: Inputs, site_: Site, identity: str) -> Produced:
    (episode,) = (e for e in inputs.catalogue.episodes if e.id == identity)
    return produce(inputs, site_, episode, inputs.plan.lock.episodes[identity])


def _shown(inputs: Inputs, live: Manifest, alone: Alone, made: Produced | None) -> dict[str, LiveEpisode]:
    shown = {i: e for i, e in live.episodes.items() if i != alone.identity}
    if made:
        shown[alone.identity] = replace(live_episode(inputs, made), item=item_record(made.item).live.digest)
    elif alone.shown is not None:
        shown[alone.identity] = live.hidden[alone.identity].episode
    return shown


def _pages_of(live: Manifest, identity: str) -> dict[str, LiveObject]:
    return {key: thing for key, thing in live.objects.items() if thing.owner == identity and not _lasts(key, thing)}


def _lasts(key: str, thing: LiveObject) -> bool:
    return Object(key=key, content=None, live=thing).lasting


def _objects(live: Manifest, alone: Alone, made: Produced | None) -> Iterable[Object]:
    """What is not written anew, and what is the episode's own."""
    rewritten = {feed.key for feed in live.feeds.values()}
    for key, thing in live.objects.items():
        others = thing.owner != alone.identity and key not in rewritten
        if others or (alone.shown is not None and thing.owner == alone.identity and _lasts(key, thing)):
            yield Object(key=key, content=None, live=thing)
    if made:
        yield from made.objects
    for key, body in (alone.shown or {}).items():
        yield changing(key, body, alone.identity)
