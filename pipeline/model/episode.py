"""An episode, as the producer describes it in its folder."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from pipeline.model.namespace import EpisodeTags, Person, Shared
from pipeline.model.quantities import Digest, SourceFile
from pipeline.model.show import Audience
from pipeline.model.sound import Redaction
from pipeline.model.words import Chapter, TextFormat


class EpisodeType(Enum):
    """What an episode is within its show; the value is what `itunes:episodeType` says in feeds."""

    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


class Status(Enum):
    """Whether listeners may see it. A withdrawn episode was published once and is taken back."""

    READY = "ready"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class RichText:
    """A text in three dresses: as written (Markdown), as sanitised HTML, as plain text."""

    markdown: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptFile:
    """The transcript a producer handed in. Markdown arrives here already rendered to HTML."""

    file: SourceFile
    format: TextFormat
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReference:
    """An id of a post, and the line that names it."""

    post: str
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode. `slug` names the folder; `id` never changes: publish.lock and posts know the episode by it.

    `marked` are the words that its texts mark as not to be published: here to be searched for, and for nothing else.
    `track`, from 1, is the one that is heard of recordings with several.
    """

    id: str
    slug: str
    title: str
    summary: str
    notes: RichText
    language: str
    recordings: tuple[SourceFile, ...]
    published: datetime | None = None
    number: int | None = None
    season: int | None = None
    type: EpisodeType = EpisodeType.FULL
    status: Status = Status.READY
    audience: Audience = Audience.PUBLIC
    explicit: bool = False
    guid: str | None = None
    people: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    posts: tuple[PostReference, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    track: int | None = None
    transcript: TranscriptFile | None = None
    cover: SourceFile | None = None
    shared: Shared = field(default_factory=Shared)
    podcast: EpisodeTags = field(default_factory=EpisodeTags)
    marked: tuple[str, ...] = field(default=(), compare=False)
    where: str = field(default="", compare=False)

    @property
    def heard(self) -> tuple[Digest | int, ...]:
        """What makes up its sound: the recordings' digests, and the track where one is named."""
        digests = tuple(take.digest for take in self.recordings)
        return digests if self.track is None else (*digests, self.track)
