"""A first publication at an address where another tool's feed is already subscribed to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.diff import Known
from pipeline.model import Catalogue, Enclosure, Lock, Millis, Minted
from pipeline.plan import Plan, plan
from tests.support.plans import NOW, a_catalogue, a_wanted
from tests.support.shows import a_digest, a_file, an_episode

IT = an_episode(guid="g-042")
THERE = Known(guid="g-042", title=IT.title, date=IT.published, address="https://old.example/42.mp3", size=1000)
GONE = Known(guid="g-001", title="Long ago", date=NOW - timedelta(days=500))


def moved(found: Sequence[Known], catalogue: Catalogue | None = None, **said: object) -> Plan:
    return plan(a_wanted(catalogue or a_catalogue(IT), found=found, **said), None)


@pytest.mark.parametrize(
    ("found", "code", "where", "named"),
    [
        pytest.param([], "", "", "", id="no feed was there"),
        pytest.param([THERE], "", "", "", id="it carries the same"),
        pytest.param([GONE, THERE], "E0911", "episodes/", "vanish=g-001", id="it carries one more"),
        pytest.param([replace(THERE, guid="old")], "E0912", IT.where, "twice=042", id="it knows another guid"),
        pytest.param([replace(THERE, date=NOW)], "E0913", IT.where, "redate=042", id="it has another date"),
        pytest.param([replace(THERE, date=None)], "", "", "", id="its date is none that anybody can read"),
        pytest.param([replace(THERE, size=1)], "", "", "", id="new audio is what is expected of a move"),
        pytest.param([replace(THERE, title="Another")], "", "", "", id="another title"),
    ],
)
def test_what_subscribers_of_the_feed_that_is_there_would_lose(
    found: Sequence[Known], code: str, where: str, named: str
) -> None:
    dangers = moved(found).dangers
    assert [(d.code, d.where) for d in dangers] == ([(code, where)] if code else [])
    assert [re.findall(r"--allow (\S+)", d.fix) for d in dangers] == ([[named]] if code else [])
    assert moved(found, allowed=[named]).dangers == ()
    assert [d.code for d in moved(found, allowed=["vanish=900", "twice=900", "redate=900"]).dangers] == code.split()


def test_how_it_is_mended_names_what_subscribers_know() -> None:
    (other,) = moved([replace(THERE, guid="old")]).dangers
    assert "`guid: old`" in other.fix
    (redated,) = moved([replace(THERE, date=NOW)]).dangers
    assert f"`published: {NOW.isoformat()}`" in redated.fix


def test_an_episode_that_is_not_in_that_feed_is_what_they_subscribed_for() -> None:
    both = a_catalogue(IT, an_episode(id="043", slug="043-new", title="New", recordings=(a_file("n.wav", "e"),)))
    assert moved([THERE], both).dangers == ()


def test_an_episode_that_waits_is_not_there_yet() -> None:
    later = a_catalogue(replace(IT, published=NOW + timedelta(days=1)))
    assert [danger.code for danger in moved([THERE], later).dangers] == ["E0911"]


def test_the_lock_s_guid_and_date_stand_for_what_the_folder_does_not_say() -> None:
    bare = a_catalogue(replace(IT, guid=None, published=None))
    lock = Lock(episodes={"042": Minted(guid="g-042", published=IT.published)})
    assert moved([THERE], bare, lock=lock).dangers == ()
    assert [danger.code for danger in moved([THERE], bare).dangers] == ["E0912", "E0913"]


def test_much_of_the_show_at_once_is_told_beside_what_was_named() -> None:
    found = [THERE, *(replace(GONE, guid=f"g-{n}", title=f"E{n}") for n in range(9))]
    words = {f"vanish=g-{n}" for n in range(9)}
    (danger,) = moved(found, allowed=words).dangers
    assert (danger.code, danger.where) == ("E0925", "episodes/")
    assert moved(found, allowed={*words, "many=9"}).dangers == ()


def test_audio_that_was_heard_before_is_compared_by_its_address_and_size() -> None:
    """Ten are known and all sound otherwise: only the guard tells new audio, so it tells how many."""
    episodes = [an_episode(id=f"{n:03}", slug=f"{n}", guid=f"g-{n}", title=f"E{n}") for n in range(10)]
    found = [replace(THERE, guid=f"g-{n}", title=f"E{n}", address="", size=n + 1) for n in range(10)]
    heard = Enclosure(key="media/x.mp3", size=1, digest=a_digest(), duration=Millis(1))
    facts = {e.id: Minted(guid=e.guid, published=e.published, enclosure=heard) for e in episodes}
    (danger,) = moved(found, a_catalogue(*episodes), lock=Lock(episodes=facts)).dangers
    assert "many=9" in danger.fix
    elsewhere = [replace(known, size=None, address="https://old.example/x.mp3") for known in found]
    (danger,) = moved(elsewhere, a_catalogue(*episodes), lock=Lock(episodes=facts)).dangers
    assert "many=10" in danger.fix
    assert moved(found, a_catalogue(*episodes)).dangers == ()
