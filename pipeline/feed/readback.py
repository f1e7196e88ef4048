"""The finished feed held against the model it was written from, value by value: nothing unequal leaves this room."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pipeline.feed.items import transcripts
from pipeline.feed.moments import rfc2822, whole_seconds
from pipeline.feed.reading import parse
from pipeline.feed.rules import NOT_READ_BACK
from pipeline.feed.xml import Element, expanded, found, line
from pipeline.model import Audience, Channel, Item, timestamp
from pipeline.problems import Problem

Noun = TypeVar("Noun")
Heard = Callable[[Element], object]
Fact = tuple[str, Callable[[Noun], object], Heard]
"""What it is called, what the model says, what the feed says."""


def _text(tag: str) -> Heard:
    name = expanded(tag)
    return lambda parent: parent.findtext(name)


def _attribute(tag: str, name: str) -> Heard:
    return lambda parent: [node.get(name) for node in found(parent, tag)]


def _rows(tag: str, *names: str) -> Heard:
    """The attributes of every such child, with its text last."""
    return lambda parent: [(*map(node.get, names), node.text or "") for node in found(parent, tag)]


def _lines(*texts: str | None) -> tuple[str | None, ...]:
    return tuple(None if text is None else line(text) for text in texts)


CHANNEL_FACTS: tuple[Fact[Channel], ...] = (
    ("the title", lambda c: line(c.feed.title), _text("title")),
    ("the website", lambda c: line(c.show.website), _text("link")),
    ("the language", lambda c: line(c.show.language.lower()), _text("language")),
    ("the author", lambda c: line(c.show.author), _text("itunes:author")),
    ("the cover", lambda c: [line(c.cover.full.url)], _attribute("itunes:image", "href")),
    ("the show's guid", lambda c: line(c.guid), _text("podcast:guid")),
    (
        "its own address, or a hub's,",
        lambda c: [_lines("self", c.self_url, ""), *(_lines("hub", hub, "") for hub in _hubs(c))],
        _rows("atom:link", "rel", "href"),
    ),
    ("whether it is explicit", lambda c: str(c.show.explicit).lower(), _text("itunes:explicit")),
    ("whether it is locked", lambda c: "yes" if c.show.locked else "no", _text("podcast:locked")),
    ("whether lists may show it", lambda c: "Yes" if _for_members(c) else None, _text("itunes:block")),
    ("the categories", lambda c: [line(one.name) for one in c.show.categories], _attribute("itunes:category", "text")),
    ("the people", lambda c: [_lines(p.url, p.name) for p in c.show.people], _rows("podcast:person", "href")),
    ("the funding", lambda c: [_lines(f.url, f.text) for f in c.show.funding], _rows("podcast:funding", "url")),
)

ITEM_FACTS: tuple[Fact[Item], ...] = (
    ("the guid", lambda i: line(i.guid), _text("guid")),
    ("the title", lambda i: line(i.episode.title), _text("title")),
    ("the page", lambda i: line(i.page_url), _text("link")),
    ("the date", lambda i: rfc2822(i.published), _text("pubDate")),
    (
        "the audio",
        lambda i: [(line(i.enclosure_url), str(i.enclosure.size), i.enclosure.content_type, "")],
        _rows("enclosure", "url", "length", "type"),
    ),
    (
        "the further formats",
        lambda i: [line(offer.url) for offer in i.offers] if i.others else [],
        _attribute("podcast:alternateEnclosure/podcast:source", "uri"),
    ),
    ("the length", lambda i: str(whole_seconds(i.enclosure.duration)), _text("itunes:duration")),
    ("whether it is explicit", lambda i: str(i.episode.explicit).lower(), _text("itunes:explicit")),
    ("the kind of episode", lambda i: i.episode.type.value, _text("itunes:episodeType")),
    ("the season", lambda i: str(i.episode.season) if i.episode.season else None, _text("itunes:season")),
    ("the number", lambda i: str(i.episode.number) if i.episode.number else None, _text("itunes:episode")),
    ("the cover", lambda i: [line(i.cover.full.url)], _attribute("itunes:image", "href")),
    (
        "the transcripts",
        lambda i: [_lines(t.url, t.content_type, t.language, "") for t in transcripts(i)],
        _rows("podcast:transcript", "url", "type", "language"),
    ),
    (
        "the chapters' file",
        lambda i: [line(i.chapters_file.url)] if i.chapters_file else [],
        _attribute("podcast:chapters", "url"),
    ),
    (
        "the chapters",
        lambda i: [_lines(timestamp(c.start, fraction="."), c.title, c.url, "") for c in i.chapters],
        _rows("psc:chapters/psc:chapter", "start", "title", "href"),
    ),
    ("the people", lambda i: [_lines(p.url, p.name) for p in i.episode.people], _rows("podcast:person", "href")),
)


def _hubs(channel: Channel) -> Sequence[str]:
    return () if _for_members(channel) else channel.show.announce.hubs


def _for_members(channel: Channel) -> bool:
    return channel.feed.audience is Audience.MEMBERS


def differences(feed: bytes, channel: Channel, items: Sequence[Item], where: str) -> tuple[Problem, ...]:
    """Everything the bytes say otherwise than the model (E0821); `items` in the feed's order."""
    heard = parse(feed, where).find("channel")
    if heard is None:
        return (NOT_READ_BACK.at(where, "there is no channel in it"),)
    nodes = found(heard, "item")
    if len(nodes) != len(items):
        return (NOT_READ_BACK.at(where, f"{len(items)} episodes went in, {len(nodes)} came out"),)
    unlike = [*_unlike(CHANNEL_FACTS, channel, heard, "the show")]
    for item, node in zip(items, nodes, strict=True):
        unlike += _unlike(ITEM_FACTS, item, node, f"“{item.episode.title}”")
    return tuple(NOT_READ_BACK.at(where, what) for what in unlike)


def _unlike(facts: Sequence[Fact[Noun]], noun: Noun, node: Element, name: str) -> Iterator[str]:
    for what, said, heard in facts:
        if said(noun) != heard(node):
            yield f"{what} of {name} came out as something else"
