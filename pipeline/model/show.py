"""The show and its feeds, as the producer defines them in `show.toml` and `feeds/*.toml`."""

from dataclasses import dataclass, field
from enum import Enum

from pipeline.model.formats import Codec
from pipeline.model.namespace import Funding, Person, Shared, ShowTags
from pipeline.model.quantities import SourceFile
from pipeline.model.recipe import AudioRecipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of Apple's categories, exact case, with at most one subcategory."""

    name: str
    subcategory: str | None = None


class ShowType(Enum):
    """Whether episodes are listened to newest first or in order (`itunes:type`)."""

    EPISODIC = "episodic"
    SERIAL = "serial"


class Audience(Enum):
    """Who may know of a feed or an episode."""

    PUBLIC = "public"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderStorage:
    """Publish to a folder of this machine, relative to the show folder."""

    path: str = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Storage:
    """Publish to a bucket. Credentials come from the environment only."""

    bucket: str
    prefix: str = "public/"
    control_prefix: str = "control/"
    control_bucket: str | None = None
    endpoint: str | None = None
    region: str | None = None

    @property
    def of_control(self) -> str:
        """The bucket of the control objects: their own where one is named, or else the public objects' bucket."""
        return self.control_bucket or self.bucket


StorageSettings = FolderStorage | S3Storage
"""Where a show is published to: a closed set, on which `store` matches."""


class BlogFlavour(Enum):
    """Which generator renders the posts: it decides how an embed survives (raw HTML or a shortcode)."""

    HTML = "html"
    HUGO = "hugo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """The Markdown blog beside the show: where its posts lie, and the address a post has once rendered."""

    path: str = "posts"
    url: str = ""
    flavour: BlogFlavour = BlogFlavour.HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Announce:
    """Who is told of a release, by address. The feeds name the WebSub hubs."""

    hubs: tuple[str, ...] = ()
    podping: str | None = None
    overcast: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """All that `show.toml` says, parsed and valid."""

    title: str
    description: str
    language: str
    base_url: str
    website: str
    author: str
    categories: tuple[Category, ...]
    cover: SourceFile
    explicit: bool = False
    type: ShowType = ShowType.EPISODIC
    owner_name: str | None = None
    owner_email: str | None = None
    copyright: str | None = None
    license: str | None = None
    medium: str = "podcast"
    locked: bool = True
    guid: str | None = None
    people: tuple[Person, ...] = ()
    funding: tuple[Funding, ...] = ()
    shared: Shared = field(default_factory=Shared)
    podcast: ShowTags = field(default_factory=ShowTags)
    audio: AudioRecipe = field(default_factory=AudioRecipe)
    also: tuple[Codec, ...] = ()
    storage: StorageSettings = field(default_factory=FolderStorage)
    blog: Blog | None = None
    announce: Announce = field(default_factory=Announce)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: which episodes it carries and for whom. An empty selection field means "any"."""

    name: str
    title: str
    path: str
    description: str | None = None
    audience: Audience = Audience.PUBLIC
    seasons: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    newest: int | None = None
    format: Codec = Codec.MP3
    new_feed_url: str | None = None
