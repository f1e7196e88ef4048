"""The only place that knows feedgen. It makes the document; our extension puts the elements in.

feedgen 1.0 writes nine things wrongly (booleans, artwork, links, namespaces, dates in the process's locale). An
extension is called after the core has written and may replace what it wrote: here it replaces all of it.
"""

from collections.abc import Iterable, Sequence
from html import escape

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from pipeline.base.text import one_line
from pipeline.stages.feed.xml import NAMESPACES, Element

_NAME = "podwright"
_REPLACED = "written by the extension"
"""feedgen insists on a title, a link and a description before it calls an extension."""


class _ChannelExtension(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    elements: Sequence[Element] = ()

    def extend_ns(self) -> dict[str, str]:
        return dict(NAMESPACES)

    def extend_rss(self, rss: Element) -> Element:
        _replace(rss[0], self.elements)
        return rss


class _ItemExtension(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    elements: Iterable[Element] = ()

    def extend_rss(self, item: Element) -> Element:
        _replace(item, self.elements)
        return item


def _replace(parent: Element, elements: Iterable[Element]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(elements)


def rss(channel: Sequence[Element], items: Iterable[Iterable[Element]]) -> bytes:
    """The document, indented: the channel's elements, then an item for each sequence, in the order given.

    What makes an item's elements is asked for them only when they are put in: alone, each is a document of its own.
    """
    feed = FeedGenerator()
    feed._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001 - else feedgen writes "now", and flips the locale for it
    feed.title(_REPLACED)
    feed.link(href=_REPLACED)
    feed.description(_REPLACED)
    feed.register_extension(_NAME, _ChannelExtension, _ItemExtension)
    getattr(feed, _NAME).elements = channel
    for elements in items:
        entry = feed.add_entry(order="append")
        entry.title(_REPLACED)
        getattr(entry, _NAME).elements = elements
    return bytes(feed.rss_str(pretty=True))


def styled(document: bytes, style_url: str | None) -> bytes:
    """The document with a line by which browsers find its CSS; the XML declaration stays first."""
    if style_url is None:
        return document
    start, end, rest = document.partition(b"?>\n")
    told = f'<?xml-stylesheet type="text/css" href="{escape(one_line(style_url))}"?>\n'
    return start + end + told.encode() + rest
