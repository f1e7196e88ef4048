"""Anybody's feed, read for what it means: forgiving where apps are, and as apps are where they agree."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from pipeline.base.time import read_moment
from pipeline.model import (
    Category,
    EpisodeTags,
    ForeignEpisode,
    ForeignShow,
    License,
    Linked,
    Shared,
    ShowTags,
)
from pipeline.model.tag_row import Row
from pipeline.model.tag_rows import EPISODE, FUNDING, LICENSE, PERSON, SHARED, SHOW, SOUNDBITE, TRANSCRIPT
from pipeline.problems import CheckFailed
from pipeline.stages.feed.namespace import parts_read, read
from pipeline.stages.feed.reading import parse
from pipeline.stages.feed.rules import MALFORMED, NOT_RSS
from pipeline.stages.feed.xml import Element, found, said

TRUE = frozenset({"true", "yes", "explicit", "1"})
NUMBER = re.compile(r"\s*0*([0-9]{1,6})\s*")
LONGEST_LENGTH = 15


def foreign(feed: bytes, where: str) -> ForeignShow:
    """The show that a feed tells of. Raises CheckFailed (E0801, E0802, E0804) for what holds no channel at all."""
    channels = found(_root(feed, where), "channel")
    if not channels:
        raise CheckFailed(NOT_RSS.at(f"{where}:1", "there is no <channel> in it"))
    channel = channels[0]
    episodes = [episode for item in reversed(found(channel, "item")) if (episode := _episode(item))]
    unknown = datetime.max.replace(tzinfo=UTC)
    return ForeignShow(
        title=_first(channel, "title", "itunes:title"),
        description=_first(channel, "description", "itunes:summary"),
        language=_first(channel, "language"),
        author=_first(channel, "itunes:author", "itunes:owner/itunes:name", "title"),
        website=_first(channel, "link"),
        image=_attribute(channel, "itunes:image", "href") or _first(channel, "image/url") or None,
        categories=tuple(_categories(channel)),
        explicit=_is_true(_first(channel, "itunes:explicit")),
        type="serial" if _first(channel, "itunes:type").lower() == "serial" else "episodic",
        guid=_first(channel, "podcast:guid") or None,
        locked=_is_true(_first(channel, "podcast:locked")),
        owner_name=_first(channel, "itunes:owner/itunes:name") or None,
        owner_email=_first(channel, "itunes:owner/itunes:email") or None,
        copyright=_first(channel, "copyright") or None,
        license=license_.name if (license_ := _license(channel)) else None,
        medium=_first(channel, "podcast:medium").lower() or "podcast",
        people=_all(channel, PERSON),
        funding=_all(channel, FUNDING),
        shared=Shared(**parts_read(SHARED, channel)),  # type: ignore[arg-type] # the rows' fields are the noun's
        podcast=_show_tags(channel, episodes),
        episodes=tuple(sorted(episodes, key=lambda episode: episode.published or unknown)),
    )


def _root(feed: bytes, where: str) -> Element:
    """The document; of one that is not well-formed, what can be understood."""
    try:
        return parse(feed, where)
    except CheckFailed as failed:
        if failed.problems[0].code != MALFORMED.code:
            raise
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(feed.lstrip(), parser)
        except (etree.LxmlError, ValueError, LookupError):
            root = None
        if root is None:
            raise
        return root


def _episode(item: Element) -> ForeignEpisode | None:
    """None for an item without audio: it is a post, and no app plays it."""
    enclosure = next(iter(found(item, "enclosure")), None)
    url = (enclosure.get("url") or "").strip() if enclosure is not None else ""
    if enclosure is None or not url:
        return None
    summary = _first(item, "description", "itunes:summary", "itunes:subtitle")
    length, kind = (enclosure.get("length") or "").strip(), _first(item, "itunes:episodeType").lower()
    number, season = _first(item, "podcast:episode", "itunes:episode"), _first(item, "podcast:season", "itunes:season")
    return ForeignEpisode(
        guid=_first(item, "guid") or url,
        title=_first(item, "title", "itunes:title"),
        published=read_moment(_first(item, "pubDate")),
        url=url,
        length=int(length) if length.isascii() and length.isdecimal() and len(length) <= LONGEST_LENGTH else None,
        content_type=(enclosure.get("type") or "").strip().lower(),
        html=_first(item, "content:encoded") or summary,
        summary=summary,
        number=_number(number),
        season=_number(season),
        type=kind if kind in {"trailer", "bonus"} else "full",
        explicit=_is_true(_first(item, "itunes:explicit")) if _first(item, "itunes:explicit") else None,
        image=_attribute(item, "itunes:image", "href") or None,
        transcripts=_transcripts(item),
        chapters=_attribute(item, "podcast:chapters", "url") or None,
        people=_all(item, PERSON),
        shared=Shared(**parts_read(SHARED, item)),  # type: ignore[arg-type] # the rows' fields are the noun's
        podcast=_episode_tags(item),
    )


def _first(parent: Element, *tags: str) -> str:
    """What the first of these says that says anything."""
    return next((text for tag in tags for node in found(parent, tag) if (text := said(node))), "")


def _attribute(parent: Element, tag: str, name: str) -> str:
    return next(((node.get(name) or "").strip() for node in found(parent, tag)), "")


def _number(text: str) -> int | None:
    match = NUMBER.fullmatch(text)
    return int(match[1]) or None if match else None


def _is_true(text: str) -> bool:
    return text.lower() in TRUE


def _categories(channel: Element) -> Iterator[Category]:
    for node in found(channel, "itunes:category"):
        inner = next((child.get("text") for child in found(node, "itunes:category")), None)
        if node.get("text"):
            yield Category(name=str(node.get("text")).strip(), subcategory=inner.strip() if inner else None)


def _all(parent: Element, row: Row) -> tuple[Any, ...]:
    """Every noun that is said with this tag."""
    return tuple(noun for node in found(parent, row.tag) if (noun := read(row, node)) is not None)


def _license(parent: Element) -> License | None:
    return next(iter(_all(parent, LICENSE)), None)


def _transcripts(item: Element) -> tuple[Linked, ...]:
    """Types that differ in case alone are the same (RFC 9110, 8.3.1)."""
    return tuple(replace(one, content_type=one.content_type.lower()) for one in _all(item, TRANSCRIPT))


def _show_tags(channel: Element, episodes: Iterable[ForeignEpisode]) -> ShowTags:
    license_, newest = _license(channel), _attribute(channel, "spotify:limit", "recentCount")
    seasons = {e.season: e.podcast.season_name for e in episodes if e.season and e.podcast.season_name}
    return ShowTags(
        license_url=license_.url if license_ else None,
        season_names=tuple(sorted((season, name) for season, name in seasons.items() if season and name)),
        complete=_is_true(_first(channel, "itunes:complete")),
        countries=tuple(_first(channel, "spotify:countryOfOrigin").lower().split()),
        spotify_newest=_number(newest),
        **parts_read(SHOW, channel),  # type: ignore[arg-type] # the rows' fields are the noun's
    )


def _episode_tags(item: Element) -> EpisodeTags:
    license_ = _license(item)
    return EpisodeTags(
        license=license_.name if license_ else None,
        license_url=license_.url if license_ else None,
        season_name=_attribute(item, "podcast:season", "name") or None,
        display=_attribute(item, "podcast:episode", "display") or None,
        soundbites=_all(item, SOUNDBITE),
        **parts_read(EPISODE, item),  # type: ignore[arg-type] # the rows' fields are the noun's
    )
