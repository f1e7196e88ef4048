"""The finished feed held against the model it was written from, value by value: nothing unequal leaves this room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.base.clock import whole_seconds
from pipeline.base.text import one_line
from pipeline.base.time import rfc2822
from pipeline.model import Audience, Channel, Cover, Item, timestamp
from pipeline.model.tag_rows import CHAPTERS, FUNDING, PERSON, TRANSCRIPT
from pipeline.problems import Problem
from pipeline.stages.feed.channel_tags import trailers
from pipeline.stages.feed.images import SOCIAL_WIDTH
from pipeline.stages.feed.items import transcripts
from pipeline.stages.feed.readback_tags import (
    episode_heard,
    episode_said,
    lines,
    nouns_heard,
    nouns_said,
    rows,
    shared_heard,
    shared_said,
    show_heard,
    show_said,
    trailers_heard,
    trailers_said,
)
from pipeline.stages.feed.reading import parse
from pipeline.stages.feed.rules import NOT_READ_BACK
from pipeline.stages.feed.xml import Element, expanded, found

Noun = TypeVar("Noun")
Heard = Callable[[Element], object]
Fact = tuple[str, Callable[[Noun], object], Heard]
"""What it is called, what the model says, what the feed says."""


def _text(tag: str) -> Heard:
    name = expanded(tag)
    return lambda parent: parent.findtext(name)


def _attribute(tag: str, name: str) -> Heard:
    return lambda parent: [node.get(name) for node in found(parent, tag)]


_pictures = rows("podcast:image", "href", "width")

CHANNEL_FACTS: tuple[Fact[Channel], ...] = (
    ("the title", lambda c: one_line(c.feed.title), _text("title")),
    ("the website", lambda c: one_line(c.show.website), _text("link")),
    ("the language", lambda c: one_line(c.language.lower()), _text("language")),
    ("the author", lambda c: one_line(c.show.author), _text("itunes:author")),
    ("the cover", lambda c: [one_line(c.cover.full.url)], _attribute("itunes:image", "href")),
    ("the show's guid", lambda c: one_line(c.guid), _text("podcast:guid")),
    (
        "its own address, or a hub's,",
        lambda c: [lines("self", c.self_url, ""), *(lines("hub", hub, "") for hub in _hubs(c))],
        rows("atom:link", "rel", "href"),
    ),
    ("whether it is explicit", lambda c: str(c.show.explicit).lower(), _text("itunes:explicit")),
    ("whether it is locked", lambda c: "yes" if c.show.locked else "no", _text("podcast:locked")),
    ("whether lists may show it", lambda c: "Yes" if _for_members(c) else None, _text("itunes:block")),
    (
        "the categories",
        lambda c: list(dict.fromkeys(one_line(e.name) for e in c.show.categories)),
        _attribute("itunes:category", "text"),
    ),
    ("the people", lambda c: nouns_said(PERSON, c.show.people), nouns_heard(PERSON)),
    ("the funding", lambda c: nouns_said(FUNDING, c.show.funding), nouns_heard(FUNDING)),
    ("the pictures", lambda c: _sizes(c.cover), _pictures),
    ("places, texts, comments, chat or payments", lambda c: shared_said(c.show.shared), shared_heard),
    ("schedule, rights, recommendations or live streams", lambda c: show_said(c.show), show_heard),
    (
        "where it has moved",
        lambda c: one_line(c.feed.new_feed_url) if c.feed.new_feed_url else None,
        _text("itunes:new-feed-url"),
    ),
)

ITEM_FACTS: tuple[Fact[Item], ...] = (
    ("the guid", lambda i: one_line(i.guid), _text("guid")),
    ("the title", lambda i: one_line(i.episode.title), _text("title")),
    ("the page", lambda i: one_line(i.page_url), _text("link")),
    ("the date", lambda i: rfc2822(i.published), _text("pubDate")),
    (
        "the audio",
        lambda i: [(one_line(i.enclosure_url), str(i.enclosure.size), i.enclosure.content_type, "")],
        rows("enclosure", "url", "length", "type"),
    ),
    (
        "the further formats",
        lambda i: [one_line(offer.url) for offer in i.offers] if i.others else [],
        _attribute("podcast:alternateEnclosure/podcast:source", "uri"),
    ),
    ("the length", lambda i: str(whole_seconds(i.enclosure.duration)), _text("itunes:duration")),
    ("whether it is explicit", lambda i: str(i.episode.explicit).lower(), _text("itunes:explicit")),
    ("the kind of episode", lambda i: i.episode.type.value, _text("itunes:episodeType")),
    ("the season", lambda i: str(i.episode.season) if i.episode.season else None, _text("itunes:season")),
    ("the number", lambda i: str(i.episode.number) if i.episode.number else None, _text("itunes:episode")),
    ("the cover", lambda i: [one_line(i.cover.full.url)], _attribute("itunes:image", "href")),
    (
        "the transcripts",
        lambda i: nouns_said(TRANSCRIPT, transcripts(i)),
        nouns_heard(TRANSCRIPT),
    ),
    (
        "the chapters' file",
        lambda i: nouns_said(CHAPTERS, [i.chapters_file] if i.chapters_file else []),
        nouns_heard(CHAPTERS),
    ),
    (
        "the chapters",
        lambda i: [lines(timestamp(c.start, fraction="."), c.title, c.url, "") for c in i.chapters],
        rows("psc:chapters/psc:chapter", "start", "title", "href"),
    ),
    ("the people", lambda i: nouns_said(PERSON, i.episode.people), nouns_heard(PERSON)),
    ("season, number, soundbites, rights or links", episode_said, episode_heard),
    (
        "places, texts, comments, chat or payments",
        lambda i: shared_said(replace(i.episode.shared, value=i.value)),
        shared_heard,
    ),
    ("the picture for players", lambda i: [one_line(i.cover.social)], _attribute("media:thumbnail", "url")),
)


def _hubs(channel: Channel) -> Sequence[str]:
    return () if _for_members(channel) else channel.show.announce.hubs


def _sizes(cover: Cover) -> list[tuple[str | None, ...]]:
    squares = [lines(one.url, str(one.pixels), "") for one in (cover.full, *reversed(cover.web))]
    return [*squares, lines(cover.social, str(SOCIAL_WIDTH), "")]


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
    if trailers_said(trailers(items)) != trailers_heard(heard):
        unlike.append("the trailers of the show came out as something else")
    for item, node in zip(items, nodes, strict=True):
        unlike += _unlike(ITEM_FACTS, item, node, f"“{item.episode.title}”")
        if (_sizes(item.cover) if item.cover != channel.cover else []) != _pictures(node):
            unlike.append(f"the pictures of “{item.episode.title}” came out as something else")
    return tuple(NOT_READ_BACK.at(where, what) for what in unlike)


def _unlike(facts: Sequence[Fact[Noun]], noun: Noun, node: Element, name: str) -> Iterator[str]:
    for what, said, heard in facts:
        if said(noun) != heard(node):
            yield f"{what} of {name} came out as something else"
