"""The tag of an Opus file as a table of Vorbis comments (RFC 7845, section 5.2; the Vorbis I specification, 5)."""

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from pathlib import Path

from mutagen.flac import Picture
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus

from pipeline.model import timestamp
from pipeline.stages.tags.tag import Tags
from pipeline.stages.tags.text import DESCRIPTION_LIMIT, ascii_url, line, paragraphs, shorten, shorten_transcript

COMMENTS: Mapping[str, Callable[[Tags], str | None]] = {
    "TITLE": lambda t: line(t.title),
    "ALBUM": lambda t: line(t.show),
    "ARTIST": lambda t: line(t.author),
    "ALBUMARTIST": lambda t: line(t.publisher or t.author),
    "ORGANIZATION": lambda t: line(t.publisher or ""),
    "DATE": lambda t: t.published.astimezone(UTC).strftime("%Y-%m-%d"),
    "GENRE": lambda t: line(t.genre),
    "LANGUAGE": lambda t: line(t.language),
    "TRACKNUMBER": lambda t: None if t.number is None else str(t.number),
    "DISCNUMBER": lambda t: None if t.season is None else str(t.season),
    "DESCRIPTION": lambda t: shorten(paragraphs(t.description), DESCRIPTION_LIMIT),
    "COPYRIGHT": lambda t: line(t.copyright or ""),
    "CONTACT": lambda t: ascii_url(t.episode_url),
    "ITUNESADVISORY": lambda t: str(int(t.explicit)),
    "PODCASTID": lambda t: line(t.guid),
    "PODCASTURL": lambda t: ascii_url(t.feed_url) if t.feed_url else None,
    "LYRICS": lambda t: shorten_transcript(paragraphs(t.transcript or ""), ascii_url(t.episode_url)),
}


def tag(path: Path, tags: Tags) -> None:
    """Make `tags` the only tag of the Opus file. Raises mutagen's errors."""
    file = OggOpus(path)
    file.clear()
    for name, value in (*_texts(tags), *_people(tags), *_chapters(tags), *_cover(tags)):
        file[name] = [*file.get(name, []), value]
    file.save(padding=lambda _: 0)


def _texts(tags: Tags) -> Iterator[tuple[str, str]]:
    for name, wanted in COMMENTS.items():
        if value := wanted(tags):
            yield name, value


def _people(tags: Tags) -> Iterator[tuple[str, str]]:
    for person in tags.people:
        yield "PERFORMER", f"{line(person.name)} ({line(person.role)})"


def _chapters(tags: Tags) -> Iterator[tuple[str, str]]:
    """As the Vorbis chapter extension has it, which AntennaPod and VLC read."""
    for number, chapter in enumerate(tags.chapters):
        name = f"CHAPTER{number:03}"
        yield name, timestamp(chapter.start, fraction=".")
        yield f"{name}NAME", line(chapter.title)
        if chapter.url:
            yield f"{name}URL", ascii_url(chapter.url)


def _cover(tags: Tags) -> Iterator[tuple[str, str]]:
    if tags.cover:
        picture = Picture()
        picture.type, picture.mime, picture.data = PictureType.COVER_FRONT, "image/jpeg", tags.cover
        picture.desc = line(tags.cover_description)
        yield "METADATA_BLOCK_PICTURE", base64.b64encode(picture.write()).decode()
