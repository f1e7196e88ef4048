"""The tag as a value: what is said about an episode, before it is frames."""

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.model import Chapter, Millis, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """All that an audio file says of itself. `language` is BCP 47, texts are plain, `cover` is a JPEG.

    `published` knows its zone. `where` is what messages call the episode by.
    """

    title: str
    show: str
    author: str
    publisher: str | None
    published: datetime
    language: str
    episode_url: str
    description: str
    number: int | None
    season: int | None
    explicit: bool
    copyright: str | None
    genre: str = "Podcast"
    people: tuple[Person, ...]
    cover: bytes | None
    cover_description: str = ""
    chapters: tuple[Chapter, ...]
    duration: Millis
    transcript: str | None
    guid: str
    feed_url: str | None
    where: str = field(default="", compare=False)

    podcast: bool = True

    @property
    def album_artist(self) -> str:
        """Whom players sort the show under: the publisher, or else the author. Written as TPE2, aART, ALBUMARTIST."""
        return self.publisher or self.author

    def __post_init__(self) -> None:
        """A time without a zone would mean another moment on another machine."""
        if self.published.tzinfo is None:
            raise ValueError("published has no time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTags:
    """What an MP3 was found to say of itself; None where it says nothing.

    `version` is that of the ID3v2 tag, None without one. `language` is as the tag has it (ISO 639-2). Without a length
    in the tag, `duration` is read off the audio. Chapters are in order of start.
    """

    version: tuple[int, int] | None = None
    duration: Millis
    title: str | None = None
    show: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    language: str | None = None
    episode_url: str | None = None
    description: str | None = None
    number: int | None = None
    season: int | None = None
    explicit: bool | None = None
    copyright: str | None = None
    genre: str | None = None
    people: tuple[Person, ...] = ()
    cover: bytes | None = None
    cover_description: str | None = None
    chapters: tuple[Chapter, ...] = ()
    transcript: str | None = None
    guid: str | None = None
    feed_url: str | None = None
    podcast: bool = False
