"""What each caller has, as apps know it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.diff import Known, known_of_feed, known_of_lock, known_of_release
from pipeline.model import Enclosure, ForeignEpisode, ForeignShow, Millis, Minted
from tests.support.plans import a_live_episode
from tests.support.shows import a_digest, a_show, an_episode

DAY = datetime(2026, 1, 3, 6, tzinfo=UTC)
ITEM = ForeignEpisode(
    guid="g1",
    title="One",
    published=DAY,
    url="https://old.example/1.mp3",
    length=1000,
    content_type="audio/mpeg",
    html="",
    summary="",
)
FEED = ForeignShow(
    title="Coming Up For Air",
    description="",
    language="en",
    author="",
    website="",
    image=None,
    categories=(),
    explicit=False,
    type="episodic",
    guid=None,
    locked=False,
    owner_name=None,
    owner_email=None,
    copyright=None,
    license=None,
    medium="podcast",
    episodes=(ITEM, replace(ITEM, guid="g2", published=None, length=None)),
)


def test_of_anybody_s_feed_it_is_known_what_its_items_say() -> None:
    there = Known(guid="g1", title="One", date=DAY, address="https://old.example/1.mp3", size=1000)
    assert known_of_feed(FEED) == (there, replace(there, guid="g2", date=None, size=None))


def test_where_all_audio_moves_addresses_are_not_compared() -> None:
    assert [known.address for known in known_of_feed(FEED, addresses=False)] == ["", ""]
    assert [known.size for known in known_of_feed(FEED, addresses=False)] == [1000, None]


def test_of_a_release_of_ours_everything_is_known() -> None:
    live = a_live_episode(an_episode(), a_show())
    (known,) = known_of_release({"042": live})
    assert known == Known(
        identity="042",
        guid="guid-of-042",
        title="School meetings without dread",
        date=live.published,
        address="media/042-school-meetings-0123456789ab.mp3",
        size=1000,
        sound=live.facets["sound"],
    )
    (silent,) = known_of_release({"042": replace(live, facets={})})
    assert silent.sound is None


@pytest.mark.parametrize("size", [None, 7])
def test_of_publish_lock_the_facts_are_known_and_no_address(size: int | None) -> None:
    heard = Enclosure(key="k", size=7, digest=a_digest(), duration=Millis(1)) if size else None
    known = known_of_lock([("042", "One", Minted(guid="g1", published=DAY, enclosure=heard))])
    assert known == (Known(identity="042", guid="g1", title="One", date=DAY, size=size),)
