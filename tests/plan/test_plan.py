"""What a producer is told before anything changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.artifact.fingerprint import fingerprint
from pipeline.artifact.manifest import Hidden
from pipeline.model import Audience, Catalogue, EpisodeType, Lock, Minted, Post, RichText, Status
from pipeline.plan import Change, Plan, back, facets, plan
from tests.support.plans import GUID, NOW, a_catalogue, a_live_episode, a_manifest, a_wanted
from tests.support.shows import a_feed, a_file, a_show, an_episode


def changes(planned: Plan) -> dict[str, Change]:
    return {step.episode: step.change for step in planned.steps}


def codes(planned: Plan) -> list[str]:
    return [danger.code for danger in planned.dangers]


def test_an_episode_nobody_has_seen_is_new() -> None:
    planned = plan(a_wanted(a_catalogue()), None)
    assert changes(planned) == {"042": Change.NEW}
    assert planned.changes
    assert planned.show == ("first publication",)


def test_nothing_changes_when_all_is_live() -> None:
    catalogue = a_catalogue()
    planned = plan(a_wanted(catalogue), a_manifest(catalogue))
    assert changes(planned) == {"042": Change.SAME}
    assert not planned.changes


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", "Another title", "title, notes or credits changed"),
        ("notes", RichText(markdown="x", html="<p>x</p>", text="x"), "title, notes or credits changed"),
        ("cover", a_file("episodes/042-school-meetings/cover.png", "c"), "cover changed"),
    ],
)
def test_new_text_or_art_changes_the_episode_and_says_why(field: str, value: object, reason: str) -> None:
    catalogue = a_catalogue()
    changed = a_catalogue(replace(catalogue.episodes[0], **{field: value}))
    planned = plan(a_wanted(changed), a_manifest(catalogue))
    assert changes(planned) == {"042": Change.CHANGED}
    assert planned.steps[0].reasons == (reason,)


def test_a_newly_linked_post_changes_the_episode() -> None:
    catalogue = a_catalogue()
    posts = {"042": (Post(id="p", title="P", url="https://blog.example/p", path="posts/p.md"),)}
    planned = plan(a_wanted(catalogue, posts=posts), a_manifest(catalogue))
    assert planned.steps[0].reasons == ("linked posts changed",)


def test_a_new_recording_alone_changes_nothing_and_says_how_to_move_listeners() -> None:
    catalogue = a_catalogue()
    louder = a_catalogue(replace(catalogue.episodes[0], recordings=(a_file("r.wav", "f"),)))
    planned = plan(a_wanted(louder), a_manifest(catalogue))
    assert changes(planned) == {"042": Change.SAME}
    assert "publish.py replace 042" in planned.steps[0].reasons[0]


def test_another_track_of_the_recording_is_another_sound_and_none_is_what_it_always_was() -> None:
    episode, show = an_episode(), a_show()
    named = [facets(replace(episode, track=track), show, ()) for track in (None, 1, 2)]
    assert len({facet["sound"] for facet in named}) == 3
    assert named[0]["sound"] == fingerprint([take.digest for take in episode.recordings], show.audio, ())
    for name in ("text", "words", "art", "posts"):
        assert len({facet[name] for facet in named}) == 1


def test_replacing_drops_the_frozen_audio_and_nothing_else() -> None:
    catalogue = a_catalogue()
    manifest = a_manifest(catalogue)
    planned = plan(a_wanted(catalogue, replaced={"042"}), manifest)
    assert changes(planned) == {"042": Change.REPLACED}
    assert planned.lock.episodes["042"] == Minted(guid="guid-of-042", published=catalogue.episodes[0].published or NOW)


def test_replacing_what_was_never_published_is_told() -> None:
    assert codes(plan(a_wanted(a_catalogue(), replaced={"042"}), None)) == ["E0915"]


def test_a_renumbered_episode_would_appear_twice() -> None:
    catalogue = a_catalogue()
    renamed = a_catalogue(replace(catalogue.episodes[0], id="044", slug="044-school-meetings"))
    planned = plan(a_wanted(renamed), a_manifest(catalogue))
    assert changes(planned) == {"042": Change.VANISHES, "044": Change.TWICE}
    assert sorted(codes(planned)) == ["E0911", "E0912"]


def test_a_moved_date_stops_the_run_and_is_kept_as_it_was() -> None:
    catalogue = a_catalogue()
    moved = a_catalogue(replace(catalogue.episodes[0], published=datetime(2026, 9, 1, tzinfo=UTC)))
    planned = plan(a_wanted(moved), a_manifest(catalogue))
    assert codes(planned) == ["E0913"]
    assert planned.lock.episodes["042"].published == catalogue.episodes[0].published


def test_a_moved_date_that_is_allowed_moves() -> None:
    catalogue = a_catalogue()
    date = datetime(2026, 9, 1, tzinfo=UTC)
    moved = a_catalogue(replace(catalogue.episodes[0], published=date))
    planned = plan(a_wanted(moved, allowed={"redate=042"}), a_manifest(catalogue))
    assert not planned.dangers
    assert planned.lock.episodes["042"].published == date
    assert planned.changes


def test_a_future_episode_waits_and_a_draft_stays_home() -> None:
    future = an_episode(published=NOW + timedelta(seconds=1))
    draft = an_episode(id="043", slug="043-draft", status=Status.DRAFT)
    planned = plan(a_wanted(a_catalogue(future, draft)), None)
    assert changes(planned) == {"042": Change.WAITING, "043": Change.DRAFT}
    assert planned.released == ()


def test_an_episode_without_a_date_is_dated_now_to_the_second_once() -> None:
    catalogue = a_catalogue(an_episode(published=None))
    now = NOW.replace(microsecond=123_456)
    first = plan(a_wanted(catalogue, now=now), None)
    assert first.lock.episodes["042"].published == NOW
    later = plan(a_wanted(catalogue, now=NOW + timedelta(days=1), lock=first.lock), None)
    assert later.lock.episodes["042"].published == NOW


def test_guids_come_from_the_lock_and_never_again_from_anything_else() -> None:
    catalogue = a_catalogue()
    lock = Lock(show_guid=GUID, episodes={"042": Minted(guid="kept", published=NOW)})
    planned = plan(a_wanted(catalogue, lock=lock), a_manifest(catalogue, {}))
    assert planned.lock.episodes["042"].guid == "kept"


def test_a_lost_lock_is_restored_from_what_is_live() -> None:
    catalogue = a_catalogue()
    manifest = a_manifest(catalogue)
    planned = plan(a_wanted(catalogue), manifest)
    assert planned.lock.episodes["042"] == manifest.episodes["042"].minted


def test_the_lock_keeps_what_left_the_folder() -> None:
    lock = Lock(show_guid=GUID, episodes={"001": Minted(guid="old", published=NOW)})
    assert "001" in plan(a_wanted(a_catalogue(), lock=lock), None).lock.episodes


def test_a_feed_of_the_newest_few_may_drop_the_oldest() -> None:
    episodes = [
        an_episode(
            id=f"{n:03}", slug=f"{n:03}-x", published=NOW - timedelta(days=9 - n), recordings=(a_file("r", str(n)),)
        )
        for n in (1, 2, 3)
    ]
    before = a_catalogue(*episodes[:2], feeds=(a_feed(newest=2),))
    after = a_catalogue(*episodes, feeds=(a_feed(newest=2),))
    assert not plan(a_wanted(after), a_manifest(before)).dangers


def test_an_episode_that_becomes_members_only_would_vanish_from_the_public_feed() -> None:
    catalogue = a_catalogue()
    hidden = a_catalogue(replace(catalogue.episodes[0], audience=Audience.MEMBERS))
    assert codes(plan(a_wanted(hidden), a_manifest(catalogue))) == ["E0911"]


def test_a_damaged_feed_is_put_right() -> None:
    catalogue = a_catalogue()
    planned = plan(a_wanted(catalogue), a_manifest(catalogue), ["public"])
    assert planned.changes
    assert "“public”" in planned.show[0]


def test_a_new_version_of_the_tool_writes_pages_anew() -> None:
    catalogue = a_catalogue()
    assert plan(a_wanted(catalogue, recipe="2"), a_manifest(catalogue)).changes


def test_dangers_are_told_first() -> None:
    old = an_episode(id="050", slug="050-x", recordings=(a_file("r", "d"),))
    catalogue = a_catalogue(an_episode(), old)
    live = a_manifest(catalogue, {"050": a_live_episode(old, catalogue.show)})
    planned = plan(a_wanted(a_catalogue(an_episode(type=EpisodeType.FULL))), live)
    assert [step.change for step in planned.steps] == [Change.VANISHES, Change.NEW]


def twelve() -> Catalogue:
    numbers = range(1, 13)
    return a_catalogue(
        *(an_episode(id=f"{n:03}", slug=f"{n:03}-x", recordings=(a_file(f"{n}", "b"),)) for n in numbers)
    )


@pytest.mark.parametrize(("kept", "told"), [(8, []), (7, ["E0925"])])
def test_much_of_the_show_at_once_has_to_be_named_even_if_each_episode_was(kept: int, told: list[str]) -> None:
    catalogue = twelve()
    lost = [e.id for e in catalogue.episodes[kept:]]
    allowed = {f"vanish={identity}" for identity in lost}
    wanted = a_wanted(a_catalogue(*catalogue.episodes[:kept]), allowed=allowed)
    planned = plan(wanted, a_manifest(catalogue))
    assert codes(planned) == told
    assert not plan(replace(wanted, allowed={*allowed, f"many={len(lost)}"}), a_manifest(catalogue)).dangers


def test_what_is_taken_back_on_purpose_is_no_loss_however_much_it_is() -> None:
    catalogue = twelve()
    withdrawn = (replace(e, status=Status.WITHDRAWN) for e in catalogue.episodes)
    assert not plan(a_wanted(a_catalogue(*withdrawn)), a_manifest(catalogue)).dangers


def test_what_is_hidden_is_no_loss_however_much_it_is() -> None:
    catalogue = twelve()
    live = a_manifest(catalogue)
    hidden = {identity: Hidden(episode=episode, pages={}, recipe="1") for identity, episode in live.episodes.items()}
    assert not plan(a_wanted(catalogue), replace(live, episodes={}, hidden=hidden, feeds={})).dangers


def test_going_back_loses_as_much_as_going_on() -> None:
    catalogue, empty = twelve(), a_catalogue()
    words = {f"vanish={e.id}" for e in catalogue.episodes} | {"many=12"}
    target = a_manifest(empty)
    assert "E0925" in codes(back(target, a_manifest(catalogue), Lock()))
    assert not back(target, a_manifest(catalogue), Lock(), words).dangers
