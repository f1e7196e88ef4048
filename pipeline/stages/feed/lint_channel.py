"""What apps and directories insist on for the show."""

import re
from collections.abc import Callable, Iterator, Mapping

from pipeline.base.categories import APPLE
from pipeline.stages.feed import rules
from pipeline.stages.feed.findings import (
    Breach,
    explicit,
    is_address,
    links,
    missing,
    pictures,
    quoted,
    repeated,
    unfitting,
    unread,
)
from pipeline.stages.feed.xml import Element, found, said

NEEDED: Mapping[str, str] = {
    "title": "the show's name",
    "link": "the show's website",
    "description": "what the show is about",
    "language": "what is spoken",
    "itunes:image@href": "the cover",
    "itunes:category@text": "a category",
    "itunes:explicit": "whether there is strong language",
}
ADVISED: Mapping[str, str] = {
    "itunes:author": "who makes the show",
    "podcast:locked": "whether another host may take the feed over",
}
ONCE = ("title", "link", "description", "language", "itunes:image", "itunes:explicit", "podcast:guid", "podcast:locked")
UNREAD = ("itunes:summary", "itunes:subtitle", "itunes:keywords", "podcast:images")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


def channel_breaches(channel: Element, self_url: str | None) -> Iterator[Breach]:
    """All breaches of the channel itself, without its items."""
    for judge in _JUDGES:
        yield from judge(channel)
    yield from _own_address(channel, self_url)


def _present(channel: Element) -> Iterator[Breach]:
    yield from missing(rules.MISSING, channel, NEEDED)
    yield from missing(rules.ADVISED, channel, ADVISED)
    yield from missing(rules.NO_GUID_TAG, channel, {"podcast:guid": "the show's identity"})
    yield from repeated(channel, ONCE)
    yield from unread(channel, UNREAD)


def _language(channel: Element) -> Iterator[Breach]:
    for node in found(channel, "language"):
        if said(node) and not _LANGUAGE.fullmatch(said(node)):
            yield Breach(rules.LANGUAGE, node, f"<language> is {quoted(said(node))}")


def _categories(channel: Element) -> Iterator[Breach]:
    for node in found(channel, "itunes:category"):
        name = node.get("text") or ""
        if name not in APPLE:
            yield Breach(rules.CATEGORY, node, f"{quoted(name)} is none of Apple's categories")
            continue
        for inner in found(node, "itunes:category"):
            if (inner.get("text") or "") not in APPLE[name]:
                told = f"{quoted(inner.get('text') or '')} is no subcategory of {quoted(name)}"
                yield Breach(rules.CATEGORY, inner, told)


def _type(channel: Element) -> Iterator[Breach]:
    for node in found(channel, "itunes:type"):
        if said(node) not in {"episodic", "serial"}:
            yield Breach(rules.VALUE, node, f"<itunes:type> is {quoted(said(node))}, and may be episodic or serial")


def _live(channel: Element) -> Iterator[Breach]:
    for node in found(channel, "podcast:liveItem"):
        if not any(link.get("href") for link in found(node, "podcast:contentLink")):
            yield Breach(rules.UNFINISHED, node, "<podcast:liveItem> has no <podcast:contentLink>")


def _own_address(channel: Element, self_url: str | None) -> Iterator[Breach]:
    own = [node for node in found(channel, "atom:link") if node.get("rel") == "self"]
    if len(own) != 1:
        yield Breach(rules.SELF, channel, f"there are {len(own)} <atom:link rel=self>, and must be one")
    for node in own:
        href = node.get("href") or ""
        if self_url and href != self_url:
            yield Breach(rules.SELF, node, f"it says {quoted(href)}, and is fetched from {quoted(self_url)}")
        elif not is_address(href):
            yield Breach(rules.SELF, node, f"it says {quoted(href)}")
    yield from _website(channel, {self_url, *(node.get("href") for node in own)})


def _website(channel: Element, feeds: set[str | None]) -> Iterator[Breach]:
    for node in found(channel, "link"):
        if said(node) in feeds:
            yield Breach(rules.ADDRESS, node, "<link> leads to the feed, and must lead to the website")


_JUDGES: tuple[Callable[[Element], Iterator[Breach]], ...] = (
    _present,
    unfitting,
    links,
    pictures,
    explicit,
    _language,
    _categories,
    _type,
    _live,
)
