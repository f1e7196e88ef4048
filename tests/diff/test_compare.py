"""One answer to what a subscriber would notice, whoever asks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff import Known, Pair, Seen, compare, findings, too_many

DAY = datetime(2026, 1, 3, 6, tzinfo=UTC)
ONE = Known(guid="g1", title="One", date=DAY, address="https://a.example/1.mp3", size=1000, sound="s1")
OWN = replace(ONE, identity="001")


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        pytest.param([ONE], [ONE], [()], id="the same is seen as nothing"),
        pytest.param([ONE], [], [(Seen.GONE,)], id="gone"),
        pytest.param([], [ONE], [(Seen.NEW,)], id="new"),
        pytest.param([ONE], [replace(ONE, date=DAY + timedelta(hours=1))], [(Seen.REDATED,)], id="another date"),
        pytest.param([ONE], [replace(ONE, date=None)], [()], id="a date nobody can read is compared with nothing"),
        pytest.param([ONE], [replace(ONE, size=1001)], [(Seen.OTHER_AUDIO,)], id="another length"),
        pytest.param([ONE], [replace(ONE, size=None)], [()], id="a length that is not known"),
        pytest.param([ONE], [replace(ONE, size=0)], [()], id="a length of nought is none"),
        pytest.param([ONE], [replace(ONE, address="https://b.example/1.mp3")], [(Seen.OTHER_AUDIO,)], id="address"),
        pytest.param([ONE], [replace(ONE, address="")], [()], id="an address that is not known"),
        pytest.param([ONE], [replace(ONE, title="Another")], [()], id="a title is nothing apps go by"),
        pytest.param([ONE], [replace(ONE, guid="g2")], [(Seen.AGAIN,)], id="another guid, same address"),
        pytest.param(
            [replace(ONE, address="")], [replace(ONE, guid="g2", address="")], [(Seen.AGAIN,)], id="guid, same sound"
        ),
        pytest.param(
            [Known(guid="g1", title="One  Day")], [Known(guid="g2", title="one day")], [(Seen.AGAIN,)], id="same title"
        ),
        pytest.param(
            [ONE],
            [replace(ONE, guid="g2", date=DAY - timedelta(days=1), size=2)],
            [(Seen.AGAIN, Seen.REDATED, Seen.OTHER_AUDIO)],
            id="all at once, the worst first",
        ),
        pytest.param([OWN], [replace(OWN, guid="g2")], [(Seen.AGAIN,)], id="the producer's name leads over the guid"),
        pytest.param(
            [OWN], [replace(OWN, identity="002")], [(Seen.GONE,), (Seen.NEW,)], id="... and over everything else"
        ),
    ],
)
def test_what_is_seen(before: Sequence[Known], after: Sequence[Known], seen: Sequence[tuple[Seen, ...]]) -> None:
    assert [pair.seen for pair in compare(before, after).pairs] == seen


def test_guids_are_matched_before_anything_that_is_only_likely() -> None:
    other = Known(guid="g2", title="One", address=ONE.address)
    difference = compare([ONE, other], [replace(other, guid="g1"), replace(ONE, guid="g2")])
    assert [pair.seen for pair in difference.pairs] == [(), ()]


def test_what_is_found_by_its_guid_is_not_found_a_second_time_by_anything_likely() -> None:
    again = replace(ONE, guid="g2")
    assert [pair.after for pair in compare([ONE], [again, ONE]).pairs] == [ONE, again]


@pytest.mark.parametrize("change", [{"guid": "g2"}, {"guid": "g2", "sound": None}, {"sound": "s1", "guid": "g1"}])
def test_a_new_one_with_the_sound_or_the_guid_of_an_old_one_has_a_twin(change: dict[str, str]) -> None:
    new = replace(OWN, identity="002", **change)
    (_, fresh) = compare([OWN], [OWN, new]).pairs
    assert (fresh.twin == OWN) is (new.sound == OWN.sound or new.guid == OWN.guid)


KNOWN = st.builds(
    Known,
    guid=st.sampled_from("abcd"),
    title=st.sampled_from(["One", "Two", ""]),
    date=st.sampled_from([None, DAY, DAY + timedelta(days=1)]),
    address=st.sampled_from(["", "x", "y"]),
    size=st.sampled_from([None, 1, 2]),
)
EPISODES = st.lists(KNOWN, unique_by=lambda known: known.guid, max_size=4)


@given(before=EPISODES, after=EPISODES)
def test_every_episode_is_in_exactly_one_pair(before: list[Known], after: list[Known]) -> None:
    pairs = compare(before, after).pairs
    assert [pair.before for pair in pairs if pair.before] == before
    assert sorted(p.after.guid for p in pairs if p.after) == sorted(known.guid for known in after)
    assert all((Seen.NEW in p.seen) is (p.before is None) and (Seen.GONE in p.seen) is (p.after is None) for p in pairs)


@given(known=EPISODES)
def test_nothing_is_seen_of_what_stays(known: list[Known]) -> None:
    difference = compare(known, known)
    assert (difference.lost, difference.before) == (0, len(known))


@given(before=EPISODES, after=EPISODES)
def test_there_and_back_loses_what_was_gained(before: list[Known], after: list[Known]) -> None:
    there, back = compare(before, after).counts, compare(after, before).counts
    assert (there[Seen.NEW], there[Seen.GONE]) == (back[Seen.GONE], back[Seen.NEW])


def show(count: int) -> list[Known]:
    return [
        Known(identity=f"{n:03}", guid=f"g{n}", title=f"E{n}", date=DAY, address=f"{n}", size=n) for n in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "gone", "stops"),
    [(9, 9, False), (10, 3, False), (10, 4, True), (12, 4, False), (12, 5, True), (30, 0, False)],
)
def test_more_than_a_third_of_ten_or_more_stops_until_it_is_named(count: int, gone: int, stops: bool) -> None:  # noqa: FBT001
    difference = compare(show(count), show(count)[gone:])
    told = list(too_many(difference, "episodes/"))
    assert bool(told) is stops
    if stops:
        assert told[0].what == (
            f"of {count} episodes that subscribers know, {gone} would not be as they were: {gone} vanish"
        )
        assert f"--allow many={gone}" in told[0].fix
    assert not list(too_many(difference, "episodes/", {f"many={gone}"}))
    assert bool(list(too_many(difference, "episodes/", {f"many={gone + 1}"}))) is stops


def test_each_loss_counts_once_and_what_is_new_counts_not_at_all() -> None:
    moved = [replace(known, guid=known.guid + "x", date=DAY + timedelta(days=1)) for known in show(4)]
    (told,) = too_many(compare(show(10), [*moved, *show(14)[4:]]), "episodes/")
    assert "4 would not be as they were: 4 come again under another guid, 4 are dated otherwise" in told.what


@pytest.mark.parametrize(
    ("after", "code", "what"),
    [
        ([], "E0911", "“One” is not there any more: no episode has the guid g1"),
        ([replace(ONE, guid="g2")], "E0912", "“One” had the guid g1, and has g2"),
        (
            [replace(ONE, date=DAY + timedelta(days=1))],
            "E0913",
            "“One” was dated 2026-01-03 06:00:00+00:00, and is dated 2026-01-04 06:00:00+00:00",
        ),
        ([replace(ONE, size=2000)], "W0926", "“One” had 1,000 bytes, and has 2,000"),
        ([replace(ONE, address="b")], "W0926", "“One” was at https://a.example/1.mp3, and is at b"),
        (
            [ONE, Known(guid="g9", title="Two")],
            "W0927",
            "“Two” is new to subscribers: its guid g9 was not there before",
        ),
    ],
)
def test_each_thing_has_its_sentence(after: Sequence[Known], code: str, what: str) -> None:
    (problem,) = findings(compare([ONE], after), lambda pair: pair.known.guid)
    assert (problem.code, problem.what) == (code, what)


def test_how_it_is_mended_here_names_what_was_known() -> None:
    mend = {Seen.GONE: "{guid} {date} {identity}"}
    (problem,) = findings(compare([OWN], []), lambda _: "feed", mend)
    assert problem.fix == "g1 2026-01-03T06:00:00+00:00 001"


def test_what_is_allowed_is_not_told() -> None:
    difference = compare([ONE], [replace(ONE, guid="g2", size=2)])
    told = findings(difference, lambda _: "feed", allowed=lambda _, seen: seen is Seen.AGAIN)
    assert [problem.code for problem in told] == ["W0926"]


def test_each_thing_is_told_at_the_place_its_pair_has() -> None:
    other = replace(ONE, guid="g9", title="Nine", address="", sound=None)
    told = findings(compare([ONE, other], []), lambda pair: pair.known.guid)
    assert [problem.where for problem in told] == ["g1", "g9"]


def test_what_had_no_date_is_mended_without_one() -> None:
    (problem,) = findings(compare([replace(ONE, date=None)], []), lambda _: "feed", {Seen.GONE: "{guid} on {date}."})
    assert problem.fix == "g1 on ."


def test_the_guard_names_each_thing_that_is_lost() -> None:
    kinds = [{"guid": "x"}, {"date": DAY + timedelta(days=1)}, {"size": 99}, {"address": "99"}]
    changed = [replace(known, **change) for known, change in zip(show(4), kinds, strict=True)]
    (told,) = too_many(compare(show(10), changed + show(9)[4:]), "episodes/")
    assert told.what.endswith(": 1 vanish, 1 come again under another guid, 1 are dated otherwise, 2 have other audio")


def test_a_pair_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="nothing"):
        _ = Pair(before=None, after=None, seen=()).known
