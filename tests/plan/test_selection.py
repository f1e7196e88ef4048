"""Which feed carries which episode."""

from datetime import timedelta

from pipeline.model import Audience, EpisodeType, Minted, Person
from pipeline.plan import select
from pipeline.plan.selection import due
from tests.support.plans import NOW
from tests.support.shows import a_feed, an_episode

TRAILER = an_episode(id="000", slug="000-trailer", type=EpisodeType.TRAILER, season=1, published=NOW)
GUEST = an_episode(id="001", slug="001-guest", people=(Person(name="Sol Reed"),), tags=("school",), season=2)
MEMBERS = an_episode(id="002", slug="002-members", audience=Audience.MEMBERS, published=NOW - timedelta(days=3))
ALL = (TRAILER, GUEST, MEMBERS)


def test_a_public_feed_never_carries_what_is_for_members() -> None:
    assert select(a_feed(), ALL) == (TRAILER, GUEST)


def test_a_members_feed_carries_everything() -> None:
    assert select(a_feed(audience=Audience.MEMBERS), ALL) == ALL


def test_each_selection_narrows() -> None:
    assert select(a_feed(types=("trailer",)), ALL) == (TRAILER,)
    assert select(a_feed(seasons=(2,)), ALL) == (GUEST,)
    assert select(a_feed(people=("Sol Reed",)), ALL) == (GUEST,)
    assert select(a_feed(tags=("school", "home")), ALL) == (GUEST,)
    swiss = an_episode(id="003", language="de-CH")
    assert select(a_feed(languages=("de",)), (*ALL, swiss)) == (swiss,)
    assert select(a_feed(languages=("de-AT", "d")), (*ALL, swiss)) == ()
    assert select(a_feed(newest=1), ALL) == (TRAILER,)


def test_what_is_out_stands_newest_first_and_of_one_moment_the_later_id_first() -> None:
    later = NOW - timedelta(hours=1)
    dates = {
        "001": later,
        "002": NOW,
        "003": later,
        "004": later - timedelta(days=1),
        "005": NOW + timedelta(seconds=1),
    }
    minted = {identity: Minted(guid=identity, published=date) for identity, date in dates.items()}
    episodes = [an_episode(id=identity) for identity in ("003", "004", "001", "005", "002")]
    assert [episode.id for episode in due(episodes, minted, NOW)] == ["002", "003", "001", "004"]
