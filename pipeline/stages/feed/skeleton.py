"""The only place that knows feedgen. It writes what it writes rightly; our extension adds the rest.

What feedgen 1.0 does not write rightly, and is therefore ours: dates (they switch the process's locale), artwork (an
address that ends in `.jpeg`, or has a query, is dropped or refused), true and false of `itunes:explicit` (refused),
`Yes` of `itunes:block` and `itunes:complete` (written small, and Apple wants it so), links of hubs (only `self` is
written), and text of a description that is HTML (no CDATA). See docs/decisions/0014-feedgen-and-pydub.md.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

import pipeline
from pipeline.base.clock import whole_seconds
from pipeline.base.text import one_line, sayable
from pipeline.model import Channel, Item
from pipeline.stages.feed.xml import NAMESPACES, Element

_NAME = "podwright"
_NOTHING = "\N{ZERO WIDTH SPACE}"
"""Stands for an empty text, which feedgen refuses, until it has been written."""
More = Callable[[Item], Iterable[Element]]
"""What an item says besides; asked for when it is put in, since alone each element is a document of its own."""


class _ChannelExtension(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    elements: Iterable[Element] = ()

    def extend_ns(self) -> dict[str, str]:
        return dict(NAMESPACES)

    def extend_rss(self, rss: Element) -> Element:
        _emptied(rss[0]).extend(self.elements)
        return rss


class _ItemExtension(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    item: Item
    more: More

    def extend_rss(self, node: Element) -> Element:
        _emptied(node).extend(self.more(self.item))
        return node


def _emptied(parent: Element) -> Element:
    for child in parent.iter():
        child.text = None if child.text == _NOTHING else child.text
    return parent


def rss(channel: Channel, items: Sequence[Item], elements: Iterable[Element], more: More) -> bytes:
    """The document, indented: the channel with those further elements, then its items as given, with theirs."""
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.register_extension(_NAME, _ChannelExtension, _ItemExtension)
    _head(feed, channel)
    getattr(feed, _NAME).elements = elements
    for item in items:
        entry = feed.add_entry(order="append")
        _entry(entry, item)
        extension = getattr(entry, _NAME)
        extension.item, extension.more = item, more
    return bytes(feed.rss_str(pretty=True))


def _head(feed: Any, channel: Channel) -> None:  # noqa: ANN401 - feedgen ships no types
    show = channel.show
    title, website = one_line(channel.feed.title) or _NOTHING, one_line(show.website) or _NOTHING
    feed._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001 - else feedgen writes "now", and flips the locale for it
    feed._FeedGenerator__rss_docs = None  # noqa: SLF001 - else every feed tells where RSS is explained
    feed.title(title)
    feed.link(href=website)
    feed.description(sayable(channel.feed.description or show.description).strip() or _NOTHING)
    feed.language(one_line(channel.language).lower())
    feed.generator(f"Podwright/{pipeline.__version__}")
    feed.image(url=one_line(channel.cover.full.url), title=title, link=website)
    feed.podcast.itunes_author(one_line(show.author) or _NOTHING)
    feed.podcast.itunes_type(show.type.value)
    if show.copyright:
        feed.copyright(one_line(show.copyright))
    if show.owner_email:
        feed.podcast.itunes_owner(one_line(show.owner_name or show.author), one_line(show.owner_email))
    if channel.feed.new_feed_url:
        feed.podcast.itunes_new_feed_url(one_line(channel.feed.new_feed_url))
    feed.podcast.itunes_category([_category(one.name, one.subcategory) for one in show.categories])


def _category(name: str, subcategory: str | None) -> dict[str, str]:
    """As feedgen takes it; several subcategories of one category stand inside one element then."""
    return {"cat": one_line(name), **({"sub": one_line(subcategory)} if subcategory else {})}


def _entry(entry: Any, item: Item) -> None:  # noqa: ANN401 - feedgen ships no types
    episode, enclosure = item.episode, item.enclosure
    entry.title(one_line(episode.title) or _NOTHING)
    entry.link(href=one_line(item.page_url))
    entry.guid(one_line(item.guid), permalink=False)
    entry.enclosure(one_line(item.enclosure_url), str(enclosure.size), enclosure.content_type)
    entry.podcast.itunes_title(one_line(episode.title))
    entry.podcast.itunes_duration(whole_seconds(enclosure.duration))
    entry.podcast.itunes_episode_type(episode.type.value)
    if episode.season:
        entry.podcast.itunes_season(episode.season)
    if episode.number:
        entry.podcast.itunes_episode(episode.number)


def styled(document: bytes, style_url: str | None) -> bytes:
    """The document with a line by which browsers find its CSS; the XML declaration stays first."""
    if style_url is None:
        return document
    start, end, rest = document.partition(b"?>\n")
    told = f'<?xml-stylesheet type="text/css" href="{escape(one_line(style_url))}"?>\n'
    return start + end + told.encode() + rest
