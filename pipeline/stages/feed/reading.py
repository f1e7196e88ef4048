"""Any feed in the world, read without being hurt by it: no entities, no network, no endless depth or size."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.problems import CheckFailed
from pipeline.stages.feed.rules import MALFORMED, TOO_LARGE
from pipeline.stages.feed.xml import Element, found, said

LARGEST = 50_000_000
"""Bytes: ten times the largest feed that directories still take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """What a feed says of one episode, as text without spaces around it; empty where it says nothing."""

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
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(feed, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or 1
        raise CheckFailed(MALFORMED.at(f"{where}:{line}", "this is not well-formed XML")) from error


def read(feed: bytes, where: str) -> Sequence[ReadItem]:
    """The feed's items in its own order. Raises CheckFailed for what is no XML."""
    return [_item(item) for item in found(parse(feed, where), "channel/item")]


def _item(item: Element) -> ReadItem:
    return ReadItem(
        guid=_text(item, "guid"),
        title=_text(item, "title"),
        url=_attribute(item, "url"),
        length=_attribute(item, "length"),
        content_type=_attribute(item, "type"),
        published=_text(item, "pubDate"),
        duration=_text(item, "itunes:duration"),
    )


def _text(item: Element, tag: str) -> str:
    return next((said(node) for node in found(item, tag)), "")


def _attribute(item: Element, name: str) -> str:
    return next(((node.get(name) or "").strip() for node in found(item, "enclosure")), "")
