"""Every tag of the Podcast Namespace: what is written, and that nothing is lost on the way back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.model import Announce, EpisodeTags, EpisodeType, Item, Millis, ShowTags, Soundbite
from pipeline.problems import CheckFailed
from pipeline.stages import feed
from pipeline.stages.feed import readback
from tests.stages.feed.published import many
from tests.support import maximal
from tests.support.maximal import EPISODE_SHARED, EPISODE_TAGS, PEOPLE, SHOW_SHARED, SHOW_TAGS, SOUNDBITES
from tests.support.shows import a_channel, a_feed, a_show, an_episode, an_item

GOLDEN = Path(__file__).parent / "golden" / "tags"
ITEM = "channel/item"
CHANNEL = "channel"


def written(body: bytes, parent: str, tag: str) -> str:
    """Those elements of a feed as text, without the namespaces' addresses."""
    root = etree.fromstring(body)
    prefix, _, name = tag.rpartition(":")
    nodes = root.findall(f"{parent}/{{{root.nsmap[prefix]}}}{name}" if prefix else f"{parent}/{tag}")
    told = "".join(etree.tostring(node, encoding="unicode", with_tail=False) + "\n" for node in nodes)
    for short, address in root.nsmap.items():
        told = told.replace(f' xmlns:{short}="{address}"', "")
    return told


def show_saying(**said: Any) -> bytes:  # noqa: ANN401 - passes through to the dataclass
    return feed.write(a_channel(show=a_show(people=(), podcast=ShowTags(**said))), [])


def show_sharing(**said: Any) -> bytes:  # noqa: ANN401 - passes through to the dataclass
    return feed.write(a_channel(show=a_show(shared=replace(SHOW_SHARED, **said))), [])


def episode_saying(**said: Any) -> bytes:  # noqa: ANN401 - passes through to the dataclass
    item = an_item(episode=an_episode(season=2, podcast=EpisodeTags(**said)))
    return feed.write(a_channel(), [item])


def every_tag() -> dict[str, tuple[str, str, bytes]]:
    """The golden file's name, where the tag stands, the tag, and a feed that says it."""
    trailer = an_item(episode=an_episode(type=EpisodeType.TRAILER, number=None, season=1))
    sharing = feed.write(a_channel(), [an_item(episode=an_episode(shared=EPISODE_SHARED), value=EPISODE_SHARED.value)])
    tags = SHOW_TAGS
    return {
        "value": (CHANNEL, "podcast:value", show_sharing()),
        "location": (CHANNEL, "podcast:location", show_sharing()),
        "txt": (CHANNEL, "podcast:txt", show_sharing()),
        "socialInteract": (CHANNEL, "podcast:socialInteract", show_sharing()),
        "chat": (CHANNEL, "podcast:chat", show_sharing()),
        "updateFrequency": (CHANNEL, "podcast:updateFrequency", show_saying(schedule=tags.schedule)),
        "podping": (CHANNEL, "podcast:podping", show_saying(podping=True)),
        "podroll": (CHANNEL, "podcast:podroll", show_saying(podroll=tags.podroll)),
        "publisher": (CHANNEL, "podcast:publisher", show_saying(publisher=tags.publisher)),
        "liveItem": (CHANNEL, "podcast:liveItem", show_saying(live=tags.live)),
        "countryOfOrigin": (CHANNEL, "spotify:countryOfOrigin", show_saying(countries=tags.countries)),
        "limit": (CHANNEL, "spotify:limit", show_saying(spotify_newest=50)),
        "complete": (CHANNEL, "itunes:complete", show_saying(complete=True)),
        "hub": (
            CHANNEL,
            "atom:link",
            feed.write(a_channel(show=a_show(announce=Announce(hubs=("https://hub.example/",)))), []),
        ),
        "image": (CHANNEL, "podcast:image", show_saying()),
        "trailer": (CHANNEL, "podcast:trailer", feed.write(a_channel(), [trailer])),
        "new-feed-url": (
            CHANNEL,
            "itunes:new-feed-url",
            feed.write(a_channel(feed=a_feed(new_feed_url="https://new.example/f.xml")), []),
        ),
        "license": (
            CHANNEL,
            "podcast:license",
            feed.write(a_channel(show=a_show(license="Ours", podcast=ShowTags(license_url="https://a.example/l"))), []),
        ),
        "person": (CHANNEL, "podcast:person", feed.write(a_channel(show=a_show(people=PEOPLE)), [])),
        "item-season": (ITEM, "podcast:season", episode_saying(season_name="Thaw")),
        "item-episode": (ITEM, "podcast:episode", episode_saying(display="Special 2")),
        "item-license": (ITEM, "podcast:license", episode_saying(license="cc-by-4.0")),
        "item-funding": (ITEM, "podcast:funding", episode_saying(funding=EPISODE_TAGS.funding)),
        "item-contentLink": (ITEM, "podcast:contentLink", episode_saying(links=EPISODE_TAGS.links)),
        "item-soundbite": (
            ITEM,
            "podcast:soundbite",
            feed.write(a_channel(), [an_item(soundbites=SOUNDBITES)]),
        ),
        "item-thumbnail": (ITEM, "media:thumbnail", feed.write(a_channel(), [an_item()])),
        "item-location": (ITEM, "podcast:location", sharing),
        "item-txt": (ITEM, "podcast:txt", sharing),
        "item-socialInteract": (ITEM, "podcast:socialInteract", sharing),
        "item-chat": (ITEM, "podcast:chat", sharing),
        "item-value": (ITEM, "podcast:value", sharing),
    }


@pytest.mark.parametrize("name", every_tag())
def test_each_tag_is_written_as_its_golden_file_says(name: str) -> None:
    parent, tag, body = every_tag()[name]
    assert written(body, parent, tag) == (GOLDEN / f"{name}.xml").read_text(encoding="utf-8")


def test_no_golden_file_is_without_its_tag() -> None:
    assert {path.stem for path in GOLDEN.glob("*.xml")} == set(every_tag())


def test_a_show_that_says_everything_breaks_no_rule() -> None:
    channel, items = maximal.maximal()
    assert feed.check(feed.write(channel, items), "feed.xml", channel.self_url) == ()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (b'address="rowan@pay.example"', b'address="somebody@pay.example"'),
        (b'split="95"', b'split="96"'),
        (b'address="guest@pay.example"', b'address="host@pay.example"'),
        (b'itemGuid="https://music.example/1"', b'itemGuid="https://music.example/2"'),
        (b'startTime="1"', b'startTime="2"'),
        (b'geo="geo:48.2083,16.3731"', b'geo="geo:48,16"'),
        (b">0123-4567<", b">0123-4568<"),
        (b'uri="https://social.example/@air/1"', b'uri="https://social.example/@air/2"'),
        (b'start="2026-12-01T18:00:00Z"', b'start="2026-12-01T19:00:00Z"'),
        (b'<guid isPermaLink="false">live-1<', b'<guid isPermaLink="false">live-2<'),
        (b"FREQ=WEEKLY", b"FREQ=DAILY"),
        (b'recentCount="50"', b'recentCount="5"'),
        (b">gb ie<", b">gb<"),
        (b'name="Thaw"', b'name="Frost"'),
        (b'display="Special 2"', b'display="Special 3"'),
        (b"<itunes:complete>Yes", b"<itunes:complete>No"),
        (b'usesPodping="true"', b'usesPodping="false"'),
        (b"own-social.jpg", b"other-social.jpg"),
        (b'href="https://hub.example/"', b'href="https://other.example/"'),
        (b'feedGuid="003af0a0', b'feedGuid="103af0a0'),
    ],
)
def test_a_tag_that_came_out_as_something_else_is_found_out(said: bytes, heard: bytes) -> None:
    channel, items = maximal.maximal()
    body = feed.write(channel, items)
    assert readback.differences(body, channel, items, "f") == ()
    assert said in body
    assert {p.code for p in readback.differences(body.replace(said, heard, 1), channel, items, "f")} == {"E0821"}


def test_the_newest_trailer_of_each_season_is_the_shows_trailer() -> None:
    def a_trailer(number: int, season: int | None) -> Item:
        item = many(6)[number]
        return replace(item, episode=an_episode(type=EpisodeType.TRAILER, number=None, season=season))

    items = [a_trailer(0, None), a_trailer(1, 1), a_trailer(2, 1), a_trailer(3, 2), a_trailer(4, None)]
    body = feed.write(a_channel(), [*items, many(6)[5]])
    urls = [node.get("url") for node in etree.fromstring(body).iter("{https://podcastindex.org/namespace/1.0}trailer")]
    assert urls == [f"https://air.example/media/{number}.mp3" for number in (4, 3, 2)]


def test_a_soundbite_after_the_end_is_refused_at_its_line() -> None:
    late = Soundbite(start=Millis(77_000), duration=Millis(161), where="episodes/042/episode.md:7")
    with pytest.raises(CheckFailed) as refused:
        feed.write(a_channel(), [an_item(soundbites=(late,))])
    assert [(p.code, p.where) for p in refused.value.problems] == [("E0850", "episodes/042/episode.md:7")]


def test_a_cover_that_is_the_shows_is_not_told_again() -> None:
    body = feed.write(a_channel(), [an_item()])
    assert written(body, CHANNEL, "podcast:image").count("\n") == 5
    assert not written(body, ITEM, "podcast:image")
