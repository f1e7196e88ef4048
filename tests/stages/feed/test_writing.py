"""What the writer says, and what it refuses to say."""

import locale
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import pipeline
from pipeline.model import Audience, Channel, FeedAddress, Item
from pipeline.problems import CheckFailed
from pipeline.stages import feed
from pipeline.stages.feed import readback
from tests.stages.feed.published import full, linked, many, members, minimal
from tests.support.shows import BASE, a_channel, a_feed, a_site, an_episode, an_item

GOLDEN = Path(__file__).parent / "golden"
SHOWS: dict[str, Callable[[], tuple[Channel, Sequence[Item]]]] = {"minimal": minimal, "full": full, "members": members}
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


def seen(body: bytes, path: str) -> list[str]:
    """What an XPath finds in the feed's channel."""
    return [str(found) for found in etree.fromstring(body).xpath(f"/rss/channel/{path}", namespaces=NAMES)]


@pytest.mark.parametrize("name", SHOWS)
def test_a_show_becomes_the_very_feed_that_is_kept_as_golden(name: str) -> None:
    expected = (GOLDEN / f"{name}.xml").read_bytes()
    assert feed.write(*SHOWS[name]()).replace(pipeline.__version__.encode(), b"VERSION") == expected


@pytest.mark.parametrize("name", SHOWS)
def test_what_is_written_breaks_no_rule(name: str) -> None:
    channel, items = SHOWS[name]()
    assert feed.check(feed.write(channel, items), "feed.xml", channel.self_url) == ()


def test_the_first_bytes_are_the_xml_declaration() -> None:
    assert feed.write(*minimal()).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<rss ")


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_episode_comes_first_whatever_the_order_given(order: int) -> None:
    body = feed.write(a_channel(), many(3)[::order])
    assert seen(body, "item/guid/text()") == ["guid-2", "guid-1", "guid-0"]


def test_episodes_of_one_moment_come_in_an_order_of_their_own() -> None:
    two = [an_item(guid="b"), an_item(guid="a")]
    assert feed.write(a_channel(), two) == feed.write(a_channel(), two[::-1])


def test_the_feed_is_as_old_as_its_newest_episode_and_never_as_young_as_the_clock() -> None:
    body = feed.write(a_channel(), many(2))
    assert seen(body, "pubDate/text()") == seen(body, "lastBuildDate/text()") == ["Tue, 14 Nov 2023 23:13:20 +0000"]


def test_a_feed_without_episodes_has_no_date() -> None:
    body = feed.write(a_channel(), [])
    assert seen(body, "pubDate") == seen(body, "lastBuildDate") == seen(body, "item") == []


def test_the_locale_of_the_process_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(locale, "setlocale", touched)
    assert feed.write(*full())


def test_the_channel_links_to_the_website_and_names_its_own_address() -> None:
    body = feed.write(*full())
    assert seen(body, "link/text()") == ["https://air.example/"]
    assert seen(body, "atom:link[@rel='self']/@href") == ["https://air.example/feeds/public.xml"]


def test_a_cover_ending_in_jpeg_with_a_version_is_kept() -> None:
    body = feed.write(*full())
    assert (
        seen(body, "itunes:image/@href") == seen(body, "image/url/text()") == ["https://air.example/art/cover.jpeg?v=2"]
    )


def test_a_members_feed_asks_lists_to_pass_it_over() -> None:
    body = feed.write(*members())
    assert seen(body, "itunes:block/text()") == ["Yes"]
    assert seen(body, "podcast:block/text()") == ["yes"]
    assert not seen(feed.write(*full()), "itunes:block|podcast:block")


def test_a_public_feed_refuses_a_members_episode() -> None:
    item = an_item(episode=an_episode(audience=Audience.MEMBERS))
    with pytest.raises(CheckFailed) as refused:
        feed.write(a_channel(feed=a_feed(name="all")), [an_item(), item])
    assert [(p.code, p.where) for p in refused.value.problems] == [("E0820", "feeds/all.toml")]


def test_apps_find_webvtt_first_whatever_the_order_given() -> None:
    kinds = ["text/html", "application/x-subrip", "application/pdf", "text/vtt"]
    body = feed.write(a_channel(), [an_item(transcript_files=tuple(map(linked, kinds)))])
    told = ["text/vtt", "application/x-subrip", "text/html", "application/pdf"]
    assert seen(body, "item/podcast:transcript/@type") == told
    assert seen(body, "item/podcast:transcript[@rel='captions']/@type") == told[:2]


def test_an_episode_names_people_only_when_it_has_its_own() -> None:
    body = feed.write(*full())
    assert seen(body, "podcast:person/@href") == ["https://air.example/rowan"]
    assert seen(body, "item[1]/podcast:person/text()") == ["Rowan Ash"]
    assert not seen(body, "item[2]/podcast:person")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (b'<guid isPermaLink="false">guid-of-042<', b'<guid isPermaLink="false">another<'),
        (b'length="1234567"', b'length="1234568"'),
        (b"06:00:00 +0000</pubDate>\n      <desc", b"06:00:01 +0000</pubDate>\n      <desc"),
        (b"<itunes:explicit>true", b"<itunes:explicit>false"),
        (b'start="00:00:30.000"', b'start="00:00:31.000"'),
        (b'<podcast:locked owner="hello@air.example">yes', b"<podcast:locked>no"),
        (b"</channel>", b"<item/></channel>"),
    ],
)
def test_a_feed_that_says_something_else_than_the_model_is_found_out(said: bytes, heard: bytes) -> None:
    channel, items = full()
    body = feed.write(channel, items)
    ordered = sorted(items, key=lambda item: item.published, reverse=True)
    assert readback.differences(body, channel, ordered, "f") == ()
    assert said in body
    changed = body.replace(said, heard, 1)
    assert {p.code for p in readback.differences(changed, channel, ordered, "f")} == {"E0821"}


def test_two_thousand_episodes_take_no_time() -> None:
    episodes = many(2000)
    start = time.process_time()
    body = feed.write(a_channel(), episodes)
    assert time.process_time() - start < 4
    assert len(feed.read(body, "feed.xml")) == 2000


def test_the_shows_guid_does_not_change_with_scheme_or_slash() -> None:
    same = {
        feed.show_guid(url)
        for url in ("https://a.example/f.xml", "http://a.example/f.xml", "https://a.example/f.xml//")
    }
    assert len(same) == 1


def test_lengths_are_whole_seconds() -> None:
    item = an_item()
    short = replace(item, enclosure=replace(item.enclosure, duration=1499))
    assert seen(feed.write(a_channel(), [short]), "item/itunes:duration/text()") == ["1"]


def test_a_feed_of_one_language_says_so() -> None:
    body = feed.write(a_channel(feed=a_feed(languages=("de-AT",))), [])
    assert seen(body, "language/text()") == ["de-at"]


def test_a_browser_is_told_of_the_style_after_the_declaration() -> None:
    channel = a_channel(style_url="https://air.example/assets/feed-1.css?a=1&b")
    first, second, third = feed.write(channel, []).decode().split("\n")[:3]
    assert first.startswith("<?xml version='1.0'")
    assert second == '<?xml-stylesheet type="text/css" href="https://air.example/assets/feed-1.css?a=1&amp;b"?>'
    assert third.startswith("<rss ")
    assert feed.check(feed.write(channel, []), "f", channel.self_url) == ()


def test_all_feeds_that_pages_may_name_are_in_one_list() -> None:
    feeds = (
        FeedAddress(title="One & two", url=f"{BASE}feeds/1.xml"),
        FeedAddress(title="<b>", url=f"{BASE}feeds/b.xml"),
    )
    told = etree.fromstring(feed.opml(a_site(feeds=feeds)))
    assert told.xpath("/opml[@version='2.0']/head/title/text()") == ["Coming Up For Air"]
    assert told.xpath("//outline[@type='rss']/@xmlUrl") == [f"{BASE}feeds/1.xml", f"{BASE}feeds/b.xml"]
    assert told.xpath("//outline/@text") == ["One & two", "<b>"]
