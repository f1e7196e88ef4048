"""What a feed says of an episode: the elements that feedgen lacks or gets wrong."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.artifact.media_types import TIMED, TRANSCRIPT_ORDER
from pipeline.base.time import rfc2822
from pipeline.model import Chapter, Codec, Cover, Item, License, Linked, Offer, timestamp
from pipeline.model.tag_rows import CHAPTERS, EPISODE, LICENSE, PERSON, SHARED, SOUNDBITE, TRANSCRIPT
from pipeline.stages.feed.images import images, thumbnail
from pipeline.stages.feed.namespace import parts_written, written
from pipeline.stages.feed.notes import texts
from pipeline.stages.feed.xml import Element, element, html_element, inside

TITLES = {codec.content_type: codec.format.title for codec in Codec}


def item_elements(item: Item, show_cover: Cover) -> Iterator[Element]:
    """What feedgen does not say of an item, or not rightly (RSS 2.0, Apple, PSP-1, Podcast Namespace, Podlove).

    A cover that is the show's is not told again in all its sizes: they would be a fifth of the feed.
    """
    short, full = texts(item)
    yield element("pubDate", rfc2822(item.published))
    yield html_element("description", short)
    yield html_element("content:encoded", full)
    yield element("itunes:explicit", str(item.episode.explicit).lower())
    yield element("itunes:image", href=item.cover.full.url)
    yield from _podcast(item)
    if item.cover != show_cover:
        yield from images(item.cover)
    yield from parts_written(SHARED, replace(item.episode.shared, value=item.value))
    yield thumbnail(item.cover)
    if item.chapters:
        yield _simple_chapters(item.chapters)


def _podcast(item: Item) -> Iterator[Element]:
    episode = item.episode
    tags = episode.podcast
    if episode.season:
        yield element("podcast:season", str(episode.season), name=tags.season_name)
    if episode.number:
        yield element("podcast:episode", str(episode.number), display=tags.display)
    for linked in transcripts(item):
        yield written(TRANSCRIPT, linked, rel="captions" if linked.content_type in TIMED else None)
    if item.chapters_file:
        yield written(CHAPTERS, item.chapters_file)
    yield from (written(SOUNDBITE, soundbite) for soundbite in item.soundbites)
    yield from (written(PERSON, somebody) for somebody in episode.people)
    if tags.license:
        yield written(LICENSE, License(name=tags.license, url=tags.license_url))
    yield from parts_written(EPISODE, tags)
    if item.others:
        yield from (_alternate(offer, default=not number) for number, offer in enumerate(item.offers))


def _alternate(offer: Offer, *, default: bool) -> Element:
    """A file that holds the episode, with its checksum (Podcast Namespace; W3C Subresource Integrity)."""
    file = offer.enclosure
    kind, bits = file.content_type, file.size * 8_000 // max(1, file.duration)
    checksum = b64encode(bytes.fromhex(file.digest)).decode()
    return inside(
        element(
            "podcast:alternateEnclosure",
            type=kind,
            length=str(file.size),
            bitrate=str(bits),
            title=TITLES.get(kind),
            default="true" if default else None,
        ),
        element("podcast:source", uri=offer.url),
        element("podcast:integrity", type="sri", value=f"sha256-{checksum}"),
    )


def transcripts(item: Item) -> Sequence[Linked]:
    """The transcripts as apps should find them; types that no app knows come last."""
    known = [linked for kind in TRANSCRIPT_ORDER for linked in item.transcript_files if linked.content_type == kind]
    return [*known, *(linked for linked in item.transcript_files if linked.content_type not in TRANSCRIPT_ORDER)]


def _simple_chapters(chapters: Sequence[Chapter]) -> Element:
    return inside(
        element("psc:chapters", version="1.2"),
        *(element("psc:chapter", start=timestamp(c.start, fraction="."), title=c.title, href=c.url) for c in chapters),
    )
