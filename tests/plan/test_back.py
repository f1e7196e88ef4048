"""Going back to an earlier release: the changes and dangers that a publication would have."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.artifact.manifest import Hidden, LiveEpisode, LiveFeed, Manifest
from pipeline.model import Lock, Minted
from pipeline.plan import Change, back, between
from tests.support.plans import GUID, NOW, a_catalogue, a_live_episode, a_manifest
from tests.support.shows import a_show, an_episode

IT = a_live_episode(an_episode(), a_show())
BESIDE = a_live_episode(an_episode(id="001", slug="001-beside", title="Beside"), a_show())
LONGER = replace(IT.enclosure, size=2000)
MOVED = replace(IT.enclosure, key="media/moved.mp3")


def release(episodes: Mapping[str, LiveEpisode | None], **changes: object) -> Manifest:
    out = {identity: episode for identity, episode in {"001": BESIDE, **episodes}.items() if episode}
    return replace(a_manifest(a_catalogue(), out), **changes)


HIDDEN = {"042": Hidden(episode=IT, pages={}, recipe="1")}
LIVE = release({"042": IT})
CASES = [
    # target, live, change, dangers
    pytest.param(LIVE, LIVE, None, "", id="the same"),
    pytest.param(LIVE, release({}), Change.NEW, "", id="it comes back"),
    pytest.param(release({}), LIVE, Change.VANISHES, "E0911", id="it was not there yet"),
    pytest.param(release({}, hidden=HIDDEN), LIVE, Change.HIDES, "", id="it was hidden"),
    pytest.param(release({}, retracted=("042",)), LIVE, Change.WITHDRAWN, "", id="it was taken back"),
    pytest.param(release({"042": replace(IT, guid="another")}), LIVE, Change.TWICE, "E0912", id="another guid"),
    pytest.param(
        release({"042": replace(IT, published=NOW - timedelta(days=99))}), LIVE, Change.REDATED, "E0913", id="a date"
    ),
    pytest.param(release({"042": replace(IT, enclosure=LONGER)}), LIVE, Change.REPLACED, "", id="longer audio"),
    pytest.param(release({"042": replace(IT, enclosure=MOVED)}), LIVE, Change.REPLACED, "", id="audio elsewhere"),
    pytest.param(release({"042": replace(IT, title="Another")}), LIVE, Change.CHANGED, "", id="another title"),
    pytest.param(release({"042": replace(IT, facets={})}), LIVE, Change.CHANGED, "", id="other words"),
    pytest.param(
        release({"042": replace(IT, guid="another", published=NOW, enclosure=LONGER)}),
        LIVE,
        Change.TWICE,
        "E0912",
        id="all at once is what hurts most",
    ),
]


@pytest.mark.parametrize(("target", "live", "change", "codes"), CASES)
def test_each_earlier_state_beside_the_live_one_is_one_change(
    target: Manifest, live: Manifest, change: Change | None, codes: str
) -> None:
    found = back(target, live, Lock())
    title = (target.episodes.get("042") or IT).title
    assert [(s.change, s.episode, s.title) for s in found.steps] == ([(change, "042", title)] if change else [])
    assert [danger.code for danger in found.dangers] == codes.split()
    assert between(live, target) == found.steps


@pytest.mark.parametrize(("target", "live", "change", "codes"), [case for case in CASES if case.values[-1]])
def test_the_word_that_a_danger_of_going_back_names_lets_it_pass(
    target: Manifest, live: Manifest, change: Change, codes: str
) -> None:
    (danger,) = back(target, live, Lock()).dangers
    assert danger.where == "generation 3"
    (word,) = re.findall(r"--allow (\S+)", danger.fix)
    assert back(target, live, Lock(), [word]).dangers == ()
    assert [d.code for d in back(target, live, Lock(), [word.replace("042", "001")]).dangers] == [codes]
    assert change.dangerous


def test_a_feed_that_was_not_there_yet_would_vanish() -> None:
    both = {name: LiveFeed(key=f"feeds/{name}.xml", episodes=("042",)) for name in ("public", "club")}
    live = release({"042": IT}, feeds=both)
    (danger,) = back(LIVE, live, Lock()).dangers
    assert (danger.code, danger.where) == ("E0914", "generation 3")
    assert "--allow vanish=club" in danger.fix
    assert back(LIVE, live, Lock(), ["vanish=club"]).dangers == ()
    assert back(live, LIVE, Lock()).dangers == ()


def test_much_of_the_show_is_told_at_the_generation() -> None:
    many = {f"{n:03}": a_live_episode(an_episode(id=f"{n:03}", slug=f"{n:03}-x"), a_show()) for n in range(1, 13)}
    words = [f"vanish={identity}" for identity in many]
    (danger,) = back(a_manifest(a_catalogue(), {}), a_manifest(a_catalogue(), many), Lock(), words).dangers
    assert (danger.code, danger.where) == ("E0925", "generation 3")


def test_what_hurts_is_told_first_then_by_id() -> None:
    first = {identity: a_live_episode(an_episode(id=identity, slug=identity), a_show()) for identity in "1234"}
    after = {"1": replace(first["1"], title="x"), "3": replace(first["3"], title="x"), "5": BESIDE}
    told = between(a_manifest(a_catalogue(), first), a_manifest(a_catalogue(), after))
    assert [step.episode for step in told] == ["2", "4", "1", "3", "5"]


def test_before_the_first_release_there_was_nothing() -> None:
    assert [(step.change, step.episode) for step in between(None, LIVE)] == [(Change.NEW, "001"), (Change.NEW, "042")]


def test_each_change_of_going_back_says_what_a_subscriber_sees() -> None:
    told = {step.listeners for case in CASES for step in back(case.values[0], case.values[1], Lock()).steps}
    assert len(told) == len({case.values[2] for case in CASES} - {None})
    assert "" not in told


def test_the_lock_goes_back_with_the_release_and_keeps_what_it_does_not_know() -> None:
    kept = Minted(guid="kept", published=NOW)
    newer = Minted(guid="newer", published=NOW)
    target = release({"042": IT}, show_guid="another-show")
    found = back(target, LIVE, Lock(show_guid=GUID, episodes={"042": newer, "900": kept}))
    assert found.lock == Lock(show_guid="another-show", episodes={"042": IT.minted, "001": BESIDE.minted, "900": kept})
    assert found.show_guid == "another-show"
    assert found.released == ()


def test_a_release_shown_again_gets_the_next_number() -> None:
    found = back(LIVE, replace(LIVE, generation=7), Lock())
    assert found.show == ("generation 3 is shown again, as generation 8",)
    assert found.changes
