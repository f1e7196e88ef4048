"""The whole release: every episode, page and feed, and the manifest that names them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from pipeline import engine, feed, site
from pipeline.build.art import artwork
from pipeline.build.episode import Produced, produce
from pipeline.build.feeds import addresses, feed_objects
from pipeline.build.objects import Object, changing, lasting
from pipeline.build.recipe import recipe
from pipeline.build.studio import Studio
from pipeline.live import LiveEpisode, LiveFeed, Manifest, to_json
from pipeline.model import Audience, Digest, Episode, Item, Lock, Site
from pipeline.plan import TAKEN_OUT, facets, made_without, select, show_facet, taken_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A release that is ready to ship. `feeds` are the objects that flip it; `lock` is publish.lock afterwards."""

    objects: tuple[Object, ...]
    feeds: tuple[Object, ...]
    manifest: Manifest
    lock: Lock
    episodes: tuple[Produced, ...]


def build(studio: Studio) -> Built:
    """Make everything the plan releases. Raises CheckFailed with the problems of all episodes at once."""
    art = artwork(studio)
    site_ = Site(show=studio.show, cover=art.cover, feeds=addresses(studio))

    def make(episode: Episode) -> Produced:
        produced = produce(studio, site_, episode, studio.plan.lock.episodes[episode.id])
        studio.progress(episode.id, 1.0)
        return produced

    episodes = tuple(engine.each(make, studio.plan.released))
    items = [produced.item for produced in episodes]
    feeds = feed_objects(studio, art.cover, items)
    objects = (*art.objects, *(o for e in episodes for o in e.objects), *_show_objects(site_, items))
    minted = {e.item.episode.id: e.minted for e in episodes}
    return Built(
        objects=objects,
        feeds=feeds,
        manifest=_manifest(studio, episodes, (*objects, *feeds)),
        lock=replace(studio.plan.lock, episodes={**studio.plan.lock.episodes, **minted}),
        episodes=episodes,
    )


def _show_objects(site_: Site, items: Sequence[Item]) -> Iterable[Object]:
    public = [item for item in items if item.episode.audience is Audience.PUBLIC]
    yield changing("index.html", site.show_page(site_, public))
    yield changing("404.html", site.not_found_page(site_))
    yield changing("sitemap.xml", site.sitemap(site_, public))
    yield changing("robots.txt", site.robots(site_))
    yield changing(feed.OPML_KEY, feed.opml(site_))
    for key, body in (*site.assets().items(), feed.stylesheet()):
        yield lasting(key, body)


def _manifest(studio: Studio, episodes: Sequence[Produced], objects: Iterable[Object]) -> Manifest:
    live, feeds = studio.live, studio.catalogue.feeds
    carried = {f.name: tuple(e.id for e in select(f, studio.plan.released)) for f in feeds}
    return Manifest(
        generation=live.generation + 1 if live else 1,
        previous=Digest(sha256(to_json(live)).hexdigest()) if live else None,
        retracted=studio.plan.retracted,
        base_url=studio.show.base_url,
        show_guid=studio.plan.show_guid,
        recipe=recipe(),
        show=show_facet(studio.catalogue),
        episodes={e.item.episode.id: _live_episode(studio, e) for e in episodes},
        feeds={f.name: LiveFeed(key=f.path, episodes=carried[f.name]) for f in feeds},
        objects={o.key: o.live for o in objects},
    )


def _live_episode(studio: Studio, produced: Produced) -> LiveEpisode:
    item = produced.item
    made_from = dict(facets(item.episode, studio.show, studio.posts.get(item.episode.id, ())))
    before = studio.live.episodes.get(item.episode.id) if studio.live else None
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
