"""A show as somebody else's feed tells it, before it is one of ours."""

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.model.item import Linked
from pipeline.model.namespace import EpisodeTags, Funding, Person, Shared, ShowTags
from pipeline.model.show import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEpisode:
    """What a feed says of one episode. `guid` is the one that apps know it by; `html` are its notes as they stand.

    `published` is None for a date that nobody can read; `length` is what the feed claims, in bytes.
    """

    guid: str
    title: str
    published: datetime | None
    url: str
    length: int | None
    content_type: str
    html: str
    summary: str
    number: int | None = None
    season: int | None = None
    type: str = "full"
    explicit: bool | None = None
    image: str | None = None
    transcripts: tuple[Linked, ...] = ()
    chapters: str | None = None
    people: tuple[Person, ...] = ()
    shared: Shared = field(default_factory=Shared)
    podcast: EpisodeTags = field(default_factory=EpisodeTags)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignShow:
    """What a feed says of its show, and its episodes, oldest first. Empty where it says nothing."""

    title: str
    description: str
    language: str
    author: str
    website: str
    image: str | None
    categories: tuple[Category, ...]
    explicit: bool
    type: str
    guid: str | None
    locked: bool
    owner_name: str | None
    owner_email: str | None
    copyright: str | None
    license: str | None
    medium: str
    people: tuple[Person, ...] = ()
    funding: tuple[Funding, ...] = ()
    shared: Shared = field(default_factory=Shared)
    podcast: ShowTags = field(default_factory=ShowTags)
    episodes: tuple[ForeignEpisode, ...] = field(default=())
