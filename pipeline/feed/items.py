"""What a feed says of an episode: the elements that feedgen lacks or gets wrong."""

from collections.abc import Iterator

from pipeline.feed.channel import person
from pipeline.feed.moments import rfc2822
from pipeline.feed.notes import description, full
from pipeline.feed.xml import Element, element, html_element, inside
from pipeline.model import Item, timestamp

ORDER = ("text/vtt", "application/x-subrip", "application/json", "text/html", "text/plain")
"""Apps take the first transcript they can read, and read WebVTT best."""

TIMED = {"text/vtt", "application/x-subrip"}


def item_elements(item: Item) -> Iterator[Element]:
    """The item's elements in order (RSS 2.0, Apple, PSP-1, Podcast Namespace, Podlove)."""
    episode, enclosure = item.episode, item.enclosure
    yield element("title", episode.title)
    yield element("link", item.page_url)
    yield element("guid", item.guid, isPermaLink="false")
    yield element("pubDate", rfc2822(item.published))
    short = description(item)
    yield html_element("description", short)
    yield html_element("content:encoded", max(full(item), short, key=len))  # AntennaPod shows the longer one
    yield element("enclosure", url=item.enclosure_url, length=str(enclosure.size), type=enclosure.content_type)
    yield from _itunes(item)
    yield from _podcast(item)
    if item.chapters:
        yield _simple_chapters(item)


def _itunes(item: Item) -> Iterator[Element]:
    episode = item.episode
    yield element("itunes:title", episode.title)
    yield element("itunes:duration", str(round(item.enclosure.duration / 1000)))
    yield element("itunes:explicit", str(episode.explicit).lower())
    yield element("itunes:episodeType", episode.type.value)
    if episode.season:
        yield element("itunes:season", str(episode.season))
    if episode.number:
        yield element("itunes:episode", str(episode.number))
    yield element("itunes:image", href=item.cover.full.url)


def _podcast(item: Item) -> Iterator[Element]:
    episode = item.episode
    if episode.season:
        yield element("podcast:season", str(episode.season))
    if episode.number:
        yield element("podcast:episode", str(episode.number))
    for linked in sorted(item.transcript_files, key=lambda linked: ORDER.index(linked.content_type)):
        rel = "captions" if linked.content_type in TIMED else None
        kind = linked.content_type
        yield element("podcast:transcript", url=linked.url, type=kind, language=linked.language, rel=rel)
    if item.chapters_file:
        yield element("podcast:chapters", url=item.chapters_file.url, type=item.chapters_file.content_type)
    yield from map(person, episode.people)


def _simple_chapters(item: Item) -> Element:
    chapters = (
        element("psc:chapter", start=timestamp(c.start, fraction="."), title=c.title, href=c.url) for c in item.chapters
    )
    return inside(element("psc:chapters", version="1.2"), *chapters)
