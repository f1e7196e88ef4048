"""The tag as a table: each frame of ID3v2.3, and where in `Tags` it comes from, in the order they have in the file.

Sources: ID3v2.3.0 (section 4), ID3v2 Chapter Frame Addendum 1.0; the podcast frames are Apple's and written as Apple's
own programs do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from mutagen import id3

from pipeline.model import Millis
from pipeline.stages.tags.languages import iso_639_2
from pipeline.stages.tags.tag import Tags
from pipeline.stages.tags.text import DESCRIPTION_LIMIT, ascii_url, line, paragraphs, shorten, shorten_transcript

Frame = Any
"""A frame of mutagen, which gives its frames no types."""

LATEST = Millis(0xFFFF_FFFE)
"""The last moment a chapter can name: four bytes of milliseconds, of which all ones are taken."""


class WFED(id3.BinaryFrame):
    """The feed's address. Named like a link, but Apple writes it as text: an encoding byte leads."""


def _utc(tags: Tags) -> datetime:
    return tags.published.astimezone(UTC)


TEXT: Mapping[str, Callable[[Tags], str | None]] = {
    "TIT2": lambda t: t.title,
    "TALB": lambda t: t.show,
    "TPE1": lambda t: t.author,
    "TPE2": lambda t: t.publisher or t.author,
    "TPUB": lambda t: t.publisher,
    "TRCK": lambda t: None if t.number is None else str(t.number),
    "TPOS": lambda t: None if t.season is None else str(t.season),
    "TYER": lambda t: f"{_utc(t).year:04}",
    "TDAT": lambda t: f"{_utc(t).day:02}{_utc(t).month:02}",
    "TIME": lambda t: f"{_utc(t).hour:02}{_utc(t).minute:02}",
    "TLAN": lambda t: iso_639_2(t.language),
    "TLEN": lambda t: str(t.duration),
    "TCON": lambda t: t.genre,
    "TCOP": lambda t: t.copyright,
    "TGID": lambda t: t.guid,
}

ADVISORY = "ITUNESADVISORY"


def frames(tags: Tags) -> Iterator[Frame]:
    """Every frame of the tag; the cover last, so that a player that streams has the words first."""
    parts = (_texts, _advisory, _people, _links, _podcast, _descriptions, _contents, _chapters, _transcript, _cover)
    return chain.from_iterable(part(tags) for part in parts)


def _texts(tags: Tags) -> Iterator[Frame]:
    for name, wanted in TEXT.items():
        if text := line(wanted(tags) or ""):
            yield id3.Frames[name](encoding=_encoding(text), text=text)


def _advisory(tags: Tags) -> Iterator[Frame]:
    yield id3.TXXX(encoding=id3.Encoding.LATIN1, desc=ADVISORY, text=str(int(tags.explicit)))


def _people(tags: Tags) -> Iterator[Frame]:
    pairs = [[line(person.role), line(person.name)] for person in tags.people]
    if pairs:
        yield id3.IPLS(encoding=_encoding(*chain(*pairs)), people=pairs)


def _links(tags: Tags) -> Iterator[Frame]:
    page = ascii_url(tags.episode_url)
    yield id3.WOAF(url=page)
    yield _link(page)


def _podcast(tags: Tags) -> Iterator[Frame]:
    yield id3.PCST(value=0)
    if tags.feed_url:
        text = b"\x00" + ascii_url(tags.feed_url).encode("ascii")
        yield WFED(data=text)  # type: ignore[no-untyped-call] # mutagen gives its frames no types


def _descriptions(tags: Tags) -> Iterator[Frame]:
    text = shorten(paragraphs(tags.description), DESCRIPTION_LIMIT)
    if text:
        yield id3.COMM(encoding=_encoding(text), lang=iso_639_2(tags.language), desc="", text=text)
        yield id3.TDES(encoding=_encoding(text), text=text)


def _contents(tags: Tags) -> Iterator[Frame]:
    if tags.chapters:
        yield id3.CTOC(
            element_id="toc",
            flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED,
            child_element_ids=[_element(number) for number in range(len(tags.chapters))],
            sub_frames=_title(tags.title),
        )


def _chapters(tags: Tags) -> Iterator[Frame]:
    starts = [chapter.start for chapter in tags.chapters]
    ends = [*starts[1:], min(tags.duration, LATEST)]
    for number, (chapter, end) in enumerate(zip(tags.chapters, ends, strict=False)):
        link = [_link(ascii_url(chapter.url), "chapter url")] if chapter.url else []
        sub_frames = [*_title(chapter.title), *link]
        yield id3.CHAP(element_id=_element(number), start_time=chapter.start, end_time=end, sub_frames=sub_frames)


def _transcript(tags: Tags) -> Iterator[Frame]:
    text = shorten_transcript(paragraphs(tags.transcript or ""), ascii_url(tags.episode_url))
    if text:
        yield id3.USLT(encoding=_encoding(text), lang=iso_639_2(tags.language), desc="", text=text)


def _cover(tags: Tags) -> Iterator[Frame]:
    if tags.cover:
        words, kind = line(tags.cover_description), id3.PictureType.COVER_FRONT
        yield id3.APIC(encoding=_encoding(words), mime="image/jpeg", type=kind, desc=words, data=tags.cover)


def _element(number: int) -> str:
    return f"chp{number}"


def _title(title: str) -> Iterable[Frame]:
    text = line(title)
    return [id3.TIT2(encoding=_encoding(text), text=text)] if text else []


def _link(url: str, description: str = "") -> Frame:
    return id3.WXXX(encoding=id3.Encoding.LATIN1, desc=description, url=url)


def _encoding(*texts: str) -> Any:  # noqa: ANN401 - one of mutagen's constants
    # ID3v2.3 knows ISO-8859-1 and UTF-16 only. Many players read "ISO-8859-1" as the code page of their own country, so
    # nothing but ASCII is safe there; and some small ones read no UTF-16, so ASCII is what they get where it will do.
    return id3.Encoding.LATIN1 if all(text.isascii() for text in texts) else id3.Encoding.UTF16
