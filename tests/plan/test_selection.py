"""Which feed carries which episode."""

from datetime import timedelta

from pipeline.model import Audience, EpisodeType, Person
from pipeline.plan import select
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
