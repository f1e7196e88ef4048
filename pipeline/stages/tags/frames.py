"""The rows of a file's tag as frames of ID3v2.3; the podcast frames are written as Apple's own programs do."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import chain
from typing import Any, assert_never

from mutagen import id3

from pipeline.model import Millis
from pipeline.model.file_tags import FILE_TAGS, FileTag, TagForm
from pipeline.stages.tags.languages import iso_639_2
from pipeline.stages.tags.tag import Tags
from pipeline.stages.tags.text import ascii_url, line, words

Frame = Any
"""A frame of mutagen, which gives its frames no types."""

LATEST = Millis(0xFFFF_FFFE)
"""The last moment a chapter can name: four bytes of milliseconds, of which all ones are taken."""


class WFED(id3.BinaryFrame):
    """The feed's address. Named like a link, but Apple writes it as text: an encoding byte leads."""


ADVISORY = "ITUNESADVISORY"


def frames(tags: Tags) -> Iterator[Frame]:
    """Every frame of the tag (ID3v2.3), in the order of the table. What the episode does not say has no frame."""
    return chain.from_iterable(_frames(row, tags) for row in FILE_TAGS)


def _frames(row: FileTag, tags: Tags) -> Iterator[Frame]:  # noqa: C901, PLR0912 - one case a form: it is a table
    text = words(row, tags)
    match row.form:
        case TagForm.LINE | TagForm.NUMBER | TagForm.LENGTH:
            yield from _texts(row.id3, text)
        case TagForm.LANGUAGE:
            yield from _texts(row.id3, iso_639_2(tags.language))
        case TagForm.DATE:
            utc = tags.published.astimezone(UTC)
            told = f"{utc.year:04}", f"{utc.day:02}{utc.month:02}", f"{utc.hour:02}{utc.minute:02}"
            for name, part in zip(row.id3, told, strict=True):
                yield from _texts((name,), part)
        case TagForm.ADVISORY:
            yield id3.TXXX(encoding=id3.Encoding.LATIN1, desc=ADVISORY, text=text)
        case TagForm.CREDITS:
            yield from _people(tags)
        case TagForm.ADDRESS:
            yield id3.WOAF(url=text)
            yield _link(text)
        case TagForm.PODCAST:
            yield id3.PCST(value=0)
        case TagForm.FEED if text:
            yield WFED(data=b"\x00" + text.encode("ascii"))  # type: ignore[no-untyped-call] # mutagen has no types
        case TagForm.DESCRIPTION if text:
            yield id3.COMM(encoding=_encoding(text), lang=iso_639_2(tags.language), desc="", text=text)
            yield id3.TDES(encoding=_encoding(text), text=text)
        case TagForm.CHAPTERS:
            yield from _contents(tags)
            yield from _chapters(tags)
        case TagForm.TRANSCRIPT if text:
            yield id3.USLT(encoding=_encoding(text), lang=iso_639_2(tags.language), desc="", text=text)
        case TagForm.COVER if tags.cover:
            yield from _cover(tags)
        case TagForm.FEED | TagForm.DESCRIPTION | TagForm.TRANSCRIPT | TagForm.COVER:
            return  # nothing to say
        case _:
            assert_never(row.form)


def _texts(names: Iterable[str], text: str) -> Iterator[Frame]:
    if text:
        yield from (id3.Frames[name](encoding=_encoding(text), text=text) for name in names)


def _people(tags: Tags) -> Iterator[Frame]:
    pairs = [[line(person.role), line(person.name)] for person in tags.people]
    if pairs:
        yield id3.IPLS(encoding=_encoding(*chain(*pairs)), people=pairs)


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


def _cover(tags: Tags) -> Iterator[Frame]:
    said, kind = line(tags.cover_description), id3.PictureType.COVER_FRONT
    yield id3.APIC(encoding=_encoding(said), mime="image/jpeg", type=kind, desc=said, data=tags.cover)


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
