"""Times moved by the length of what was put in front."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Chapter, Millis, Transcript


def shift(transcript: Transcript, by: Millis) -> Transcript:
    """Every cue later by that much. Earlier, if negative: what would end before 0 is left out."""
    moved = (
        replace(cue, start=Millis(max(0, cue.start + by)), end=Millis(cue.end + by))
        for cue in transcript.cues
        if cue.end + by > 0
    )
    return replace(transcript, cues=tuple(moved))


def shift_chapters(chapters: Sequence[Chapter], by: Millis) -> tuple[Chapter, ...]:
    """Every chapter later by that much; a first chapter at 0 stays there, since the intro belongs to it."""
    return tuple(
        chapter if number == 0 and chapter.start == 0 else replace(chapter, start=Millis(max(0, chapter.start + by)))
        for number, chapter in enumerate(chapters)
    )
