"""Namespaces, and text that XML can hold."""

import re
from collections.abc import Mapping

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PSC = "http://podlove.org/simple-chapters"
NAMESPACES: Mapping[str, str] = {
    "atom": ATOM,
    "content": CONTENT,
    "itunes": ITUNES,
    "podcast": PODCAST,
    "psc": PSC,
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element  # noqa: SLF001 - lxml's only name for its element type


def sayable(text: str) -> str:
    """The text without what XML 1.0 (2.2) cannot hold: one such character makes apps refuse the whole feed."""
    return _NOT_XML.sub("", text)


def line(text: str) -> str:
    r"""The text on one line, trimmed: for titles and names.

    >>> line(" a\n b\x00 ")
    'a b'
    """
    return " ".join(sayable(text).split())


def element(tag: str, text: str | None = None, **attributes: str | None) -> Element:
    """An element such as `itunes:image`, with those attributes that have a value; underscores stand for dashes."""
    prefix, _, name = tag.rpartition(":")
    made = etree.Element(f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name)
    if text is not None:
        made.text = line(text)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_"), line(value))
    return made


def html_element(tag: str, html: str) -> Element:
    """An element with HTML in a CDATA section."""
    made = element(tag)
    made.text = etree.CDATA(sayable(html).replace("]]>", "]]&gt;"))
    return made


def inside(parent: Element, *children: Element) -> Element:
    """The element with its children."""
    parent.extend(children)
    return parent
