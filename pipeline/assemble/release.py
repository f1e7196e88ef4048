"""The whole release: every episode, page and feed, and the manifest that names them all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from pipeline import engine
from pipeline.artifact.built import Built, Produced
from pipeline.artifact.keys import IMMUTABLE
from pipeline.artifact.manifest import LiveEpisode, LiveFeed, Manifest, to_json
from pipeline.artifact.objects import Object, changing, lasting
from pipeline.artifact.records import Facts, facts_record, item_record
from pipeline.assemble.art import artwork
from pipeline.assemble.episode import produce
from pipeline.assemble.feeds import addresses, feed_objects
from pipeline.assemble.inputs import Inputs
from pipeline.assemble.versions import recipe
from pipeline.model import Audience, Digest, Episode, Item, Site
from pipeline.plan import TAKEN_OUT, facets, made_without, select, show_facet, taken_out
from pipeline.stages import feed, site


def build(inputs: Inputs) -> Built:
    """Make everything the plan releases. Raises CheckFailed with the problems of all episodes at once."""
    art = artwork(inputs.cache, inputs.folder, inputs.show)
    site_ = Site(show=inputs.show, cover=art.cover, feeds=addresses(inputs))

    def make(episode: Episode) -> Produced:
        produced = produce(inputs, site_, episode, inputs.plan.lock.episodes[episode.id])
        inputs.progress(episode.id, 1.0)
        return produced

    episodes = tuple(engine.each(make, inputs.plan.released))
    items = [produced.item for produced in episodes]
    feeds = feed_objects(inputs, art.cover, items)
    hidden = {i: h for i, h in inputs.live.hidden.items() if i not in inputs.plan.retracted} if inputs.live else {}
    objects = (
        *art.objects,
        *(o for e in episodes for o in e.objects),
        *show_objects(site_, items),
        *(o for identity in hidden for o in hidden_objects(inputs, site_, identity)),
    )
    minted = {e.item.episode.id: e.minted for e in episodes}
    records = {e.item.episode.id: item_record(e.item) for e in episodes}
    facts = facts_record(Facts(show=inputs.show, feeds=inputs.catalogue.feeds, cover=art.cover))
    shown = {i: replace(live_episode(inputs, e), item=records[i].live.digest) for i, e in _by_id(episodes)}
    manifest = Manifest(
        generation=inputs.live.generation + 1 if inputs.live else 1,
        previous=Digest(sha256(to_json(inputs.live)).hexdigest()) if inputs.live else None,
        retracted=inputs.plan.retracted,
        hidden=hidden,
        facts=facts.live.digest,
        base_url=inputs.show.base_url,
        show_guid=inputs.plan.show_guid,
        recipe=recipe(),
        show=show_facet(inputs.catalogue),
        episodes=shown,
        feeds=live_feeds(inputs),
        objects={o.key: o.live for o in (*objects, *feeds)},
    )
    return Built(
        objects=objects,
        feeds=feeds,
        manifest=manifest,
        lock=replace(inputs.plan.lock, episodes={**inputs.plan.lock.episodes, **minted}),
        episodes=episodes,
        items=tuple(items),
        records=(facts, *records.values()),
    )


def _by_id(episodes: Sequence[Produced]) -> Iterable[tuple[str, Produced]]:
    return ((e.item.episode.id, e) for e in episodes)


def hidden_objects(inputs: Inputs, site_: Site, identity: str) -> Iterable[Object]:
    """What stays of a hidden episode: its files, which nothing names any more, and pages that say nothing of it."""
    for key, thing in inputs.live.objects.items() if inputs.live else ():
        if thing.owner != identity:
            continue
        if thing.cache_control == IMMUTABLE:
            yield Object(key=key, content=None, live=thing)
        elif key.endswith(".json"):
            yield changing(key, site.oembed_away(site_), identity)
        else:
            framed = "embed/" in key
            yield changing(key, site.away_page(site_, inputs.url(key), framed=framed), identity)


def live_feeds(inputs: Inputs) -> dict[str, LiveFeed]:
    """What the manifest says of each feed."""
    carried = {f.name: tuple(e.id for e in select(f, inputs.plan.released)) for f in inputs.catalogue.feeds}
    return {f.name: LiveFeed(key=f.path, episodes=carried[f.name]) for f in inputs.catalogue.feeds}


def show_objects(site_: Site, items: Sequence[Item]) -> Iterable[Object]:
    """What belongs to no single episode: the lists of public ones, and what pages are made with."""
    public = [item for item in items if item.episode.audience is Audience.PUBLIC]
    yield changing("index.html", site.show_page(site_, public))
    yield changing("404.html", site.not_found_page(site_))
    yield changing("sitemap.xml", site.sitemap(site_, public))
    yield changing("robots.txt", site.robots(site_))
    yield changing(feed.OPML_KEY, feed.opml(site_))
    for key, body in (*site.assets().items(), feed.stylesheet()):
        yield lasting(key, body)


def live_episode(inputs: Inputs, produced: Produced) -> LiveEpisode:
    """What the manifest says of an episode."""
    item = produced.item
    made_from = dict(facets(item.episode, inputs.show, inputs.posts.get(item.episode.id, ())))
    before = inputs.live.episodes.get(item.episode.id) if inputs.live else None
    out = made_without(made_from)
    if before and produced.mastered is None:
        out = taken_out(made_from, before.facets)
        made_from["sound"] = before.facets["sound"]  # the audio was left alone, whatever the folder holds by now
    if out:
        made_from[TAKEN_OUT] = out
    return LiveEpisode(
        guid=item.guid,
        title=item.episode.title,
        published=item.published,
        enclosure=item.enclosure,
        body=produced.body,
        others=tuple(offer.enclosure for offer in item.others),
        facets=made_from,
    )
