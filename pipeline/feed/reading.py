"""Any feed in the world, read without being hurt by it: no entities, no network, no endless depth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.feed.rules import MALFORMED, TOO_LARGE
from pipeline.feed.xml import NAMESPACES, Element
from pipeline.problems import CheckFailed

LARGEST = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """What a feed says of one episode, as text; empty where it says nothing."""

    guid: str
    title: str
    url: str
    length: str
    content_type: str
    published: str
    duration: str


def parse(feed: bytes, where: str) -> Element:
    """The document's root. Raises CheckFailed (E0801, E0802) with the line."""
    if len(feed) > LARGEST:
        raise CheckFailed(TOO_LARGE.at(where, f"is larger than {LARGEST // 1_000_000} MB"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(feed, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise CheckFailed(MALFORMED.at(f"{where}:{line}", "this is not well-formed XML")) from error


def read(feed: bytes, where: str) -> Sequence[ReadItem]:
    """The feed's items in its own order. Raises CheckFailed for what is no XML."""
    return [_item(item) for item in parse(feed, where).iterfind("channel/item")]


def _item(item: Element) -> ReadItem:
    enclosure = item.find("enclosure")
    attributes: Mapping[str, str] = {} if enclosure is None else {str(k): str(v) for k, v in enclosure.attrib.items()}
    return ReadItem(
        guid=_text(item, "guid"),
        title=_text(item, "title"),
        url=attributes.get("url", ""),
        length=attributes.get("length", ""),
        content_type=attributes.get("type", ""),
        published=_text(item, "pubDate"),
        duration=_text(item, "itunes:duration"),
    )


def _text(item: Element, tag: str) -> str:
    return item.findtext(tag, "", dict(NAMESPACES)) or ""
