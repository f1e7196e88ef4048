"""What would make a tag that players misread, told before a byte is written."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import timestamp
from pipeline.problems import Problem
from pipeline.stages.tags import rules
from pipeline.stages.tags.frames import LATEST
from pipeline.stages.tags.tag import Tags
from pipeline.stages.tags.text import TRANSCRIPT_LIMIT

CHAPTERS_LIMIT = 255
COVER_BYTES = 300_000
TAG_BYTES = 16_000_000


def check(tags: Tags, where: str) -> tuple[Problem, ...]:
    """Every problem and warning of the tag that would be written."""
    return (*_cover(tags, where), *_size(tags, where), *_chapters(tags, where), *_transcript(tags, where))


def _cover(tags: Tags, where: str) -> Iterator[Problem]:
    cover = tags.cover or b""
    if cover and not cover.startswith(b"\xff\xd8\xff"):
        yield rules.NOT_JPEG.at(where, "the cover for the audio file is not a JPEG")
    if len(cover) > COVER_BYTES:
        yield rules.LARGE_COVER.at(where, f"the cover inside the audio has {len(cover) // 1000} KB")


def _size(tags: Tags, where: str) -> Iterator[Problem]:
    # Every other text is shortened; these cannot be.
    links = (tags.episode_url, tags.feed_url, *(chapter.url for chapter in tags.chapters))
    size = len(tags.cover or b"") + sum(len(link or "") for link in links)
    if size > TAG_BYTES:
        what = f"cover and links have {size // 1_000_000} MB, and a tag may have {TAG_BYTES // 1_000_000}"
        yield rules.TOO_LARGE.at(where, what)


def _chapters(tags: Tags, where: str) -> Iterator[Problem]:
    if len(tags.chapters) > CHAPTERS_LIMIT:
        yield rules.TOO_MANY_CHAPTERS.at(where, f"{len(tags.chapters)} chapters, and {CHAPTERS_LIMIT} can be listed")
    for chapter in tags.chapters:
        at = chapter.where or where
        if chapter.start < 0:
            yield rules.CHAPTER_OUTSIDE.at(at, f'the chapter "{chapter.title}" starts before the audio')
        if chapter.start >= min(tags.duration, LATEST):
            start, end = timestamp(chapter.start), timestamp(tags.duration)
            what = f'the chapter "{chapter.title}" starts at {start} but the audio ends at {end}'
            yield rules.CHAPTER_OUTSIDE.at(at, what)
    for earlier, later in pairwise(tags.chapters):
        if later.start <= earlier.start:
            start = timestamp(later.start)
            what = f'the chapter "{later.title}" starts at {start}, not after the one before it'
            yield rules.CHAPTER_OUTSIDE.at(later.where or where, what)


def _transcript(tags: Tags, where: str) -> Iterator[Problem]:
    size = len(tags.transcript or "")
    if size > TRANSCRIPT_LIMIT:
        what = f"the transcript has {size:,} characters, and {TRANSCRIPT_LIMIT:,} go into the audio file"
        yield rules.TRANSCRIPT_CUT.at(where, what)
