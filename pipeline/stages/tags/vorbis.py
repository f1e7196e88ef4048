"""The rows of a file's tag as Vorbis comments (RFC 7845, section 5.2; the Vorbis I specification, 5)."""

import base64
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import assert_never

from mutagen.flac import Picture
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus

from pipeline.model import timestamp
from pipeline.model.file_tags import FILE_TAGS, FileTag, TagForm
from pipeline.stages.tags.tag import Tags
from pipeline.stages.tags.text import ascii_url, credits_, line, words


def tag(path: Path, tags: Tags) -> None:
    """Make `tags` the only tag of the Opus file. Raises mutagen's errors."""
    file = OggOpus(path)
    file.clear()
    for row in FILE_TAGS:
        for name, value in _comments(row, tags) if row.vorbis else ():
            file[name] = [*file.get(name, []), value]
    file.save(padding=lambda _: 0)


def _comments(row: FileTag, tags: Tags) -> Iterator[tuple[str, str]]:
    match row.form:
        case TagForm.DATE:
            yield row.vorbis, tags.published.astimezone(UTC).strftime("%Y-%m-%d")
        case TagForm.CREDITS:
            yield from ((row.vorbis, said) for said in credits_(tags))
        case TagForm.CHAPTERS:
            yield from _chapters(row.vorbis, tags)
        case TagForm.COVER:
            yield from _cover(row.vorbis, tags)
        case (
            TagForm.LINE | TagForm.NUMBER | TagForm.LENGTH | TagForm.LANGUAGE | TagForm.ADVISORY | TagForm.ADDRESS
            | TagForm.PODCAST | TagForm.FEED | TagForm.DESCRIPTION | TagForm.TRANSCRIPT
        ):  # fmt: skip
            if text := words(row, tags):
                yield row.vorbis, text
        case _:
            assert_never(row.form)


def _chapters(comment: str, tags: Tags) -> Iterator[tuple[str, str]]:
    """As the Vorbis chapter extension has it, which AntennaPod and VLC read."""
    for number, chapter in enumerate(tags.chapters):
        name = f"{comment}{number:03}"
        yield name, timestamp(chapter.start, fraction=".")
        yield f"{name}NAME", line(chapter.title)
        if chapter.url:
            yield f"{name}URL", ascii_url(chapter.url)


def _cover(comment: str, tags: Tags) -> Iterator[tuple[str, str]]:
    if tags.cover:
        picture = Picture()
        picture.type, picture.mime, picture.data = PictureType.COVER_FRONT, "image/jpeg", tags.cover
        picture.desc = line(tags.cover_description)
        yield comment, base64.b64encode(picture.write()).decode()
