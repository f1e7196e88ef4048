"""The only place that knows feedgen. It makes the skeleton; our extension puts the elements in.

feedgen 1.0 writes nine things wrongly (booleans, artwork, links, dates in the process's locale …). An extension is
called after the core has written, and may replace what it wrote: here it replaces all of it, so that none remains.
"""

from collections.abc import Iterable, Sequence

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from pipeline.feed.xml import NAMESPACES, Element

NAME = "podwright"


class _ChannelExtension(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    elements: Sequence[Element] = ()

    def extend_ns(self) -> dict[str, str]:
        return dict(NAMESPACES)

    def extend_rss(self, rss: Element) -> Element:
        _replace(rss[0], self.elements)
        return rss


class _ItemExtension(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    elements: Sequence[Element] = ()

    def extend_rss(self, item: Element) -> Element:
        _replace(item, self.elements)
        return item


def _replace(parent: Element, elements: Iterable[Element]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(elements)


def rss(title: str, link: str, channel: Sequence[Element], items: Iterable[tuple[str, Sequence[Element]]]) -> bytes:
    """The document: these channel elements, then an item for each title with its elements, in the order given."""
    feed = FeedGenerator()
    feed.title(title)
    feed.link(href=link)
    feed.description(title)
    feed.register_extension(NAME, _ChannelExtension, _ItemExtension)
    getattr(feed, NAME).elements = channel
    for name, elements in items:
        entry = feed.add_entry(order="append")
        entry.title(name)
        getattr(entry, NAME).elements = elements
    return bytes(feed.rss_str(pretty=True))
