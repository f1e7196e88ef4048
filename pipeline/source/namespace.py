"""From the forms of the Podcast Namespace's tags to the model's nouns."""

from collections.abc import Callable, Sequence

from pipeline.model import (
    Chat,
    ContentLink,
    EpisodeTags,
    Funding,
    Live,
    LiveStatus,
    Location,
    Millis,
    Person,
    Recipient,
    Remark,
    Remote,
    Schedule,
    Shared,
    ShowTags,
    Social,
    Soundbite,
    Split,
    Value,
)
from pipeline.source.schema.forms import EpisodeForm, ShowForm
from pipeline.source.schema.tags import (
    ChatForm,
    FundingForm,
    LinkForm,
    LiveForm,
    LocationForm,
    PersonForm,
    RecipientForm,
    RemoteForm,
    ScheduleForm,
    SplitForm,
    ValueForm,
)

At = Callable[..., str]
"""Where a setting stands, by its path."""


def people(forms: Sequence[PersonForm], at: At, *path: str | int) -> tuple[Person, ...]:
    """Everybody, each knowing the line that names them."""
    return tuple(Person(**p.model_dump(), where=at(*path, "people", i)) for i, p in enumerate(forms))


def funding(forms: Sequence[FundingForm]) -> tuple[Funding, ...]:
    """The ways to support the show or an episode, in the order of their forms (`podcast:funding`)."""
    return tuple(Funding(url=form.url, text=form.text) for form in forms)


def shared(form: ShowForm | EpisodeForm) -> Shared:
    """What a show and an episode say alike in the Podcast Namespace: places, texts, comments, chat, payments."""
    return Shared(
        locations=tuple(map(_location, form.locations)),
        remarks=tuple(Remark(text=text.text, purpose=text.purpose) for text in form.texts),
        social=tuple(Social(**social.model_dump()) for social in form.social),
        chat=_chat(form.chat),
        value=_value(form.value),
    )


def show_tags(form: ShowForm, at: At) -> ShowTags:
    """What only a show says in feeds besides Apple's tags. `at` tells where in show.toml a setting stands."""
    return ShowTags(
        license_url=form.license_url,
        schedule=_schedule(form.schedule),
        season_names=tuple(sorted(form.season_names.items())),
        podping=form.podping,
        complete=form.complete,
        countries=tuple(form.spotify.countries),
        spotify_newest=form.spotify.newest,
        podroll=tuple(map(_remote, form.podroll)),
        publisher=_remote(form.publisher) if form.publisher else None,
        live=tuple(_live(live, at, i) for i, live in enumerate(form.live)),
    )


def episode_tags(form: EpisodeForm, soundbites: tuple[Soundbite, ...], season_name: str | None) -> EpisodeTags:
    """What only an episode says in the Podcast Namespace.

    `soundbites` are read before; `season_name` is the one that the show gives to the episode's season.
    """
    return EpisodeTags(
        license=form.license,
        license_url=form.license_url,
        season_name=season_name,
        display=form.display,
        soundbites=soundbites,
        funding=funding(form.funding),
        links=_links(form.links),
    )


def _location(form: LocationForm) -> Location:
    geo = f"geo:{form.geo.removeprefix('geo:')}" if form.geo else None
    return Location(name=form.name, rel=form.rel, geo=geo, osm=form.osm, country=form.country)


def _schedule(form: ScheduleForm | None) -> Schedule | None:
    return Schedule(**form.model_dump()) if form else None


def _chat(form: ChatForm | None) -> Chat | None:
    return Chat(**form.model_dump()) if form else None


def _remote(form: RemoteForm) -> Remote:
    return Remote(**form.model_dump())


def _links(forms: Sequence[LinkForm]) -> tuple[ContentLink, ...]:
    return tuple(ContentLink(url=form.url, text=form.text) for form in forms)


def _value(form: ValueForm | None) -> Value | None:
    if form is None:
        return None
    return Value(
        type=form.type,
        method=form.method,
        suggested=form.suggested,
        recipients=_recipients(form.recipients),
        splits=tuple(map(_split, form.splits)),
    )


def _recipients(forms: Sequence[RecipientForm]) -> tuple[Recipient, ...]:
    return tuple(Recipient(**form.model_dump()) for form in forms)


def _split(form: SplitForm) -> Split:
    return Split(
        start=_millis(form.start),
        duration=_millis(form.duration),
        remote=_remote(form.remote) if form.remote else None,
        remote_start=_millis(form.remote_start),
        remote_percentage=form.remote_percentage,
        recipients=_recipients(form.recipients),
    )


def _millis(seconds: float) -> Millis:
    return Millis(round(seconds * 1000))


def _live(form: LiveForm, at: At, index: int) -> Live:
    return Live(
        guid=form.guid,
        title=form.title,
        status=LiveStatus(form.status),
        start=form.start,
        end=form.end,
        stream=form.stream,
        type=form.type,
        description=form.description,
        image=form.image,
        links=_links(form.links),
        people=people(form.people, at, "live", index),
        chat=_chat(form.chat),
        value=_value(form.value),
    )
