"""One rule broken at one element, and the judgements that show and episode share."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.problems import Rule
from pipeline.stages.feed import rules
from pipeline.stages.feed.xml import Element, found, said

LONGEST_LINE = 255
MOST_BYTES = 4000
_ADDRESS = re.compile(r"https?://[^\s/?#<>\"]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png)", re.IGNORECASE)


class Breach(NamedTuple):
    """The rule, where it is broken, and how, in words."""

    rule: Rule
    node: Element
    what: str


def quoted(text: str) -> str:
    """The text in quotation marks, on one line and never long, for a message."""
    flat = " ".join(text.split())
    return f"“{flat[:79]}…”" if len(flat) > 80 else f"“{flat}”"  # noqa: PLR2004 - a line of a terminal


def is_address(text: str) -> bool:
    """Whether this is an absolute web address."""
    return _ADDRESS.fullmatch(text) is not None


def path(url: str) -> str:
    """The address without its query (`?…`) and its fragment (`#…`)."""
    return url.partition("?")[0].partition("#")[0]


def said_in(parent: Element, tag: str) -> list[str]:
    """What such children say: `title` their text, `itunes:image@href` that attribute."""
    name, _, attribute = tag.partition("@")
    nodes = found(parent, name)
    return [(node.get(attribute) or "").strip() for node in nodes] if attribute else [said(node) for node in nodes]


def missing(rule: Rule, parent: Element, needed: Mapping[str, str], prefix: str = "") -> Iterator[Breach]:
    """What is needed and not said at all."""
    for tag, what in needed.items():
        if not any(said_in(parent, tag)):
            yield Breach(rule, parent, f"{prefix}<{tag.partition('@')[0]}> is missing: {what}")


def repeated(parent: Element, tags: Sequence[str], prefix: str = "") -> Iterator[Breach]:
    """What may be said once only, and is said again."""
    for tag in tags:
        for extra in found(parent, tag)[1:]:
            yield Breach(rules.REPEATED, extra, f"{prefix}<{tag}> stands more than once")


def unfitting(parent: Element, prefix: str = "") -> Iterator[Breach]:
    """Titles and descriptions that apps cut or break."""
    for node in found(parent, "title"):
        text = node.text or ""
        if len(text) > LONGEST_LINE:
            yield Breach(rules.TEXT, node, f"{prefix}<title> has {len(text)} letters, and may have {LONGEST_LINE}")
        elif "\n" in text or text != text.strip():
            yield Breach(rules.TEXT, node, f"{prefix}<title> has line breaks, or spaces around it")
    for node in found(parent, "description"):
        size = len((node.text or "").encode(errors="replace"))
        if size > MOST_BYTES:
            yield Breach(rules.TEXT, node, f"{prefix}<description> has {size} bytes, and may have {MOST_BYTES}")


def links(parent: Element, prefix: str = "") -> Iterator[Breach]:
    """The `link` children that say something else than an absolute web address (E0809)."""
    for node in found(parent, "link"):
        if said(node) and not is_address(said(node)):
            yield Breach(rules.ADDRESS, node, f"{prefix}<link> is {quoted(said(node))}")


def pictures(parent: Element, prefix: str = "") -> Iterator[Breach]:
    """Covers that apps cannot fetch or do not show."""
    for node in found(parent, "itunes:image"):
        href = (node.get("href") or "").strip()
        if href and not is_address(href):
            yield Breach(rules.ADDRESS, node, f"{prefix}<itunes:image> leads to {quoted(href)}")
        elif href and not _PICTURE.fullmatch(path(href)[path(href).rfind(".") :]):
            yield Breach(rules.PICTURE, node, f"{prefix}<itunes:image> leads to {quoted(href)}")


def explicit(parent: Element, prefix: str = "") -> Iterator[Breach]:
    """`itunes:explicit` in other words than its two."""
    for node in found(parent, "itunes:explicit"):
        if node.text and node.text not in {"true", "false"}:
            yield Breach(rules.BOOLEAN, node, f"{prefix}<itunes:explicit> is {quoted(node.text)}")


def unread(parent: Element, tags: Sequence[str], prefix: str = "") -> Iterator[Breach]:
    """Tags that apps have stopped reading, each told once where it first stands in the parent (W0806)."""
    for tag in tags:
        for node in found(parent, tag)[:1]:
            yield Breach(rules.DROPPED, node, f"{prefix}<{tag}>")
