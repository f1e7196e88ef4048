"""What apps and directories insist on for every episode, and for all of them together."""

from collections.abc import Callable, Iterator, Mapping

from pipeline.artifact import media_types
from pipeline.base.time import is_rfc2822
from pipeline.problems import Rule
from pipeline.stages.feed import rules
from pipeline.stages.feed.findings import (
    Breach,
    explicit,
    is_address,
    links,
    missing,
    path,
    pictures,
    quoted,
    repeated,
    said_in,
    unfitting,
    unread,
)
from pipeline.stages.feed.xml import Element, found, said

NEEDED: Mapping[str, str] = {
    "title": "its title",
    "enclosure@url": "its audio",
    "guid": "its identity",
    "pubDate": "its date",
}
ADVISED: Mapping[str, str] = {"description": "what it is about", "link": "its page"}
ONCE = ("title", "link", "guid", "pubDate", "description", "itunes:duration", "itunes:explicit")
UNREAD = ("itunes:summary", "itunes:subtitle", "itunes:keywords", "itunes:order", "itunes:isClosedCaptioned")
ENDINGS = (".mp3", ".m4a", ".mp4", ".m4v", ".mov", ".pdf")
OGG = (".opus", ".ogg", ".oga")
LONGEST_NUMBER = 15
"""Digits: a thousand terabytes."""


def item_breaches(channel: Element) -> Iterator[Breach]:
    """Everything that is wrong with the channel's items: with each of them, then what two of them may not share.

    Numbers are missed only in a show that says it is to be heard in order (`itunes:type` is `serial`).
    """
    items = found(channel, "item")
    serial = "serial" in said_in(channel, "itunes:type")
    for item in items:
        title = next(iter(said_in(item, "title")), "")
        name = f"{quoted(title)}: " if title else "an episode without a title: "
        for judge in _JUDGES:
            yield from judge(item, name)
        if serial:
            yield from _unnumbered(item, name)
    yield from _again(items, "guid", rules.SAME_GUID)
    yield from _again(items, "enclosure@url", rules.SAME_ENCLOSURE)
    yield from _again(items, "pubDate", rules.SAME_DATE)


def _unnumbered(item: Element, name: str) -> Iterator[Breach]:
    extras = {"trailer", "bonus"}
    if not any(said_in(item, "itunes:episode")) and extras.isdisjoint(said_in(item, "itunes:episodeType")):
        yield Breach(rules.UNNUMBERED, item, f"{name}<itunes:episode> is missing")


def _again(items: list[Element], tag: str, rule: Rule) -> Iterator[Breach]:
    seen: set[str] = set()
    for item in items:
        for value in filter(None, said_in(item, tag)[:1]):
            if value in seen:
                yield Breach(rule, item, f"{quoted(value)} stands in the feed before")
            seen.add(value)


def _present(item: Element, name: str) -> Iterator[Breach]:
    yield from missing(rules.MISSING, item, NEEDED, name)
    yield from missing(rules.ADVISED, item, ADVISED, name)
    yield from repeated(item, ONCE, name)
    yield from unread(item, UNREAD, name)


def _date(item: Element, name: str) -> Iterator[Breach]:
    for node in found(item, "pubDate"):
        if said(node) and not is_rfc2822(said(node)):
            yield Breach(rules.DATE, node, f"{name}<pubDate> is {quoted(said(node))}")


def _guid(item: Element, name: str) -> Iterator[Breach]:
    for node in found(item, "guid"):
        text = node.text or ""
        if text != text.strip():
            yield Breach(rules.GUID, node, f"{name}<guid> has spaces around it")
        if text.strip() and node.get("isPermaLink", "true") != "false" and not is_address(text.strip()):
            yield Breach(rules.GUID, node, f"{name}<guid> is said to be an address, and is {quoted(text)}")


def _enclosure(item: Element, name: str) -> Iterator[Breach]:
    several = found(item, "enclosure")
    for extra in several[1:]:
        yield Breach(rules.ENCLOSURE, extra, f"{name}there is more than one <enclosure>")
    for node in several:
        url, length, kind = (node.get(attribute) or "" for attribute in ("url", "length", "type"))
        if path(url).lower().endswith(OGG) and kind in media_types.OGG:
            yield Breach(rules.NOT_FOR_APPLE, node, f"{name}the type of the audio is {quoted(kind)}")
            continue
        if not is_address(url) or not path(url).lower().endswith(ENDINGS):
            yield Breach(rules.ENCLOSURE, node, f"{name}the address of the audio is {quoted(url)}")
        if not is_number(length):
            yield Breach(rules.ENCLOSURE, node, f"{name}the length of the audio in bytes is {quoted(length)}")
        if kind not in media_types.APPLE_ENCLOSURES:
            yield Breach(rules.ENCLOSURE, node, f"{name}the type of the audio is {quoted(kind)}")


def is_number(text: str) -> bool:
    """Whether this is a whole number above zero, in plain digits."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER and int(text) > 0


def _length(item: Element, name: str) -> Iterator[Breach]:
    nodes = found(item, "itunes:duration")
    if not nodes:
        yield Breach(rules.NO_DURATION, item, f"{name}<itunes:duration> is missing")
    for node in nodes:
        if not is_number(said(node)):
            yield Breach(rules.NO_DURATION, node, f"{name}<itunes:duration> is {quoted(said(node))}")


def _values(item: Element, name: str) -> Iterator[Breach]:
    for node in found(item, "itunes:episodeType"):
        if said(node) not in {"full", "trailer", "bonus"}:
            yield Breach(rules.VALUE, node, f"{name}<itunes:episodeType> is {quoted(said(node))}")
    for tag in ("itunes:episode", "itunes:season"):
        for node in found(item, tag):
            if not is_number(said(node)):
                yield Breach(rules.VALUE, node, f"{name}<{tag}> is {quoted(said(node))}")


def _full_text(item: Element, name: str) -> Iterator[Breach]:
    short = max(map(len, said_in(item, "description")), default=0)
    for node in found(item, "content:encoded"):
        if len(said(node)) < short:
            yield Breach(rules.FULL_TEXT, node, f"{name}<content:encoded> is shorter than <description>")


_JUDGES: tuple[Callable[[Element, str], Iterator[Breach]], ...] = (
    _present,
    unfitting,
    links,
    pictures,
    explicit,
    _date,
    _guid,
    _enclosure,
    _length,
    _values,
    _full_text,
)
