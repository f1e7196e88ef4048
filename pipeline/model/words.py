"""Words with times: cues, transcripts, and the chapters of an episode."""

from dataclasses import dataclass, field
from enum import Enum

from pipeline.base.clock import Millis


class TextFormat(Enum):
    """The ways a transcript may be written; the value is the file's ending."""

    VTT = "vtt"
    SRT = "srt"
    JSON = "json"
    HTML = "html"
    TEXT = "txt"


ESTIMATED = "The times in this transcript are estimated, so they may be a few seconds off."
"""What a transcript with inferred times says of itself, and what is believed when it is read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What one voice says in one stretch of time. `heading` opens a new part of the conversation.

    A time is guessed where the file that was handed in does not say it; `line` is that file's.
    """

    start: Millis
    end: Millis
    text: str
    speaker: str | None = None
    heading: str | None = None
    guessed_start: bool = field(default=False, compare=False)
    guessed_end: bool = field(default=False, compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Cues in order of start. `estimated` when the times were inferred, and listeners are told so."""

    cues: tuple[Cue, ...]
    language: str
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of prose, before it has times."""

    text: str
    speaker: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A transcript that says who says what and not when: paragraphs in order, which are given times later."""

    passages: tuple[Passage, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Where a part of the episode starts. `where` is the line it came from, for messages only."""

    start: Millis
    title: str
    url: str | None = None
    where: str = field(default="", compare=False)
