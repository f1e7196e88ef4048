"""Read what an MP3 says of itself, whoever wrote it: ID3v2.2, 2.3 or 2.4. A frame that cannot be read is left out."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from mutagen import MutagenError, id3

from pipeline.model import Chapter, Millis, Person
from pipeline.model.file_tags import FILE_TAGS, TagForm
from pipeline.problems import CheckFailed
from pipeline.stages.tags import rules
from pipeline.stages.tags.frames import ADVISORY, WFED, Frame
from pipeline.stages.tags.mp3 import audio_of, told
from pipeline.stages.tags.tag import ReadTags

_COMPRESSED_2_3, _COMPRESSED_2_4 = 0x0080, 0x0008
_ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}

Tag = Any
"""A tag of mutagen, frames by name."""


def read(path: Path) -> ReadTags:
    """The tags of the MP3 at `path`. Raises CheckFailed for whatever is not an MP3, or cannot be opened."""
    where = path.name
    with told(where), path.open("rb") as file:
        duration = audio_of(file, where).duration
        return _values(_tag(file, where), duration)


def _values(tag: Tag, duration: Millis) -> ReadTags:
    cover = _first(tag, "APIC", lambda f: f.type == id3.PictureType.COVER_FRONT) or _first(tag, "APIC")
    flag = _first(tag, "TXXX", lambda f: f.desc.upper() == ADVISORY)
    return ReadTags(
        version=tag.version[:2] if tag.version[0] == 2 and tag else None,  # noqa: PLR2004 - ID3v1 has no chapters
        duration=Millis(_number(tag, "TLEN") or duration),
        published=_published(tag),
        number=_number(tag, "TRCK"),
        season=_number(tag, "TPOS"),
        explicit=str(flag) in {"1", "4"} if flag else None,
        people=tuple(_people(tag)),
        cover=cover.data if cover else None,
        cover_description=cover.desc if cover else None,
        chapters=_chapters(tag),
        feed_url=_feed_url(tag),
        podcast="PCST" in tag,
        **{field: wanted(tag) for field, wanted in _TEXT.items()},
    )


def _text(name: str) -> Callable[[Tag], str | None]:
    return lambda tag: str(tag[name]) or None if name in tag else None


def _unnamed(name: str, attribute: str = "text") -> Callable[[Tag], str | None]:
    """The frame of this name that has no description of its own, else the first one."""

    def wanted(tag: Tag) -> str | None:
        frame = _first(tag, name, lambda f: not f.desc) or _first(tag, name)
        value = getattr(frame, attribute, None)
        return ("\n".join(value) if isinstance(value, list) else value) or None

    return wanted


_SPECIAL: Mapping[str, Callable[[Tag], Any]] = {
    "episode_url": lambda tag: tag["WOAF"].url if "WOAF" in tag else _unnamed("WXXX", "url")(tag),
    "description": lambda tag: _text("TDES")(tag) or _unnamed("COMM")(tag),
    "transcript": _unnamed("USLT"),
}
_KNOWN_FIELDS = {field.name for field in fields(ReadTags)}
_TEXT: Mapping[str, Callable[[Tag], Any]] = {
    **{
        row.field: _text(row.id3[0])
        for row in FILE_TAGS
        if row.form in {TagForm.LINE, TagForm.LANGUAGE} and row.field in _KNOWN_FIELDS
    },
    **_SPECIAL,
}


def _first(tag: Tag, name: str, fits: Callable[[Frame], bool] = lambda _: True) -> Frame:
    return next(filter(fits, tag.getall(name)), None)


def _number(tag: Tag, name: str) -> int | None:
    """The first number of "7" or "7/12"."""
    digits = (_text(name)(tag) or "").partition("/")[0].strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None  # noqa: PLR2004 - sane


def _published(tag: Tag) -> datetime | None:
    """The recording date, else the release date; what it leaves open is the start of the year, month or day."""
    for stamp in [stamp for name in ("TDRC", "TDRL") if name in tag for stamp in tag[name].text]:
        with suppress(ValueError, TypeError, OverflowError):
            parts = stamp.year, stamp.month or 1, stamp.day or 1, stamp.hour or 0, stamp.minute or 0, stamp.second or 0
            return datetime(*parts, tzinfo=UTC)
    return None


def _people(tag: Tag) -> list[Person]:
    pairs = tag["TIPL"].people if "TIPL" in tag else []
    return [Person(name=name, role=role) for role, name in pairs]


def _chapters(tag: Tag) -> tuple[Chapter, ...]:
    chapters = sorted(tag.getall("CHAP"), key=lambda frame: (frame.start_time, frame.element_id))
    return tuple(map(_chapter, chapters))


def _chapter(frame: Frame) -> Chapter:
    inside = frame.sub_frames
    return Chapter(
        start=Millis(frame.start_time), title=_text("TIT2")(inside) or "", url=_unnamed("WXXX", "url")(inside)
    )


def _feed_url(tag: Tag) -> str | None:
    """Apple writes text with an encoding byte; some write the link bare."""
    data = tag["WFED"].data if "WFED" in tag else b""
    encoding = _ENCODINGS.get(data[0]) if data else None
    text = data[1:].decode(encoding, "replace") if encoding else data.decode("latin-1")
    return text.rstrip("\x00") or None


def _tag(file: BinaryIO, where: str) -> Tag:
    file.seek(0)
    try:
        return id3.ID3(file, known_frames=_KNOWN)
    except id3.ID3NoHeaderError:
        return id3.ID3()
    except (MutagenError, ValueError, LookupError, TypeError) as error:
        raise CheckFailed(rules.DAMAGED_TAG.at(where, "the tag cannot be read")) from error


def _plain(frame: type[Frame]) -> type[Frame]:
    """The frame without compression, which lets a few bytes grow to gigabytes and which nobody uses."""

    def from_data(_: type[Frame], header: Any, flags: int, data: bytes) -> Frame:  # noqa: ANN401 - mutagen's own
        compressed = _COMPRESSED_2_4 if header.version >= (2, 4, 0) else _COMPRESSED_2_3
        if flags & compressed:
            raise NotImplementedError  # mutagen's word for a frame to pass over
        return frame._fromData(header, flags, data)  # noqa: SLF001 - the one place where frames are made from bytes

    return type(frame.__name__, (frame,), {"_fromData": classmethod(from_data)})


_KNOWN: Mapping[str, type[Frame]] = {
    **id3.Frames_2_2,
    **{name: _plain(frame) for name, frame in id3.Frames.items()},
    "WFED": _plain(WFED),
}
