"""What the writer can write the importer can read: tags go out into a feed, come back into a folder, unchanged."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import source
from pipeline.base.clock import Millis
from pipeline.base.text import one_line
from pipeline.model import (
    Chat,
    ContentLink,
    Episode,
    EpisodeTags,
    ForeignShow,
    Funding,
    Live,
    LiveStatus,
    Location,
    Person,
    Recipient,
    Remark,
    Remote,
    Schedule,
    Shared,
    Show,
    ShowTags,
    Social,
    Soundbite,
    Split,
    Value,
)
from pipeline.model.tag_rows import NOUNS
from pipeline.problems import errors
from pipeline.stages import feed
from tests.support import maximal
from tests.support.shows import a_channel, a_show, an_episode, an_item

LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))
LINE = st.text(LETTERS, min_size=1, max_size=30).map(one_line).filter(lambda s: s and "[[" not in s and "]]" not in s)
SHORT = LINE.map(lambda line: line[:32].strip()).filter(bool)
ADDRESS = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9/?=&%.-]{0,20}", fullmatch=True)
GUID = st.uuids().map(str)
MOMENT = st.datetimes(min_value=maximal.datetime(1990, 1, 1), max_value=maximal.datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=maximal.UTC, microsecond=0)
)
START, LENGTH = (st.integers(least, 999_999_999).map(Millis) for least in (0, 1))
BITE = st.integers(1, 38_000).map(Millis)


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


def some(values: st.SearchStrategy[object], least: int = 0) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, min_size=least, max_size=2).map(tuple)


PERSON = st.builds(
    Person, name=LINE, role=LINE.map(str.lower), group=LINE.map(str.lower), url=maybe(ADDRESS), image=maybe(ADDRESS)
)
FUNDING = st.builds(Funding, url=ADDRESS, text=LINE)
LINK = st.builds(ContentLink, url=ADDRESS, text=LINE)
LOCATION = st.builds(
    Location,
    name=LINE,
    rel=st.sampled_from(["subject", "creator"]),
    geo=maybe(st.sampled_from(["geo:48.2083,16.3731", "geo:-1,-2;u=3"])),
    osm=maybe(st.sampled_from(["R109166", "N1#2"])),
    country=maybe(st.sampled_from(["at", "gb"])),
)
SOCIAL = st.builds(
    Social,
    protocol=st.sampled_from(["activitypub", "nostr", "disabled"]),
    url=ADDRESS,
    account=maybe(LINE),
    account_url=maybe(ADDRESS),
    priority=maybe(st.integers(1, 1000)),
)
CHAT = st.builds(
    Chat, server=LINE, protocol=st.sampled_from(["irc", "xmpp", "matrix"]), account=maybe(LINE), space=maybe(LINE)
)
REMOTE = st.builds(
    Remote, feed_guid=GUID, feed_url=maybe(ADDRESS), item_guid=maybe(LINE), medium=maybe(LINE), title=maybe(LINE)
)
RECIPIENT = st.builds(
    Recipient,
    address=LINE,
    split=st.integers(0, 10**9),
    type=st.sampled_from(["node", "lnaddress"]),
    name=maybe(LINE),
    custom_key=maybe(LINE),
    custom_value=maybe(LINE),
    fee=st.booleans(),
)
SPLIT = st.builds(
    Split, start=START, duration=LENGTH, remote=REMOTE, remote_start=START, remote_percentage=st.integers(0, 100)
) | st.builds(Split, start=START, duration=LENGTH, recipients=some(RECIPIENT, 1))
VALUE = st.builds(
    Value,
    recipients=some(RECIPIENT, 1),
    type=LINE,
    method=LINE,
    suggested=maybe(st.sampled_from(["1", "0.00000005"])),
    splits=some(SPLIT),
)
SHARED = st.builds(
    Shared,
    locations=some(LOCATION),
    remarks=some(st.builds(Remark, text=LINE, purpose=maybe(LINE))),
    social=some(SOCIAL),
    chat=maybe(CHAT),
    value=maybe(VALUE),
)
LIVE = st.builds(
    Live,
    guid=LINE,
    title=LINE,
    status=st.sampled_from(LiveStatus),
    start=MOMENT,
    end=maybe(MOMENT),
    stream=ADDRESS,
    links=some(LINK, 1),
    description=maybe(LINE),
    image=maybe(ADDRESS),
    people=some(PERSON),
    chat=maybe(CHAT),
    value=maybe(VALUE),
)
SHOW_TAGS = st.builds(
    ShowTags,
    schedule=maybe(
        st.builds(Schedule, text=LINE, rrule=maybe(st.just("FREQ=WEEKLY")), start=maybe(MOMENT), complete=st.booleans())
    ),
    season_names=st.just(()) | LINE.map(lambda name: ((2, name),)),
    podping=st.booleans(),
    complete=st.booleans(),
    countries=some(st.sampled_from(["gb", "ie"])),
    spotify_newest=maybe(st.integers(1, 999)),
    podroll=some(REMOTE),
    publisher=maybe(REMOTE),
    live=some(LIVE),
)
EPISODE_TAGS = st.builds(
    EpisodeTags,
    display=maybe(SHORT),
    soundbites=some(st.builds(Soundbite, start=BITE, duration=BITE, title=maybe(LINE))),
    funding=some(FUNDING),
    links=some(LINK),
)


def imported(show: Show, episode: Episode) -> tuple[ForeignShow, source.FolderReading]:
    """The show's feed, read by whoever imports it, as a folder."""
    item = an_item(episode=episode, soundbites=episode.podcast.soundbites, value=episode.shared.value)
    came = feed.foreign(feed.write(a_channel(show=show), [item]), "feed.xml")
    with tempfile.TemporaryDirectory() as folder:
        arrivals = source.arrivals(came)
        assert source.write_texts(Path(folder), came, arrivals, "https://new.example/", "cover.png") == ()
        (Path(folder) / "cover.png").write_bytes(b"")
        (Path(folder) / "episodes" / arrivals[0].slug / "recording.mp3").write_bytes(b"")
        return came, source.read(Path(folder), environment={})


def same(show: Show, episode: Episode) -> None:
    _, reading = imported(show, episode)
    assert errors(reading.problems) == ()
    assert reading.show
    (back,) = reading.episodes
    for name in ("people", "funding", "license", "medium", "shared", "podcast"):
        assert getattr(reading.show, name) == getattr(show, name), name
    for name in ("people", "shared", "podcast", "season", "number", "title"):
        assert getattr(back, name) == getattr(episode, name), name


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    people=some(PERSON),
    funding=some(FUNDING),
    license_=st.none() | st.tuples(LINE, ADDRESS),
    shared=SHARED,
    tags=SHOW_TAGS,
    own_people=some(PERSON),
    own_license=st.none() | st.tuples(SHORT, ADDRESS),
    own_shared=SHARED,
    own_tags=EPISODE_TAGS,
)
def test_whatever_is_exported_is_imported_as_it_was(  # noqa: PLR0913, PLR0917 - everything that has a row
    people: tuple[Person, ...],
    funding: tuple[Funding, ...],
    license_: tuple[str, str] | None,
    shared: Shared,
    tags: ShowTags,
    own_people: tuple[Person, ...],
    own_license: tuple[str, str] | None,
    own_shared: Shared,
    own_tags: EpisodeTags,
) -> None:
    name, url = license_ or (None, None)
    show = a_show(people=people, funding=funding, license=name, shared=shared, podcast=replace(tags, license_url=url))
    own, address = own_license or (None, None)
    own_tags = replace(own_tags, license=own, license_url=address, season_name=dict(tags.season_names).get(2))
    same(show, an_episode(season=2, people=own_people, shared=own_shared, podcast=own_tags))


def test_a_show_that_says_everything_comes_back_whole() -> None:
    channel, (item,) = maximal.maximal()
    lower = tuple(replace(p, role=p.role.lower(), group=p.group.lower()) for p in channel.show.people)
    tags = replace(channel.show.podcast, season_names=((2, "Thaw"),))
    same(replace(channel.show, people=lower, podcast=tags), replace(item.episode, people=lower))


def test_every_row_with_a_noun_is_said_by_that_show() -> None:
    body = feed.write(*maximal.maximal())
    assert [row.tag for row in NOUNS if f"<{row.tag}".encode() not in body] == []


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ('<podcast:chat server="a.example" protocol="carrier pigeon"/>', "chat: protocol"),
        ("<podcast:license>my own, ask me</podcast:license>", "license: it: "),
        ('<podcast:location geo="somewhere">Here</podcast:location>', "locations 1: geo"),
        (
            '<podcast:location geo="geo:1,2">Here</podcast:location><podcast:location osm="?">x</podcast:location>',
            "ns 2",
        ),
        ("<podcast:medium>course</podcast:medium>", "medium: it"),
    ],
)
def test_what_no_setting_can_hold_is_told_and_the_rest_is_kept(tag: str, told: str, tmp_path: Path) -> None:
    body = (
        '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>T</title>'
        f"{tag}<podcast:txt>kept</podcast:txt>"
        '<item><title>One</title><enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="1"/></item>'
        "</channel></rss>"
    )
    came = feed.foreign(body.encode(), "feed.xml")
    (problem,) = source.write_texts(tmp_path, came, source.arrivals(came), "https://new.example/", "cover.png")
    assert (problem.code, problem.where) == ("W0287", "show.toml")
    assert told in problem.what
    assert "kept" in (tmp_path / "show.toml").read_text(encoding="utf-8")


def test_of_several_each_that_cannot_be_held_is_told_by_its_place_and_the_others_stay(tmp_path: Path) -> None:
    places = "".join(f'<podcast:location osm="{"?" if n % 2 else "R1"}">Place {n}</podcast:location>' for n in range(6))
    body = (
        '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>T</title>'
        f'{places}<podcast:chat server="a.example" protocol="pigeon"/></channel></rss>'
    )
    came = feed.foreign(body.encode(), "feed.xml")
    told = source.write_texts(tmp_path, came, (), "https://new.example/", "cover.png")
    assert [problem.what.partition(":")[0] for problem in told] == ["locations 2", "locations 4", "locations 6", "chat"]
    text = (tmp_path / "show.toml").read_text(encoding="utf-8")
    assert [n for n in range(6) if f"Place {n}" in text] == [0, 2, 4]
