"""An episode and a show as the world sees them: every address absolute, every fact final.

Feeds, pages and blog posts are written from these values and from nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.base.clock import Millis
from pipeline.model.blog import Post
from pipeline.model.episode import Episode
from pipeline.model.namespace import Soundbite, Value
from pipeline.model.quantities import Digest, Span
from pipeline.model.show import Feed, Show
from pipeline.model.words import Chapter, Transcript

MASKED = "members/-/"
"""What publish.lock writes in place of the folder of something for members: the lock is committed, perhaps publicly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The audio that listeners download. Frozen at first publication; `key` is its path below the show's base URL."""

    key: str
    size: int
    digest: Digest
    duration: Millis
    content_type: str = "audio/mpeg"

    @property
    def guessable(self) -> bool:
        """Whether its address among members' can be worked out from its digest, as earlier versions had it."""
        return self.key.startswith(f"members/{self.digest[:32]}/")

    @property
    def masked(self) -> "Enclosure":
        """The enclosure as publish.lock keeps it: a members' folder that only they know is written as `members/-/`.

        What is public, or can be guessed from the digest, stays as it is.
        """
        folder, _, rest = self.key.removeprefix("members/").partition("/")
        secret = self.key.startswith("members/") and not self.guessable and bool(folder)
        return replace(self, key=f"{MASKED}{rest}") if secret else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file that an app may download, and its address."""

    enclosure: Enclosure
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A file beside the audio: a transcript, the chapters."""

    url: str
    content_type: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A square cover in one size: its address, and how many pixels it is wide and high."""

    url: str
    pixels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The cover for apps (3000 pixels), smaller ones for pages, ascending, and the address of one for link previews.

    What previews get is 1200 by 630 pixels, the shape that messengers and networks show without cutting it.
    """

    full: Picture
    web: tuple[Picture, ...]
    social: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One episode as listeners and readers get it. Its times are the delivered file's."""

    episode: Episode
    guid: str
    published: datetime
    enclosure: Enclosure
    enclosure_url: str
    cover: Cover
    page_url: str
    embed_url: str
    oembed_url: str
    chapters: tuple[Chapter, ...] = ()
    chapters_file: Linked | None = None
    transcript: Transcript | None = None
    transcript_files: tuple[Linked, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    value: Value | None = None
    posts: tuple[Post, ...] = ()
    others: tuple[Offer, ...] = ()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All files that hold the episode, the one that everybody can play first."""
        return (Offer(enclosure=self.enclosure, url=self.enclosure_url), *self.others)

    def led_by(self, content_type: str) -> "Item":
        """The same with the file of that type as its enclosure, where there is one."""
        chosen = next((offer for offer in self.others if offer.enclosure.content_type == content_type), None)
        if chosen is None:
            return self
        rest = tuple(offer for offer in self.offers if offer != chosen)
        return replace(self, enclosure=chosen.enclosure, enclosure_url=chosen.url, others=rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minted:
    """The facts of one episode that apps hold on to: minted once, then kept in publish.lock and never derived again.

    `enclosure`, and `body` (where the recording lies in it, between intro and outro), are None until listeners have
    seen the episode. `others` are the same sound in other formats.
    """

    guid: str
    published: datetime
    enclosure: Enclosure | None = None
    body: Span | None = None
    others: tuple[Enclosure, ...] = ()

    @property
    def masked(self) -> "Minted":
        """As publish.lock keeps it: without an address that only members know."""
        own = self.enclosure.masked if self.enclosure else None
        return replace(self, enclosure=own, others=tuple(other.masked for other in self.others))

    @property
    def unheard(self) -> "Minted":
        """The same before anybody has heard it."""
        return replace(self, enclosure=None, body=None, others=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """publish.lock: the show's `podcast:guid`, and what was minted for each episode id."""

    show_guid: str | None = None
    episodes: Mapping[str, Minted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """A public feed, as pages name it: what it is called, and its absolute address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The show as pages see it. `feeds` are the public ones only, the main feed first."""

    show: Show
    cover: Cover
    feeds: tuple[FeedAddress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The show as one feed says it. `guid` is `podcast:guid`, minted once and kept in publish.lock.

    `style_url` is the address of the CSS with which browsers show the feed.
    """

    show: Show
    feed: Feed
    self_url: str
    guid: str
    cover: Cover
    style_url: str | None = None

    @property
    def language(self) -> str:
        """What the feed is in: the first language that it selects, or else the show's."""
        return next(iter(self.feed.languages), self.show.language)
