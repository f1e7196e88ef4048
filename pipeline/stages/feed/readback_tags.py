"""The Podcast Namespace's tags of a finished feed, held against the model: read as their rows say, noun by noun."""

from collections.abc import Callable, Iterable, Sequence

from pipeline.base.text import one_line
from pipeline.base.time import rfc2822
from pipeline.model import Item, License, Shared, Show
from pipeline.model.tag_row import Row
from pipeline.model.tag_rows import EPISODE, LICENSE, SHARED, SHOW, SOUNDBITE
from pipeline.stages.feed.channel_tags import LONGEST_TRAILER
from pipeline.stages.feed.namespace import Noun, as_read, parts_as_read, parts_read, read
from pipeline.stages.feed.xml import Element, found

Line = tuple[str | None, ...]
Heard = Callable[[Element], object]


def rows(tag: str, *names: str) -> Heard:
    """The attributes of every such child, with its text last."""
    return lambda parent: [(*map(node.get, names), node.text or "") for node in found(parent, tag)]


def lines(*texts: str | None) -> Line:
    """A row as the model has it."""
    return tuple(None if text is None else one_line(text) for text in texts)


def nouns_said(row: Row, nouns: Iterable[Noun]) -> object:
    """These nouns, as they have to come back."""
    return [as_read(row, noun) for noun in nouns]


def nouns_heard(row: Row) -> Heard:
    """The nouns that the feed says with the row's tag."""
    return lambda parent: [read(row, node) for node in found(parent, row.tag)]


def shared_said(shared: Shared) -> object:
    """What the model says of places, texts, comments, chat and payments."""
    return parts_as_read(SHARED, shared)


def shared_heard(parent: Element) -> object:
    """What the feed says of places, texts, comments, chat and payments."""
    return parts_read(SHARED, parent)


def show_said(show: Show) -> object:
    """What only a show says, in the model."""
    tags = show.podcast
    return [
        nouns_said(LICENSE, _license(show.license, tags.license_url)),
        parts_as_read(SHOW, tags),
        [("Yes",)] if tags.complete else [],
        [(" ".join(tags.countries),)] if tags.countries else [],
        [(str(tags.spotify_newest), "")] if tags.spotify_newest else [],
    ]


def show_heard(parent: Element) -> object:
    """What only a show says, in the feed."""
    return [
        nouns_heard(LICENSE)(parent),
        parts_read(SHOW, parent),
        rows("itunes:complete")(parent),
        rows("spotify:countryOfOrigin")(parent),
        rows("spotify:limit", "recentCount")(parent),
    ]


def episode_said(item: Item) -> object:
    """What only an episode says, in the model."""
    episode, tags = item.episode, item.episode.podcast
    return [
        [lines(tags.season_name, str(episode.season))] if episode.season else [],
        [lines(tags.display, str(episode.number))] if episode.number else [],
        nouns_said(SOUNDBITE, item.soundbites),
        nouns_said(LICENSE, _license(tags.license, tags.license_url)),
        parts_as_read(EPISODE, tags),
    ]


def episode_heard(parent: Element) -> object:
    """What only an episode says, in the feed."""
    return [
        rows("podcast:season", "name")(parent),
        rows("podcast:episode", "display")(parent),
        nouns_heard(SOUNDBITE)(parent),
        nouns_heard(LICENSE)(parent),
        parts_read(EPISODE, parent),
    ]


def _license(name: str | None, url: str | None) -> Iterable[License]:
    return (License(name=name, url=url),) if name else ()


def trailers_said(items: Sequence[Item]) -> object:
    """What `podcast:trailer` has to say of each of these items: address, date (RFC 2822), size in bytes, title."""
    return [
        lines(i.enclosure_url, rfc2822(i.published), str(i.enclosure.size), i.episode.title[:LONGEST_TRAILER])
        for i in items
    ]


trailers_heard = rows("podcast:trailer", "url", "pubdate", "length")
