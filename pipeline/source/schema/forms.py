"""What the files of a show may say: the border. A field's description is also what reference and schema say."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from pipeline.model import Codec
from pipeline.source.schema.audio import AudioForm
from pipeline.source.schema.fields import (
    Address,
    FileName,
    Form,
    Language,
    Line,
    Moment,
    Secure,
    Short,
    Word,
    Words,
    some,
)
from pipeline.source.schema.storage import FolderForm, StorageForm
from pipeline.source.schema.tags import (
    ChatForm,
    FundingForm,
    LinkForm,
    LiveForm,
    LocationForm,
    People,
    RemoteForm,
    ScheduleForm,
    SocialForm,
    SpotifyForm,
    TextForm,
    ValueForm,
)


class OwnerForm(Form):
    """Who owns the show, for directories."""

    name: Line = Field(description="A name, or the organisation's.")
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", max_length=254)] = Field(
        description="Directories write to it to find out whether the show is yours. It stands in the public feed."
    )


def leading(codec: Codec) -> Codec:
    """Raises ValueError for a format that no feed may lead with."""
    if not codec.format.leads:
        msg = f"must be one of: {', '.join(other.value for other in Codec if other.format.leads)}"
        raise ValueError(msg)
    return codec


class BlogForm(Form):
    """A Markdown blog whose posts answer the same questions."""

    path: FileName = Field("posts", description="The folder with the posts, inside the show folder.")
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]*\{slug\}[^\s<>\"]*$")] = Field(
        description="Where a post is found once the blog has rendered it; `{slug}` stands for its name."
    )
    flavour: Literal["html", "hugo"] = Field("html", description="`hugo` for Hugo, which drops HTML in Markdown.")


class AnnounceForm(Form):
    """Who is told of a release. A webhook's address and podping's token come from the environment."""

    hubs: list[Address] = Field([], description="WebSub hubs, such as `https://pubsubhubbub.appspot.com/`.")
    podping: Address | None = Field(None, description="Where podping is told: `https://podping.cloud/`.")
    overcast: Address | None = Field(None, description="Where Overcast is told: `https://overcast.fm/ping`.")


class ShowForm(Form):
    """`show.toml`."""

    title: Line = Field(description="The show's name, without anything added.")
    description: Words = Field(description="What it is about, and who it is for.")
    language: Language = Field(description="What is spoken: `en`, `de-AT`, `pt-BR`.")
    base_url: Secure = Field(description="Where the show lives. Apps remember it: choose it before the first episode.")
    author: Line = Field(description="Who makes the show.")
    categories: Annotated[list[Line], Field(min_length=1, max_length=10)] = Field(
        description="Apple's categories, the most fitting first: `Kids & Family > Parenting`."
    )
    website: Address | None = Field(None, description="The show's website, if it is not `base_url`.")
    cover: FileName | None = Field(None, description="The cover, if it is not `cover.png`, `.jpg`, `.jpeg` or `.webp`.")
    explicit: bool = Field(False, description="Whether the show has strong language or adult themes.")
    type: Literal["episodic", "serial"] = Field("episodic", description="`serial` is listened to from the beginning.")
    copyright: Line | None = Field(None, description="Who holds the rights, without the word or the sign.")
    license: Line | None = Field(None, description="A licence's identifier, such as `cc-by-nc-4.0`.")
    medium: Literal["podcast", "music", "video", "film", "audiobook", "newsletter", "blog"] = Field(
        "podcast", description="What kind of thing the feed carries."
    )
    locked: bool = Field(True, description="Whether other hosts are asked not to import the show.")
    guid: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")] | None = Field(
        None, description="The show's `podcast:guid`, if it has one from before."
    )
    owner: OwnerForm | None = Field(None, description="Who owns the show.")
    people: People = Field([], description="Who is heard in every episode.")
    funding: list[FundingForm] = Field([], description="Ways to support the show.")
    license_url: Address | None = Field(None, description="The licence's text. Needed for a licence of your own.")
    season_names: dict[Annotated[int, Field(ge=1)], Short] = Field(
        {}, description="What seasons are called, by their number, such as `1`."
    )
    schedule: ScheduleForm | None = Field(None, description="How often episodes come out.")
    complete: bool = Field(False, description="Whether no episode will ever follow: Apple stops looking for them.")
    podping: bool = Field(
        False, description="Whether podpings really are sent for this show; apps then ask less often."
    )
    locations: Annotated[list[LocationForm], BeforeValidator(some)] = Field([], description="Places.")
    texts: Annotated[list[TextForm], BeforeValidator(some)] = Field([], description="Texts for machines.")
    social: Annotated[list[SocialForm], BeforeValidator(some)] = Field([], description="Where listeners comment.")
    chat: ChatForm | None = Field(None, description="A room where listeners talk.")
    value: ValueForm | None = Field(None, description="How listeners can pay from within their app.")
    podroll: list[RemoteForm] = Field([], description="Other shows that you recommend.")
    publisher: RemoteForm | None = Field(None, description="The publisher's feed, which must name this show, too.")
    live: list[LiveForm] = Field([], description="Live streams.")
    spotify: SpotifyForm = Field(SpotifyForm(), description="What only Spotify reads.")
    audio: AudioForm = Field(AudioForm(), description="How recordings become what listeners hear.")
    storage: Annotated[StorageForm, Field(discriminator="kind")] = Field(
        FolderForm(), description="Where the show is published to."
    )
    blog: BlogForm | None = Field(None, description="A Markdown blog whose posts answer the same questions.")
    announce: AnnounceForm = Field(AnnounceForm(), description="Who is told of a release.")

    def model_post_init(self, _: Any, /) -> None:  # noqa: ANN401 - pydantic's signature
        """A licence of one's own has a text somewhere."""
        own_license(self.license, self.license_url)


def own_license(name: str | None, url: str | None) -> None:
    """Raises ValueError for a name that is no licence's identifier, without the text it stands for."""
    if name and not url and " " in name:
        msg = "needs license_url beside it: this license is no identifier such as cc-by-4.0"
        raise ValueError(msg)


class FeedForm(Form):
    """`feeds/NAME.toml`."""

    title: Line | None = Field(None, description="The feed's title, if it is not the show's.")
    title_suffix: Short | None = Field(None, description="What is added to the title: `(without trailers)`.")
    description: Words | None = Field(None, description="What the feed is about, if it is not what the show is about.")
    audience: Literal["public", "members"] = Field("public", description="Who may know of it.")
    seasons: list[Annotated[int, Field(ge=1)]] = Field([], description="Only these seasons.")
    types: list[Literal["full", "trailer", "bonus"]] = Field([], description="Only these types.")
    people: list[Line] = Field([], description="Only episodes with one of these people.")
    tags: list[Line] = Field([], description="Only episodes with one of these tags.")
    languages: Annotated[list[Language], BeforeValidator(some)] = Field(
        [], description="Only episodes in these languages; `en` takes `en-GB` as well. The first is the feed's own."
    )
    newest: Annotated[int, Field(ge=1)] | None = Field(None, description="Only the newest so many.")
    format: Annotated[Codec, AfterValidator(leading)] = Field(
        Codec.MP3, description="What apps download; other formats than MP3 have to be made: `also` under `[audio]`."
    )
    new_feed_url: Address | None = Field(
        None, description="After a move, the feed's address from now on; its old address has to redirect to it."
    )


class ChapterForm(Form):
    """A chapter, as a mapping."""

    start: Line = Field(description="When it starts: `00:12:30`.")
    title: Line = Field(description="What it is called.")
    url: Address | None = Field(None, description="A link that belongs to it.")


class EpisodeForm(Form):
    """The front matter of `episode.md`."""

    title: Line = Field(description="The title, without number and show name.")
    id: Word | None = Field(None, description="What posts and publish.lock call it, if not the folder's number.")
    summary: Words | None = Field(None, description="A sentence or two, if not the first of the notes.")
    published: Moment | None = Field(
        None,
        description="When it comes out, with its zone; a bare date is 06:00 UTC; left out, it is when you publish.",
    )
    number: Annotated[int, Field(ge=1)] | None = Field(None, description="Its number, if not the folder's.")
    season: Annotated[int, Field(ge=1)] | None = Field(None, description="Its season.")
    type: Literal["full", "trailer", "bonus"] = Field("full", description="What kind of episode it is.")
    status: Literal["ready", "draft", "withdrawn"] = Field(
        "ready", description="`draft` is not published; `withdrawn` takes a published episode back."
    )
    audience: Literal["public", "members"] = Field("public", description="Who may hear it.")
    explicit: bool | None = Field(None, description="If it differs from the show.")
    guid: Line | None = Field(None, description="Its guid from an earlier host. Never change it.")
    language: Language | None = Field(None, description="If it differs from the show.")
    people: People = Field([], description="Who is heard, under the names they want to be known by.")
    tags: Annotated[list[Line], BeforeValidator(some)] = Field([], description="Words that feeds can select by.")
    posts: Annotated[list[Word], BeforeValidator(some)] = Field([], description="Ids of posts that answer it too.")
    redact: Annotated[list[Line], BeforeValidator(some)] = Field(
        [],
        description="What nobody may hear, in the recording's time: `00:12:30 - 00:12:34.5`; `[[ ]]` marks its words.",
    )
    chapters: list[Line | ChapterForm] = Field([], description="`00:12:30 The question`, if there is no chapters.txt.")
    recordings: Annotated[list[FileName], BeforeValidator(some)] = Field(
        [], description="The takes in order, if they are not called `recording…`."
    )
    track: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        None, description="Which track of a recording with several is heard, from 1. `check` lists them."
    )
    transcript: FileName | None = Field(None, description="The transcript, if it is not called `transcript…`.")
    cover: FileName | None = Field(None, description="The cover, if it is not called `cover…`.")
    display: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)] | None = Field(
        None, description="What is shown in place of its number: `Special 2`."
    )
    soundbites: Annotated[list[Line], BeforeValidator(some)] = Field(
        [], description="Stretches worth hearing alone, in the recording's time: `00:12:30 - 00:13:10 The question`."
    )
    license: Short | None = Field(None, description="If it differs from the show.")
    license_url: Address | None = Field(None, description="That licence's text.")
    funding: Annotated[list[FundingForm], BeforeValidator(some)] = Field([], description="Ways to support it.")
    locations: Annotated[list[LocationForm], BeforeValidator(some)] = Field([], description="Places.")
    texts: Annotated[list[TextForm], BeforeValidator(some)] = Field([], description="Texts for machines.")
    social: Annotated[list[SocialForm], BeforeValidator(some)] = Field([], description="Where listeners comment.")
    chat: ChatForm | None = Field(None, description="A room where listeners talk.")
    value: ValueForm | None = Field(None, description="How listeners can pay, if it differs from the show.")
    links: Annotated[list[LinkForm], BeforeValidator(some)] = Field([], description="The episode somewhere else.")

    def model_post_init(self, _: Any, /) -> None:  # noqa: ANN401 - pydantic's signature
        """A licence of one's own has a text somewhere."""
        own_license(self.license, self.license_url)
