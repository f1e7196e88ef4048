"""What a show, an episode and a live stream say in the words of the Podcast Namespace, a noun for each tag."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from pipeline.base.clock import Millis

START = Millis(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody credited by the show, under the name they chose to be known by (`podcast:person`)."""

    name: str
    role: str = "host"
    group: str = "cast"
    url: str | None = None
    image: str | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """A way to support the show (`podcast:funding`)."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """How it may be used: the name of a licence, and its text where it is one of your own (`podcast:license`)."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place it is about (`subject`) or made at (`creator`). `geo` is an RFC 5870 URI, `country` two small letters."""

    name: str
    rel: str = "subject"
    geo: str | None = None
    osm: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A text for machines (`podcast:txt`)."""

    text: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Social:
    """The post whose answers apps show as comments (`podcast:socialInteract`); `disabled` has no address."""

    protocol: str
    url: str | None = None
    account: str | None = None
    account_url: str | None = None
    priority: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How often episodes come out (`podcast:updateFrequency`); `rrule` as RFC 5545 has it."""

    text: str
    rrule: str | None = None
    start: datetime | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundbite:
    """A stretch worth hearing on its own (`podcast:soundbite`)."""

    start: Millis
    duration: Millis
    title: str | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A room where listeners talk (`podcast:chat`)."""

    server: str
    protocol: str
    account: str | None = None
    space: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLink:
    """Where else an episode or a live stream can be found, such as a video page (`podcast:contentLink`)."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """Another feed, or an episode in it (`podcast:remoteItem`)."""

    feed_guid: str
    feed_url: str | None = None
    item_guid: str | None = None
    medium: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who is paid (`podcast:valueRecipient`). `split` is their share, against the others' shares.

    With `fee` it is taken off before the others'.
    """

    address: str
    split: int
    type: str = "lnaddress"
    name: str | None = None
    custom_key: str | None = None
    custom_value: str | None = None
    fee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A stretch whose payments go elsewhere (`podcast:valueTimeSplit`): to another feed, or to these recipients."""

    start: Millis
    duration: Millis
    remote: Remote | None = None
    remote_start: Millis = START
    remote_percentage: int = 100
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """How listeners pay from within their app (`podcast:value`)."""

    recipients: tuple[Recipient, ...]
    type: str = "lightning"
    method: str = "keysend"
    suggested: str | None = None
    splits: tuple[Split, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What a show and an episode may say alike. What an episode says takes the place of what its show says."""

    locations: tuple[Location, ...] = ()
    remarks: tuple[Remark, ...] = ()
    social: tuple[Social, ...] = ()
    chat: Chat | None = None
    value: Value | None = None


class LiveStatus(Enum):
    """Whether the stream is to come, is running, or is over."""

    PENDING = "pending"
    LIVE = "live"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A live stream, to come, running or over (`podcast:liveItem`). `stream` is its address, `type` its media type."""

    guid: str
    title: str
    status: LiveStatus
    start: datetime
    stream: str
    links: tuple[ContentLink, ...]
    end: datetime | None = None
    type: str = "audio/mpeg"
    description: str | None = None
    image: str | None = None
    people: tuple[Person, ...] = ()
    chat: Chat | None = None
    value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowTags:
    """What only a show says. `season_names` are pairs of a season's number and its name."""

    license_url: str | None = None
    schedule: Schedule | None = None
    season_names: tuple[tuple[int, str], ...] = ()
    podping: bool = False
    complete: bool = False
    countries: tuple[str, ...] = ()
    spotify_newest: int | None = None
    podroll: tuple[Remote, ...] = ()
    publisher: Remote | None = None
    live: tuple[Live, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeTags:
    """What only an episode says. `display` is shown in place of its number."""

    license: str | None = None
    license_url: str | None = None
    season_name: str | None = None
    display: str | None = None
    soundbites: tuple[Soundbite, ...] = ()
    funding: tuple[Funding, ...] = ()
    links: tuple[ContentLink, ...] = ()
