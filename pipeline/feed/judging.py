"""A feed held against the rules that apps and directories insist on: each a function from the feed to its breaches."""

import re
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime

from pipeline.feed import rules
from pipeline.feed.reading import parse
from pipeline.feed.xml import ATOM, CONTENT, ITUNES, NAMESPACES, PODCAST, Element
from pipeline.problems import CheckFailed, Problem, Rule

Breach = tuple[Rule, Element, str]
Judge = Callable[[Element], Iterator[Breach]]

LONGEST_LINE = 255
MOST_BYTES = 4000
NEEDED: Mapping[str, str] = {
    "title": "the show's name",
    "link": "the show's website",
    "description": "what the show is about",
    "language": "what is spoken",
    "itunes:image": "the cover",
    "itunes:category": "a category",
    "itunes:explicit": "whether it has strong language",
}
NEEDED_BY_ITEM: Mapping[str, str] = {
    "title": "its title",
    "enclosure": "its audio",
    "guid": "its guid",
    "pubDate": "its date",
}
ONCE = ("title", "link", "description", "language", "itunes:image", "itunes:explicit", "podcast:guid", "podcast:locked")
ENDINGS = (".mp3", ".m4a", ".mp4", ".m4v", ".mov", ".pdf")
TYPES = {"audio/mpeg", "audio/x-m4a", "audio/mp4", "video/mp4", "video/x-m4v", "video/quicktime", "application/pdf"}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_ZONE = re.compile(r"[+-]\d{4}$|\b(?:GMT|UT)$")


def check(feed: bytes, where: str, self_url: str | None = None) -> tuple[Problem, ...]:
    """Every breach of the rules, in the feed's order, with its line; empty for a sound feed. Raises nothing.

    `self_url` is the address the feed is fetched from, where that is known.
    """
    try:
        root = parse(feed, where)
    except CheckFailed as failed:
        return tuple(failed.problems)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return (rules.NOT_RSS.at(where, f"the root is <{root.tag!s}>, version {root.get('version')}"),)
    found = [*_start(feed, where), *_namespaces(root, where)]
    judged = [*(b for judge in CHANNEL for b in judge(channel)), *_self(channel, self_url), *_items(channel)]
    found += [rule.at(f"{where}:{node.sourceline or 1}", what) for rule, node, what in judged]
    return tuple(found)


def _start(feed: bytes, where: str) -> Iterator[Problem]:
    if not feed.startswith(b"<?xml"):
        yield rules.START.at(f"{where}:1", "the first bytes are not <?xml")


def _namespaces(root: Element, where: str) -> Iterator[Problem]:
    declared = set(root.nsmap.values())
    for uri in (ITUNES, PODCAST, ATOM, CONTENT):
        if uri not in declared:
            yield rules.NAMESPACE.at(f"{where}:{root.sourceline or 1}", f"{uri} is not declared")


def _all(parent: Element, tag: str) -> list[Element]:
    return list(parent.iterfind(tag, dict(NAMESPACES)))


def _said(node: Element) -> str:
    return (node.text or "").strip()


def _needed(channel: Element) -> Iterator[Breach]:
    for tag, what in NEEDED.items():
        if not any(_said(node) or node.attrib for node in _all(channel, tag)):
            yield rules.MISSING, channel, f"<{tag}> is missing: {what}"


def _once(channel: Element) -> Iterator[Breach]:
    for tag in ONCE:
        for extra in _all(channel, tag)[1:]:
            yield rules.REPEATED, extra, f"<{tag}> stands more than once"


def _texts(parent: Element) -> Iterator[Breach]:
    for node in _all(parent, "title"):
        text = node.text or ""
        if len(text) > LONGEST_LINE or "\n" in text or text != text.strip():
            yield rules.TEXT, node, f"<title> is {len(text)} characters, and may be {LONGEST_LINE} on one trimmed line"
    for node in _all(parent, "description"):
        if len((node.text or "").encode()) > MOST_BYTES:
            yield rules.TEXT, node, f"<description> is over {MOST_BYTES} bytes"


def _addresses(channel: Element) -> Iterator[Breach]:
    for node in _all(channel, "link"):
        if not _ADDRESS.fullmatch(_said(node)):
            yield rules.ADDRESS, node, f"<link> is “{_said(node)[:80]}”"
    for node in (*_all(channel, "itunes:image"), *_all(channel, "item/itunes:image")):
        if not _ADDRESS.fullmatch(node.get("href", "")):
            yield rules.ADDRESS, node, f"<itunes:image> leads to “{node.get('href', '')[:80]}”"


def _language(channel: Element) -> Iterator[Breach]:
    for node in _all(channel, "language"):
        if not _LANGUAGE.fullmatch(_said(node)):
            yield rules.LANGUAGE, node, f"<language> is “{_said(node)[:40]}”"


def _booleans(channel: Element) -> Iterator[Breach]:
    for node in (*_all(channel, "itunes:explicit"), *_all(channel, "item/itunes:explicit")):
        if node.text not in {"true", "false"}:
            yield rules.BOOLEAN, node, f"<itunes:explicit> is “{_said(node)[:40]}”"


def _guid(channel: Element) -> Iterator[Breach]:
    if not _all(channel, "podcast:guid"):
        yield rules.NO_GUID_TAG, channel, "<podcast:guid> is missing"


CHANNEL: tuple[Judge, ...] = (_needed, _once, _texts, _addresses, _language, _booleans, _guid)


def _self(channel: Element, self_url: str | None) -> Iterator[Breach]:
    own = [node for node in _all(channel, "atom:link") if node.get("rel") == "self"]
    if not own:
        yield rules.SELF, channel, "<atom:link rel=self> is missing"
    for node in own:
        if self_url and node.get("href") != self_url:
            yield rules.SELF, node, f"says {node.get('href')}, and was fetched from {self_url}"


def _items(channel: Element) -> Iterator[Breach]:
    guids: set[str] = set()
    urls: set[str] = set()
    for item in _all(channel, "item"):
        yield from _needed_by_item(item)
        yield from _texts(item)
        yield from _dates(item)
        yield from _unique(item, "guid", _said, guids, rules.SAME_GUID)
        yield from _unique(item, "enclosure", lambda node: node.get("url", ""), urls, rules.SAME_ENCLOSURE)
        yield from _enclosures(item)


def _needed_by_item(item: Element) -> Iterator[Breach]:
    for tag, what in NEEDED_BY_ITEM.items():
        if not any(_said(node) or node.attrib for node in _all(item, tag)):
            yield rules.MISSING, item, f"an episode without <{tag}>: {what}"
    if not _all(item, "itunes:duration"):
        yield rules.NO_DURATION, item, "an episode without <itunes:duration>"


def _dates(item: Element) -> Iterator[Breach]:
    for node in _all(item, "pubDate"):
        if not _is_date(_said(node)):
            yield rules.DATE, node, f"<pubDate> is “{_said(node)[:60]}”"


def _is_date(text: str) -> bool:
    try:
        parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return False
    return bool(_ZONE.search(text))


def _unique(item: Element, tag: str, value: Callable[[Element], str], seen: set[str], rule: Rule) -> Iterator[Breach]:
    for node in _all(item, tag):
        if value(node) in seen:
            yield rule, node, f"“{value(node)[:80]}” stands in the feed before"
        seen.add(value(node))


def _enclosures(item: Element) -> Iterator[Breach]:
    several = _all(item, "enclosure")
    for extra in several[1:]:
        yield rules.ENCLOSURE, extra, "an episode with more than one <enclosure>"
    for node in several:
        yield from _enclosure(node)


def _enclosure(node: Element) -> Iterator[Breach]:
    url, length, kind = (node.get(name, "") for name in ("url", "length", "type"))
    path = url.partition("?")[0].partition("#")[0].lower()
    if not _ADDRESS.fullmatch(url) or not path.endswith(ENDINGS):
        yield rules.ENCLOSURE, node, f"its address is “{url[:80]}”"
    if not (length.isascii() and length.isdigit() and int(length) > 0):
        yield rules.ENCLOSURE, node, f"its length is “{length[:40]}”"
    if kind not in TYPES:
        yield rules.ENCLOSURE, node, f"its type is “{kind[:40]}”"
