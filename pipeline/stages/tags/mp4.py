"""The rows of a file's tag as Apple's atoms, as Apple's own programs write them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_never

from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm

from pipeline.base.time import iso
from pipeline.model.file_tags import FILE_TAGS, OWN, FileTag, TagForm
from pipeline.stages.tags.tag import Tags
from pipeline.stages.tags.text import credits_, line, words

SUMMARY_LIMIT = 255
"""Of `desc`, which players show in a list."""
PODCAST = 21
"""The media kind (`stik`)."""
EXPLICIT, CLEAN = 1, 2
LARGEST = 0xFFFF
"""Of a number in a pair."""

Value = Any
"""As mutagen wants it: a list of texts, numbers or pairs, or a boolean."""


def tag(path: Path, tags: Tags) -> None:
    """Make `tags` the only tag of the M4A. Raises mutagen's errors."""
    file = MP4(path)
    file.delete()
    file.tags = None
    file.add_tags()
    for row in FILE_TAGS:
        for name, value in zip(row.mp4, _values(row, tags), strict=False):
            file[name] = value
    file.save(padding=lambda _: 0)


def _values(row: FileTag, tags: Tags) -> Iterator[Value]:  # noqa: C901 - one case a form: it is a table
    """One for each atom of the row; none where it says nothing."""
    text = words(row, tags)
    match row.form:
        case TagForm.NUMBER:
            number = getattr(tags, row.field)
            if number and 0 < number <= LARGEST:
                yield [(number, 0)]  # of nobody knows how many
        case TagForm.DATE:
            yield [iso(tags.published)]
        case TagForm.ADVISORY:
            yield [EXPLICIT if tags.explicit else CLEAN]
        case TagForm.CREDITS:
            yield from _texts(row, "; ".join(credits_(tags)))
        case TagForm.PODCAST:
            yield from ([PODCAST], True)
        case TagForm.COVER:
            if tags.cover:
                yield [MP4Cover(tags.cover, MP4Cover.FORMAT_JPEG)]
        case TagForm.DESCRIPTION:
            yield from (*_texts(row, line(text, SUMMARY_LIMIT)), *_texts(row, text))
        case (
            TagForm.LINE | TagForm.LENGTH | TagForm.LANGUAGE | TagForm.ADDRESS | TagForm.FEED | TagForm.CHAPTERS
            | TagForm.TRANSCRIPT
        ):  # fmt: skip
            yield from _texts(row, text)
        case _:
            assert_never(row.form)


def _texts(row: FileTag, text: str) -> Iterator[Value]:
    if text and row.mp4:
        yield [MP4FreeForm(text.encode(), AtomDataType.UTF8)] if row.mp4[0].startswith(OWN) else [text]
