"""A feed held against the rules that apps and directories insist on, whoever wrote it."""

import re
from collections.abc import Iterator

from pipeline.problems import CheckFailed, Problem
from pipeline.stages.feed import rules
from pipeline.stages.feed.findings import Breach, quoted
from pipeline.stages.feed.lint_channel import channel_breaches
from pipeline.stages.feed.lint_items import item_breaches
from pipeline.stages.feed.lint_namespace import namespace_breaches
from pipeline.stages.feed.reading import parse
from pipeline.stages.feed.xml import ATOM, CONTENT, ITUNES, NAMESPACES, PODCAST, Element, found

HEAVY_BYTES = 5_000_000
MOST_ITEMS = 2_000
"""What Apple Podcasts shows."""

_DECLARATION = re.compile(rb"<\?xml[ \t\r\n]")
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}


def check(feed: bytes, where: str, self_url: str | None = None) -> tuple[Problem, ...]:
    """Every breach of the rules, in the feed's order, with its line; empty for a sound feed. Raises nothing.

    `where` names the feed in messages; `self_url` is the address it is fetched from, where that is known.
    """
    try:
        root = parse(feed, where)
    except CheckFailed as failed:
        return (*_start(feed, where), *failed.problems)
    channels = found(root, "channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        told = f"the root is {quoted(str(root.tag))}, version {quoted(root.get('version') or '')}"
        return (rules.NOT_RSS.at(f"{where}:1", f"{told}, with {len(channels)} <channel>"),)
    breaches = [
        *_namespaces(root),
        *channel_breaches(channels[0], self_url),
        *item_breaches(channels[0]),
        *namespace_breaches(root),
    ]
    located = sorted(breaches, key=lambda breach: breach.node.sourceline or 1)
    problems = (breach.rule.at(f"{where}:{breach.node.sourceline or 1}", breach.what) for breach in located)
    return (*_start(feed, where), *_encoding(root, where), *problems, *_weight(feed, channels[0], where))


def _start(feed: bytes, where: str) -> Iterator[Problem]:
    if not _DECLARATION.match(feed):
        yield rules.START.at(f"{where}:1", "the first bytes are not <?xml")


def _encoding(root: Element, where: str) -> Iterator[Problem]:
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper() not in {"UTF-8", "UTF8", "ASCII", "US-ASCII"}:
        yield rules.ENCODING.at(f"{where}:1", f"the feed is written in {quoted(encoding)}")


def _namespaces(root: Element) -> Iterator[Breach]:
    declared = set(root.nsmap.values())
    for uri in (ITUNES, PODCAST, ATOM, CONTENT):
        if uri not in declared:
            instead = root.nsmap.get(_PREFIXES[uri])
            told = f", but {quoted(instead)} is" if instead else ""
            yield Breach(rules.NAMESPACE, root, f'xmlns:{_PREFIXES[uri]}="{uri}" is not declared{told}')


def _weight(feed: bytes, channel: Element, where: str) -> Iterator[Problem]:
    count = len(found(channel, "item"))
    if len(feed) > HEAVY_BYTES or count > MOST_ITEMS:
        yield rules.HEAVY.at(where, f"{len(feed) / 1_000_000:.1f} MB with {count} episodes")
