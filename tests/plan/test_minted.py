"""Facts that apps hold on to: where they come from, and that nothing moves them but a name that allows it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

import pytest

from pipeline.artifact.manifest import Hidden
from pipeline.model import Enclosure, Lock, Millis, Minted, Span
from pipeline.plan import plan
from tests.support.plans import GUID, NOW, a_catalogue, a_live_episode, a_manifest, a_wanted
from tests.support.shows import a_digest, a_show, an_episode

LOCKED, LIVE, SAID = "locked", "live", "said"


@pytest.mark.parametrize(
    ("locked", "live", "said", "guid"),
    [
        (LOCKED, LIVE, SAID, LOCKED),
        (LOCKED, LIVE, None, LOCKED),
        (LOCKED, None, SAID, LOCKED),
        (None, LIVE, SAID, LIVE),
        (None, None, SAID, SAID),
        (None, None, None, GUID),
    ],
)
def test_the_shows_guid_is_the_lock_s_then_the_live_one_then_the_producer_s(
    locked: str | None, live: str | None, said: str | None, guid: str
) -> None:
    catalogue = a_catalogue(show=a_show(guid=said))
    known = UUID(int=1)
    lock = Lock(show_guid=locked, episodes={"042": Minted(guid=str(known), published=NOW)})
    manifest = replace(a_manifest(catalogue), show_guid=live) if live else None
    planned = plan(a_wanted(catalogue, lock=lock), manifest)
    assert (planned.show_guid, planned.lock.show_guid) == (guid, guid)


def test_a_new_episode_s_guid_comes_from_the_show_s_and_its_id() -> None:
    planned = plan(a_wanted(a_catalogue()), None)
    assert planned.lock.episodes["042"].guid == str(uuid5(UUID(GUID), "042"))
    live = replace(a_manifest(a_catalogue(), {}), show_guid=str(UUID(int=7)))
    assert plan(a_wanted(a_catalogue()), live).lock.episodes["042"].guid == str(uuid5(UUID(int=7), "042"))


@pytest.mark.parametrize(
    ("said", "locked", "guid"), [("said", "locked", "said"), (None, "locked", "locked"), ("said", None, "said")]
)
def test_until_listeners_have_it_the_producer_may_still_say_the_guid(
    said: str | None, locked: str | None, guid: str
) -> None:
    lock = Lock(episodes={"042": Minted(guid=locked, published=NOW)} if locked else {})
    planned = plan(a_wanted(a_catalogue(an_episode(guid=said)), lock=lock), None)
    assert planned.lock.episodes["042"].guid == guid


HEARD = Enclosure(key="media/heard.mp3", size=7, digest=a_digest("d"), duration=Millis(7))
BODY = Span(start=Millis(1), end=Millis(6))


def test_what_was_heard_once_is_kept_even_if_nothing_is_live() -> None:
    kept = Minted(guid="kept", published=NOW - timedelta(days=1), enclosure=HEARD)
    planned = plan(a_wanted(a_catalogue(an_episode(guid="other")), lock=Lock(episodes={"042": kept})), None)
    assert planned.lock.episodes["042"] == kept


@pytest.mark.parametrize("hidden", [False, True])
def test_what_listeners_have_is_read_off_what_is_live_and_the_lock_leads_for_the_rest(*, hidden: bool) -> None:
    episode = an_episode()
    live = a_live_episode(episode, a_show(), enclosure=HEARD, body=BODY, others=(HEARD,))
    manifest = a_manifest(a_catalogue(), {} if hidden else {"042": live})
    if hidden:
        manifest = replace(manifest, hidden={"042": Hidden(episode=live, pages={}, recipe="1")})
    lock = Lock(episodes={"042": Minted(guid="locked", published=live.published)})
    planned = plan(a_wanted(a_catalogue(episode), lock=lock), manifest)
    kept = Minted(guid="locked", published=live.published, enclosure=HEARD, body=BODY, others=(HEARD,))
    assert planned.lock.episodes["042"] == (lock.episodes["042"] if hidden else kept)


@pytest.mark.parametrize(
    ("allowed", "guid", "days"),
    [
        ((), "guid-of-042", 0),
        (("twice=042",), "said", 0),
        (("redate=042",), "guid-of-042", 9),
        (("twice=042", "redate=042"), "said", 9),
        (("twice=001", "redate=001"), "guid-of-042", 0),
    ],
)
def test_a_fact_moves_only_where_its_name_allows_it(allowed: Collection[str], guid: str, days: int) -> None:
    was = an_episode(published=NOW - timedelta(days=20))
    now = replace(was, guid="said", published=was.published - timedelta(days=9))
    live = a_manifest(a_catalogue(was))
    minted = plan(a_wanted(a_catalogue(now), allowed=allowed), live).lock.episodes["042"]
    assert minted == replace(live.episodes["042"].minted, guid=guid, published=was.published - timedelta(days=days))


def test_a_name_alone_moves_nothing() -> None:
    live = a_manifest(a_catalogue())
    bare = a_catalogue(an_episode(published=None))
    planned = plan(a_wanted(bare, allowed=["twice=042", "redate=042"]), live)
    assert planned.lock.episodes["042"] == live.episodes["042"].minted
