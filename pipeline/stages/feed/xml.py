"""Namespaces, text that XML can hold, and the few moves on elements that this room needs."""

from collections.abc import Mapping
from functools import cache

from lxml import etree

from pipeline.base.text import one_line, sayable

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
PSC = "http://podlove.org/simple-chapters"
SPOTIFY = "http://www.spotify.com/ns/rss"
NAMESPACES: Mapping[str, str] = {
    "atom": ATOM,
    "content": CONTENT,
    "itunes": ITUNES,
    "media": MEDIA,
    "podcast": PODCAST,
    "psc": PSC,
    "spotify": SPOTIFY,
}
Element = etree._Element  # noqa: SLF001 - lxml's only name for its element type


@cache
def expanded(tag: str) -> str:
    """The tag as lxml knows it.

    >>> expanded("podcast:guid")
    '{https://podcastindex.org/namespace/1.0}guid'
    """
    prefix, _, name = tag.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name


def element(tag: str, text: str | None = None, **attributes: str | None) -> Element:
    """An element such as `itunes:image`, with those attributes that have a value; a trailing underscore is dropped."""
    made = etree.Element(expanded(tag))
    if text is not None:
        made.text = one_line(text)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_"), one_line(value))
    return made


def prose_element(tag: str, text: str) -> Element:
    """An element with plain text that may have several lines."""
    made = element(tag)
    made.text = sayable(text).strip()
    return made


def html_element(tag: str, html: str) -> Element:
    """An element with HTML in a CDATA section. In HTML `]]&gt;` says what `]]>` says, and ends no section."""
    made = element(tag)
    made.text = etree.CDATA(sayable(html).replace("]]>", "]]&gt;"))
    return made


def inside(parent: Element, *children: Element) -> Element:
    """The parent itself, once the children have been put at its end."""
    parent.extend(children)
    return parent


def found(parent: Element, tag: str) -> list[Element]:
    """The children of that tag; `item/itunes:image` goes deeper."""
    if "/" in tag:
        return parent.findall(_path(tag))
    return list(parent.iterchildren(expanded(tag)))


@cache
def _path(tag: str) -> str:
    return "/".join(map(expanded, tag.split("/")))


def said(node: Element) -> str:
    """The text of the element as far as its first child, without spaces around it; empty if there is none."""
    return (node.text or "").strip()
