"""Whether transcript and chapters fit the audio they belong to."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.base.clock import clock
from pipeline.model import Chapter, Cue, Millis, Transcript
from pipeline.problems import Problem
from pipeline.stages.words.rules import (
    CHAPTER_ORDER,
    CHAPTER_PAST_END,
    CHAPTER_TWICE,
    CHAPTER_UNTITLED,
    EMPTY,
    LATE_FIRST_CHAPTER,
    LITTLE_COVERED,
    TOO_MANY_CHAPTERS,
    WORDS_PAST_END,
)

MOST_CHAPTERS = 255
"""A CTOC frame counts its entries in one byte (ID3v2 Chapter Frame Addendum, clause 3.2)."""

TOLERANCE_MS = 1000
_LONG_ENOUGH_MS = 60_000


def check_chapters(chapters: Sequence[Chapter], duration: Millis, where: str) -> tuple[Problem, ...]:
    """What is wrong with the chapters for audio of this length, each problem with its chapter's line."""
    return tuple(_chapter_problems(chapters, duration, where))


def _chapter_problems(chapters: Sequence[Chapter], duration: Millis, where: str) -> Iterator[Problem]:
    if len(chapters) > MOST_CHAPTERS:
        yield TOO_MANY_CHAPTERS.at(where, f"there are {len(chapters)} chapters")
    if chapters and chapters[0].start > 0:
        at = chapters[0].where or where
        yield LATE_FIRST_CHAPTER.at(at, f"the first chapter starts at {clock(chapters[0].start)}")
    for chapter in chapters:
        yield from _own_problems(chapter, duration, chapter.where or where)
    for before, chapter in pairwise(chapters):
        yield from _order_problems(before, chapter, chapter.where or where)


def _own_problems(chapter: Chapter, duration: Millis, at: str) -> Iterator[Problem]:
    if not chapter.title.strip():
        yield CHAPTER_UNTITLED.at(at, f"the chapter at {clock(chapter.start)} has no title")
    if chapter.start >= duration:
        told = f"chapter starts at {clock(chapter.start)} but the audio ends at {clock(duration)}"
        yield CHAPTER_PAST_END.at(at, told)


def _order_problems(before: Chapter, chapter: Chapter, at: str) -> Iterator[Problem]:
    if chapter.start < before.start:
        told = f"chapter starts at {clock(chapter.start)}, after one that starts at {clock(before.start)}"
        yield CHAPTER_ORDER.at(at, told)
    if chapter.start == before.start:
        yield CHAPTER_TWICE.at(at, f"“{chapter.title}” starts at {clock(chapter.start)}, like the chapter above it")


def check_transcript(transcript: Transcript, duration: Millis, where: str) -> tuple[Problem, ...]:
    """What is wrong with the transcript for audio of this length. A second past the end is forgiven."""
    if not transcript.cues:
        return (EMPTY.at(where, "holds no words"),)
    return (*_past_end(transcript, duration, where), *_little_covered(transcript, duration, where))


def _past_end(transcript: Transcript, duration: Millis, where: str) -> Iterator[Problem]:
    late = [at for at in map(_written, transcript.cues) if at > duration + TOLERANCE_MS]
    if late:
        many = "one line ends" if len(late) == 1 else f"{len(late)} lines end"
        told = f"{many} after the audio does ({clock(duration)}), the first at {clock(late[0])}"
        yield WORDS_PAST_END.at(where, told)


def _written(cue: Cue) -> Millis:
    """The last moment of the cue that somebody wrote; 0 where nobody wrote any."""
    if not cue.guessed_end:
        return cue.end
    return Millis(0) if cue.guessed_start else cue.start


def _little_covered(transcript: Transcript, duration: Millis, where: str) -> Iterator[Problem]:
    last = max(cue.end for cue in transcript.cues)
    covered = last - min(cue.start for cue in transcript.cues)
    if duration >= _LONG_ENOUGH_MS and covered * 2 < duration:
        told = f"the words span {clock(Millis(covered))} of {clock(duration)}"
        yield LITTLE_COVERED.at(where, told)
