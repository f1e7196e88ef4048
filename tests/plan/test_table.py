"""What becomes of an episode: by its folder, by what is live and by what was allowed, one change and its dangers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.artifact.manifest import Hidden, LiveFeed, Manifest
from pipeline.diff import rules as seen_rules
from pipeline.model import Audience, Episode, Feed, Millis, Redaction, Span, Status
from pipeline.plan import Change, Plan, plan, rules
from tests.support.plans import NOW, a_catalogue, a_live_episode, a_manifest, a_wanted
from tests.support.shows import a_feed, a_file, a_show, an_episode

IT = an_episode()
BESIDE = an_episode(id="001", slug="001-beside", title="Beside", recordings=(a_file("001.wav", "b"),), number=1)
DRAFT, WITHDRAWN = replace(IT, status=Status.DRAFT), replace(IT, status=Status.WITHDRAWN)
AT_THIS_SECOND, A_SECOND_LATER = replace(IT, published=NOW), replace(IT, published=NOW + timedelta(seconds=1))
RETOLD = replace(IT, title="Another title")
RERECORDED = replace(IT, recordings=(a_file("r.wav", "f"),))
REGUIDED = replace(IT, guid="another")
ANTEDATED = replace(IT, published=NOW - timedelta(days=99))
CUT = replace(IT, redactions=(Redaction(span=Span(start=Millis(0), end=Millis(5))),))
MARKED = replace(IT, marked=("Rosa",))
OF_BESIDE = replace(IT, recordings=BESIDE.recordings)
NO_FOLDER = None

PUBLISHED = a_live_episode(IT, a_show())
ONLY_BESIDE = a_manifest(a_catalogue(BESIDE))
NEVER = ONLY_BESIDE
LIVE = a_manifest(a_catalogue(IT, BESIDE))
HIDDEN = replace(ONLY_BESIDE, hidden={"042": Hidden(episode=PUBLISHED, pages={}, recipe="1")})
TAKEN_BACK = replace(ONLY_BESIDE, retracted=("042",))

NOTHING: Mapping[str, object] = {}
REPLACED, RETRACTED = {"replaced": ["042"]}, {"retracted": ["042"]}


def allowed(*words: str) -> Mapping[str, object]:
    return {"allowed": words}


CASES = [
    # folder, live, said, change, dangers
    (IT, NEVER, NOTHING, Change.NEW, ""),
    (AT_THIS_SECOND, NEVER, NOTHING, Change.NEW, ""),
    (A_SECOND_LATER, NEVER, NOTHING, Change.WAITING, ""),
    (DRAFT, NEVER, NOTHING, Change.DRAFT, ""),
    (WITHDRAWN, NEVER, NOTHING, None, ""),
    (NO_FOLDER, NEVER, NOTHING, None, ""),
    (OF_BESIDE, NEVER, NOTHING, Change.TWICE, "E0912"),
    (OF_BESIDE, NEVER, allowed("twice=042"), Change.TWICE, ""),
    (OF_BESIDE, NEVER, allowed("twice=001"), Change.TWICE, "E0912"),
    (IT, NEVER, REPLACED, Change.NEW, "E0915"),
    (IT, NEVER, RETRACTED, None, "E0917"),
    (CUT, NEVER, NOTHING, Change.NEW, ""),
    (IT, LIVE, NOTHING, Change.SAME, ""),
    (RETOLD, LIVE, NOTHING, Change.CHANGED, ""),
    (RERECORDED, LIVE, NOTHING, Change.SAME, ""),
    (RERECORDED, LIVE, REPLACED, Change.REPLACED, ""),
    (IT, LIVE, REPLACED, Change.REPLACED, ""),
    (DRAFT, LIVE, NOTHING, Change.VANISHES, "E0911"),
    (DRAFT, LIVE, allowed("vanish=042"), Change.VANISHES, ""),
    (DRAFT, LIVE, allowed("vanish=001", "twice=042"), Change.VANISHES, "E0911"),
    (DRAFT, LIVE, RETRACTED, Change.WITHDRAWN, ""),
    (NO_FOLDER, LIVE, NOTHING, Change.VANISHES, "E0911"),
    (NO_FOLDER, LIVE, allowed("vanish=042"), Change.VANISHES, ""),
    (NO_FOLDER, LIVE, RETRACTED, Change.WITHDRAWN, ""),
    (WITHDRAWN, LIVE, NOTHING, Change.WITHDRAWN, ""),
    (IT, LIVE, RETRACTED, Change.WITHDRAWN, ""),
    (REGUIDED, LIVE, NOTHING, Change.TWICE, "E0912"),
    (REGUIDED, LIVE, allowed("twice=042"), Change.TWICE, ""),
    (ANTEDATED, LIVE, NOTHING, Change.REDATED, "E0913"),
    (ANTEDATED, LIVE, allowed("redate=042"), Change.REDATED, ""),
    (ANTEDATED, LIVE, REPLACED, Change.REDATED, "E0913"),
    (AT_THIS_SECOND, LIVE, allowed("redate=042"), Change.REDATED, ""),
    (A_SECOND_LATER, LIVE, NOTHING, Change.REDATED, "E0913"),
    (A_SECOND_LATER, LIVE, allowed("redate=042"), Change.VANISHES, "E0911"),
    (A_SECOND_LATER, LIVE, allowed("redate=042", "vanish=042"), Change.VANISHES, ""),
    (CUT, LIVE, NOTHING, Change.HEARD, "E0918"),
    (CUT, LIVE, allowed("heard=042"), Change.HEARD, ""),
    (CUT, LIVE, REPLACED, Change.REPLACED, ""),
    (MARKED, LIVE, NOTHING, Change.HEARD, "E0918"),
    (MARKED, LIVE, RETRACTED, Change.WITHDRAWN, ""),
    (IT, HIDDEN, NOTHING, Change.HIDDEN, ""),
    (DRAFT, HIDDEN, NOTHING, Change.HIDDEN, ""),
    (REGUIDED, HIDDEN, NOTHING, Change.HIDDEN, ""),
    (CUT, HIDDEN, NOTHING, Change.HIDDEN, ""),
    (IT, HIDDEN, REPLACED, Change.HIDDEN, "E0915"),
    (IT, HIDDEN, RETRACTED, Change.WITHDRAWN, ""),
    (WITHDRAWN, HIDDEN, NOTHING, Change.WITHDRAWN, ""),
    (NO_FOLDER, HIDDEN, NOTHING, None, ""),
    (NO_FOLDER, HIDDEN, RETRACTED, Change.WITHDRAWN, ""),
    (IT, TAKEN_BACK, NOTHING, Change.RETURNS, "E0916"),
    (IT, TAKEN_BACK, allowed("return=001"), Change.RETURNS, "E0916"),
    (IT, TAKEN_BACK, allowed("return=042"), Change.NEW, ""),
    (A_SECOND_LATER, TAKEN_BACK, NOTHING, Change.WAITING, ""),
    (DRAFT, TAKEN_BACK, NOTHING, Change.DRAFT, ""),
    (WITHDRAWN, TAKEN_BACK, NOTHING, None, ""),
    (IT, TAKEN_BACK, RETRACTED, None, ""),
    (NO_FOLDER, TAKEN_BACK, NOTHING, None, ""),
]


def name_of(value: object) -> str:
    """What a case calls it: the name of the constant above, or what was said."""
    named = {id(v): k for k, v in globals().items() if isinstance(v, Episode | Manifest)}
    if isinstance(value, Mapping):
        return ",".join(f"{how} {' '.join(words)}" for how, words in value.items()) or "nothing said"
    if isinstance(value, Change):
        return value.name
    return named.get(id(value), str(value or ("nothing" if value is None else "no danger")))


def catalogue_of(now: Episode | None) -> Sequence[Episode]:
    return (now, BESIDE) if now else (BESIDE,)


def planned(now: Episode | None, live: Manifest, said: Mapping[str, object]) -> Plan:
    return plan(a_wanted(a_catalogue(*catalogue_of(now)), **said), live)


@pytest.mark.parametrize(("now", "live", "said", "change", "codes"), CASES, ids=name_of)
def test_each_state_beside_each_live_one_is_one_change(
    now: Episode | None, live: Manifest, said: Mapping[str, object], change: Change | None, codes: str
) -> None:
    found = planned(now, live, said)
    steps = {step.episode: step for step in found.steps}
    assert steps["001"].change is Change.SAME
    assert (steps["042"].change if "042" in steps else None) is change
    assert [danger.code for danger in found.dangers] == codes.split()
    if change:
        assert steps["042"].title == (now or IT).title
    quiet = change in {None, Change.SAME, Change.WAITING, Change.DRAFT, Change.HIDDEN}
    assert found.changes is not quiet


@pytest.mark.parametrize(("now", "live", "said", "change", "codes"), CASES, ids=name_of)
def test_what_is_out_afterwards_follows_from_the_change(
    now: Episode | None, live: Manifest, said: Mapping[str, object], change: Change | None, codes: str
) -> None:
    found = planned(now, live, said)
    stays_home = {None, Change.WAITING, Change.DRAFT, Change.VANISHES, Change.WITHDRAWN, Change.HIDDEN}
    out = {e.id for e in found.released}
    assert out == ({"001"} if change in stays_home else {"001", "042"})
    assert set(found.lock.episodes) == out
    taken_back = change is Change.WITHDRAWN or (live is TAKEN_BACK and "042" not in out)
    assert found.retracted == (("042",) if taken_back else ())
    of_the_file = now is not None and codes not in {"E0915", "E0917"}
    assert {danger.where for danger in found.dangers} <= {IT.where if of_the_file else "episodes/042"}


@pytest.mark.parametrize(("now", "live", "said", "change", "codes"), [c for c in CASES if c[-1]], ids=name_of)
def test_the_word_that_a_danger_names_lets_it_pass(
    now: Episode | None, live: Manifest, said: Mapping[str, object], change: Change | None, codes: str
) -> None:
    assert change is None or change.dangerous or codes in {"E0915", "E0917"}
    words = {word for d in planned(now, live, said).dangers for word in re.findall(r"--allow ([a-z-]+=\S+)", d.fix)}
    after = [danger.code for danger in planned(now, live, {**said, "allowed": words}).dangers]
    assert codes not in after or not words


def test_whoever_is_heard_less_is_told_that_the_old_file_goes_at_once() -> None:
    listeners = [planned(now, LIVE, REPLACED).steps[0].listeners for now in (IT, RERECORDED, CUT, MARKED)]
    assert listeners[0] == listeners[1] != listeners[2] == listeners[3]


def test_what_vanishes_says_whether_its_draft_or_its_date_takes_it() -> None:
    said = allowed("redate=042")
    (of_draft,) = planned(DRAFT, LIVE, said).steps[0].reasons
    (of_date,) = planned(A_SECOND_LATER, LIVE, said).steps[0].reasons
    assert ("draft" in of_draft, "draft" in of_date) == (True, False)


def test_every_change_and_every_danger_is_in_the_table() -> None:
    of_one_alone = {Change.HIDES, Change.SHOWS}
    assert {case[3] for case in CASES} == {*Change, None} - of_one_alone
    dangers = (seen_rules.VANISHES, seen_rules.TWICE, seen_rules.REDATED, rules.RETURNS, rules.HEARD)
    unknown = (rules.UNKNOWN_REPLACE, rules.UNKNOWN_RETRACT)
    assert {case[4] for case in CASES} == {"", *(rule.code for rule in (*dangers, *unknown))}


PUBLIC = a_feed()
MEMBERS = a_feed(name="club", path="feeds/club-1.xml", audience=Audience.MEMBERS)
REKEYED = replace(MEMBERS, path="feeds/club-2.xml")
TRAILERS = replace(PUBLIC, types=("trailer",))
FEED_CASES = [
    # feeds, what is allowed, dangers, and the file they are told at
    ((PUBLIC, MEMBERS), (), "", ""),
    ((PUBLIC,), (), "E0914", "feeds/club.toml"),
    ((PUBLIC,), ("vanish=public",), "E0914", "feeds/club.toml"),
    ((PUBLIC,), ("vanish=club",), "", ""),
    ((PUBLIC, REKEYED), (), "E0924", "feeds/club.toml"),
    ((PUBLIC, REKEYED), ("new-token=public", "vanish=club"), "E0924", "feeds/club.toml"),
    ((PUBLIC, REKEYED), ("new-token=club",), "", ""),
    ((TRAILERS, MEMBERS), (), "E0911", "feeds/public.toml"),
    ((TRAILERS, MEMBERS), ("vanish=public",), "E0911", "feeds/public.toml"),
    ((TRAILERS, MEMBERS), ("vanish=042",), "", ""),
    ((replace(PUBLIC, newest=0), MEMBERS), (), "", ""),
]


@pytest.mark.parametrize(("feeds", "words", "codes", "where"), FEED_CASES)
def test_each_feed_beside_the_live_ones(feeds: Sequence[Feed], words: Sequence[str], codes: str, where: str) -> None:
    live = a_manifest(a_catalogue(feeds=(PUBLIC, MEMBERS)))
    found = plan(a_wanted(a_catalogue(feeds=feeds), allowed=words), live)
    assert [danger.code for danger in found.dangers] == codes.split()
    assert [danger.where for danger in found.dangers] == where.split()
    named = {word for danger in found.dangers for word in re.findall(r"--allow ([a-z-]+=\S+)", danger.fix)}
    assert plan(a_wanted(a_catalogue(feeds=feeds), allowed={*words, *named}), live).dangers == ()
    assert bool(named) is bool(codes)


def test_what_a_feed_never_carried_is_no_loss_to_it() -> None:
    live = a_manifest(a_catalogue())
    live = replace(live, feeds={"public": LiveFeed(key=PUBLIC.path, episodes=("999",))})
    assert plan(a_wanted(a_catalogue(feeds=(TRAILERS,))), live).dangers == ()


def test_a_plan_that_loses_a_feed_and_an_episode_tells_both() -> None:
    live = a_manifest(a_catalogue(IT, BESIDE, feeds=(PUBLIC, MEMBERS)))
    found = plan(a_wanted(a_catalogue(BESIDE), replaced=["900"], retracted=["901"]), live)
    assert [danger.code for danger in found.dangers] == ["E0911", "E0914", "E0915", "E0917"]
    assert [danger.where for danger in found.dangers][2:] == ["episodes/900", "episodes/901"]
