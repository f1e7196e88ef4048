"""One episode alone: hidden, shown, taken back or brought up to date, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.artifact.manifest import Hidden, LiveFeed, Manifest
from pipeline.model import Episode, Lock, Millis, Minted, Redaction, Span, Status
from pipeline.plan import Change, Plan, alone
from pipeline.problems import CheckFailed
from tests.support.plans import GUID, NOW, a_catalogue, a_live_episode, a_manifest, a_wanted
from tests.support.shows import a_file, a_show, an_episode

IT = an_episode()
BESIDE = an_episode(id="001", slug="001-beside", title="Beside", recordings=(a_file("001.wav", "b"),))
CUT = replace(IT, redactions=(Redaction(span=Span(start=Millis(0), end=Millis(5))),))
MARKED = replace(IT, marked=("Rosa",))
ONLY_BESIDE = replace(a_manifest(a_catalogue(BESIDE)), retracted=("007",))


def hiding(episode: Episode) -> Manifest:
    live = a_live_episode(episode, a_show())
    return replace(ONLY_BESIDE, hidden={"042": Hidden(episode=live, pages={}, recipe="1")})


LIVE = replace(a_manifest(a_catalogue(IT, BESIDE)), retracted=("007",))
HIDDEN = hiding(IT)
TAKEN_BACK = replace(ONLY_BESIDE, retracted=("007", "042"))
LOCK = Lock(show_guid="kept", episodes={"042": Minted(guid="kept", published=NOW)})


def hide(live: Manifest) -> Plan:
    return alone.hide("042", live, LOCK, (IT, BESIDE))


def unhide(live: Manifest) -> Plan:
    return alone.unhide("042", live, LOCK, (IT, BESIDE), IT)


def retract(live: Manifest) -> Plan:
    return alone.retract("042", live, LOCK, (IT, BESIDE))


CASES = [
    pytest.param(hide, LIVE, Change.HIDES, ["001"], id="a live one is hidden"),
    pytest.param(hide, HIDDEN, None, ["042", "001"], id="what is hidden stays so"),
    pytest.param(unhide, HIDDEN, Change.SHOWS, ["042", "001"], id="a hidden one is shown"),
    pytest.param(retract, LIVE, Change.WITHDRAWN, ["001"], id="a live one is taken back"),
    pytest.param(retract, HIDDEN, Change.WITHDRAWN, ["001"], id="a hidden one is taken back"),
    pytest.param(retract, TAKEN_BACK, None, ["042", "001"], id="what was taken back stays so"),
]


@pytest.mark.parametrize(("act", "live", "change", "out"), CASES)
def test_each_act_beside_each_live_state_is_one_change(
    act: Callable[[Manifest], Plan], live: Manifest, change: Change | None, out: list[str]
) -> None:
    found = act(live)
    told = [(step.change, step.episode, step.title, bool(step.listeners)) for step in found.steps]
    assert told == ([(change, "042", IT.title, True)] if change else [])
    assert [episode.id for episode in found.released] == out
    assert (found.show, found.dangers, found.lock, found.show_guid) == ((), (), LOCK, GUID)
    assert found.retracted == (("007", "042") if change is Change.WITHDRAWN or live is TAKEN_BACK else ("007",))
    assert found.changes is (change is not None)


@pytest.mark.parametrize(
    ("act", "live", "code"),
    [
        (hide, ONLY_BESIDE, "E0919"),
        (hide, TAKEN_BACK, "E0919"),
        (unhide, LIVE, "E0922"),
        (unhide, ONLY_BESIDE, "E0922"),
        (retract, ONLY_BESIDE, "E0917"),
    ],
)
def test_what_is_not_there_to_be_acted_on_is_told(act: Callable[[Manifest], Plan], live: Manifest, code: str) -> None:
    with pytest.raises(CheckFailed) as refused:
        act(live)
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == (code, "episodes/042")


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        (IT, IT, True),
        (CUT, IT, False),
        (MARKED, IT, False),
        (CUT, CUT, True),
        (CUT, MARKED, False),
        (replace(CUT, marked=("Rosa",)), CUT, False),
        (IT, CUT, True),
        (None, CUT, True),
        (None, IT, True),
    ],
)
def test_what_was_redacted_while_it_was_hidden_is_not_shown_again(
    now: Episode | None, before: Episode, *, shown: bool
) -> None:
    live = hiding(before)
    if shown:
        assert [step.change for step in alone.unhide("042", live, LOCK, (), now).steps] == [Change.SHOWS]
        return
    with pytest.raises(CheckFailed) as refused:
        alone.unhide("042", live, LOCK, (), now)
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == ("E0918", "episodes/042")
    assert "publish.py replace 042" in problem.fix


def test_a_lock_without_the_shows_guid_gets_the_live_one() -> None:
    assert alone.hide("042", LIVE, Lock(), ()).lock == Lock(show_guid=GUID)


@pytest.mark.parametrize(
    ("live", "change"), [(LIVE, Change.CHANGED), (HIDDEN, Change.CHANGED), (ONLY_BESIDE, Change.NEW)]
)
def test_one_episode_is_brought_up_to_date_and_no_other_is_looked_at(live: Manifest, change: Change) -> None:
    feeds = {"gone": LiveFeed(key="feeds/gone.xml", episodes=("001", "042"))}
    now = replace(IT, title="Another title")
    older = an_episode(id="000", slug="000-older")
    out = {"042": IT, "001": BESIDE, "000": older}
    found = alone.change(a_wanted(a_catalogue(now), recipe="2"), replace(live, feeds=feeds), out)
    assert [(step.change, step.episode) for step in found.steps] == [(change, "042")]
    assert (found.dangers, found.show) == ((), ())
    assert found.released == (now, BESIDE, older)
    assert found.retracted == live.retracted


@pytest.mark.parametrize(
    ("status", "change", "codes", "taken_back"),
    [(Status.WITHDRAWN, Change.WITHDRAWN, [], ("007", "042")), (Status.DRAFT, Change.VANISHES, ["E0911"], ("007",))],
)
def test_what_the_folder_takes_from_listeners_is_not_out_afterwards(
    status: Status, change: Change, codes: list[str], taken_back: tuple[str, ...]
) -> None:
    wanted = a_wanted(a_catalogue(replace(IT, status=status)), replaced=["042"])
    found = alone.change(wanted, LIVE, {"042": IT, "001": BESIDE})
    assert [step.change for step in found.steps] == [change]
    assert [danger.code for danger in found.dangers] == codes
    assert found.released == (BESIDE,)
    assert found.retracted == taken_back
