"""What shows, episodes and live streams say in the Podcast Namespace, each tag a group of settings."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from pipeline.source.schema.fields import Address, Form, Line, Moment, Short, Words, some

Guid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}$", to_lower=True)]
Geo = Annotated[str, StringConstraints(pattern=r"^(geo:)?-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?([,;][^\s]*)?$")]
Osm = Annotated[str, StringConstraints(pattern=r"^[NWR]\d{1,15}(#\d{1,9})?$")]
Protocol = Literal["activitypub", "atproto", "bluesky", "twitter", "lightning", "hive", "matrix", "nostr", "disabled"]
Uri = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9+.-]*:[^\s<>\"]+$", max_length=2000)]
Seconds = Annotated[float, Field(ge=0, le=1_000_000)]


class PersonForm(Form):
    """Somebody who is heard or who made the show."""

    name: Short = Field(description="The name they want to be known by.")
    role: Short = Field("host", description="What they do, in the words of the podcast taxonomy: host, guest, editor …")
    group: Short = Field("cast", description="The part of the credits: cast, writing, audio post-production …")
    url: Address | None = Field(None, description="A page about them.")
    image: Address | None = Field(None, description="A picture of them.")


def _person(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


People = Annotated[list[Annotated[PersonForm, BeforeValidator(_person)]], BeforeValidator(some)]


class FundingForm(Form):
    """A way to support the show."""

    url: Address = Field(description="Where support is given.")
    text: Short = Field(description="What the button says.")


class LocationForm(Form):
    """A place that the show or episode is about, or where it is made."""

    name: Short = Field(description="The place as people call it.")
    rel: Literal["subject", "creator"] = Field("subject", description="`creator` if it is where the show is made.")
    geo: Geo | None = Field(None, description="Latitude and longitude: `48.2083,16.3731`.")
    osm: Osm | None = Field(None, description="What OpenStreetMap calls it: `R109166`.")
    country: Country | None = Field(None, description="The country's two letters: `at`.")


class TextForm(Form):
    """A free text for machines, such as the code by which a directory proves that the show is yours."""

    text: Words = Field(description="What it says.")
    purpose: Short | None = Field(None, description="What it is for: `verify`, `applepodcastsverify`, `ai-content` …")


class SocialForm(Form):
    """Where listeners talk about it: the post whose answers apps show as comments."""

    protocol: Protocol = Field(description="The network; `disabled` asks apps to show no comments.")
    url: Uri | None = Field(None, description="The post's address. Needed unless the protocol is `disabled`.")
    account: Line | None = Field(None, description="The account that wrote the post: `@air@social.example`.")
    account_url: Address | None = Field(None, description="The account's page.")
    priority: Annotated[int, Field(ge=1, le=1000)] | None = Field(None, description="1 is shown first.")

    def model_post_init(self, _: Any, /) -> None:  # noqa: ANN401 - pydantic's signature
        """A network without a post leads nowhere."""
        if self.protocol != "disabled" and self.url is None:
            msg = "needs a url, unless the protocol is disabled"
            raise ValueError(msg)


class ScheduleForm(Form):
    """How often episodes come out, in words and, if you like, as a rule that apps can read."""

    text: Short = Field(description="In words: `every other Tuesday`.")
    rrule: Annotated[str, StringConstraints(pattern=r"^FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9,+-]+)*$", max_length=200)] | None = (
        Field(None, description="As iCalendar says it: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`.")
    )
    start: Moment | None = Field(None, description="The first day that the rule counts from. Needed with COUNT.")
    complete: bool = Field(False, description="Whether no episode will follow.")

    def model_post_init(self, _: Any, /) -> None:  # noqa: ANN401 - pydantic's signature
        """What is counted is counted from a day."""
        if self.rrule and "COUNT=" in self.rrule and self.start is None:
            msg = "needs a start, since its rrule counts"
            raise ValueError(msg)


class ChatForm(Form):
    """A room where listeners talk."""

    server: Line = Field(description="The server: `chat.example.org`.")
    protocol: Literal["irc", "xmpp", "nostr", "matrix"] = Field(description="How apps reach it.")
    account: Line | None = Field(None, description="The account on that server.")
    space: Line | None = Field(None, description="The room: `#coming-up-for-air`.")


class LinkForm(Form):
    """The same thing somewhere else, such as a video page."""

    url: Uri = Field(description="Where it is.")
    text: Short = Field(description="What the link says.")


class RemoteForm(Form):
    """Another feed, or an episode in it."""

    feed_guid: Guid = Field(description="The other feed's `podcast:guid`.")
    feed_url: Address | None = Field(None, description="Its address.")
    item_guid: Line | None = Field(None, description="The guid of one of its episodes.")
    medium: Line | None = Field(None, description="What that feed carries, if not a podcast: `music`, `publisher` …")
    title: Short | None = Field(None, description="What it is called.")


class RecipientForm(Form):
    """Somebody whom listeners' payments go to."""

    name: Short | None = Field(None, description="Who it is.")
    type: Literal["node", "lnaddress"] = Field("lnaddress", description="What the address is.")
    address: Line = Field(description="The Lightning address or node.")
    split: Annotated[int, Field(ge=0, le=1_000_000_000)] = Field(description="Their share, against the others' shares.")
    custom_key: Line | None = Field(None, description="A key to send along, if the wallet asks for one.")
    custom_value: Line | None = Field(None, description="What stands under that key.")
    fee: bool = Field(False, description="Whether the share is a fee, taken off before the others'.")


class SplitForm(Form):
    """A stretch of the episode whose payments go to somebody else: a song's makers, a guest."""

    start: Seconds = Field(description="Where it begins, in seconds.")
    duration: Annotated[float, Field(gt=0, le=1_000_000)] = Field(description="How long it is, in seconds.")
    remote: RemoteForm | None = Field(None, description="The feed or episode that is paid instead.")
    remote_start: Seconds = Field(0.0, description="Where in that episode the stretch begins, in seconds.")
    remote_percentage: Annotated[int, Field(ge=0, le=100)] = Field(100, description="What share of it they get.")
    recipients: list[RecipientForm] = Field([], description="Who is paid instead, if it is no other feed.")

    def model_post_init(self, _: Any, /) -> None:  # noqa: ANN401 - pydantic's signature
        """The Podcast Namespace knows one or the other."""
        if (self.remote is None) == (not self.recipients):
            msg = "needs either remote or recipients, and not both"
            raise ValueError(msg)


class ValueForm(Form):
    """How listeners can pay from within their app."""

    type: Line = Field("lightning", description="The network.")
    method: Line = Field("keysend", description="How the money is sent.")
    suggested: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?$", max_length=30)] | None = Field(
        None, description="What is suggested for a minute, in the network's unit, between quotation marks."
    )
    recipients: Annotated[list[RecipientForm], Field(min_length=1, max_length=100)] = Field(description="Who is paid.")
    splits: list[SplitForm] = Field([], description="Stretches whose payments go to somebody else.")


class SpotifyForm(Form):
    """What only Spotify reads."""

    countries: Annotated[list[Country], BeforeValidator(some)] = Field(
        [], description="Where the show is meant to be heard, the most important country first: `gb`, `ie`."
    )
    newest: Annotated[int, Field(ge=1)] | None = Field(None, description="Show only the newest so many episodes there.")


class LiveForm(Form):
    """A live stream, announced, running or over."""

    guid: Line = Field(description="What apps know it by. Never change it, and never use it again.")
    title: Line = Field(description="What it is called.")
    status: Literal["pending", "live", "ended"] = Field("pending", description="Change it as it begins and ends.")
    start: Moment = Field(description="When it begins, with its zone.")
    end: Moment | None = Field(None, description="When it is expected to end.")
    stream: Address = Field(description="The stream's address.")
    type: Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=80)] = Field(
        "audio/mpeg", description="The stream's type."
    )
    description: Words | None = Field(None, description="What it will be about.")
    image: Address | None = Field(None, description="A picture for it.")
    links: Annotated[list[LinkForm], Field(min_length=1)] = Field(
        description="Where it can be followed without an app."
    )
    people: People = Field([], description="Who will be heard.")
    chat: ChatForm | None = Field(None, description="Where listeners talk meanwhile.")
    value: ValueForm | None = Field(None, description="How listeners can pay meanwhile.")
