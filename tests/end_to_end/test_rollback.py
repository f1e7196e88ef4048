"""Any kept release can be shown again, as it was, or is refused with what is missing."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline import release
from pipeline.release.generations import KEPT
from tests.end_to_end.conftest import Run
from tests.end_to_end.test_unfinished import edit, public, storage
from tests.support.tiny import add_episode, sound

NOTES = "episodes/001-first/episode.md"


@pytest.fixture
def twice(published: Path, run: Run) -> Path:
    """A show whose second release says something else of its first episode."""
    edit(published / NOTES, "title: First", "title: Frist")
    assert run("--show", published, "--yes").code == 0
    return published


def test_a_rollback_brings_every_page_and_feed_back_byte_for_byte(published: Path, run: Run) -> None:
    before = public(published)
    edit(published / NOTES, "title: First", "title: Frist")
    assert run("--show", published, "--yes").code == 0
    after = public(published)
    changed = {key for key in before if after[key] != before[key]}
    assert {"public/feeds/public.xml", "public/index.html", "public/episodes/001-first.html"} <= changed
    answer = run("rollback", "1", "--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert "generation 1 again, as generation 3" in answer.said
    now = public(published)
    assert {key: now[key] for key in before} == before
    assert run("verify", "--show", published).code == 0


def test_without_a_number_it_is_the_release_before_and_twice_is_there_and_back(twice: Path, run: Run) -> None:
    feed = twice / "public/feeds/public.xml"
    second = feed.read_bytes()
    assert run("rollback", "--show", twice, "--yes").code == 0
    assert feed.read_bytes() != second
    assert run("rollback", "--show", twice, "--yes").code == 0
    assert feed.read_bytes() == second


def test_it_asks_before_anything_changes(twice: Path, run: Run) -> None:
    before = public(twice)
    answer = run("rollback", "--show", twice)
    assert answer.code == 2
    assert "generation 1 is shown again, as generation 3" in answer.said
    assert public(twice) == before


def test_generations_are_listed_with_what_changed(twice: Path, run: Run) -> None:
    add_episode(twice, "003-third", "Third", month=3)
    assert run("--show", twice, "--yes").code == 0
    told = run("generations", "--show", twice)
    assert told.code == 0
    for words in ("3 generations kept", "+ 003 Third", "~ 001 Frist", "+ 002 Second", "UTC live"):
        assert words in told.said
    listed = json.loads(run("generations", "--json", "--show", twice).out)["generations"]
    assert [generation["generation"] for generation in listed] == [3, 2, 1]
    assert listed[0]["changes"] == [{"change": "new", "episode": "003", "title": "Third"}]


def test_an_episode_that_would_vanish_with_it_has_to_be_named(published: Path, run: Run) -> None:
    add_episode(published, "003-third", "Third", month=3)
    assert run("--show", published, "--yes").code == 0
    before = public(published)
    answer = run("rollback", "--show", published, "--yes")
    assert answer.code == 3
    assert "--allow vanish=003" in answer.said
    assert public(published) == before
    assert run("rollback", "--show", published, "--yes", "--allow", "vanish=003").code == 0
    assert "Third" not in (published / "public/feeds/public.xml").read_text(encoding="utf-8")
    answer = run("--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert {k: v for k, v in public(published).items() if k in before} == before, "publishing again is publishing on"


def test_what_vanished_with_a_rollback_is_back_with_the_next(published: Path, run: Run) -> None:
    add_episode(published, "003-third", "Third", month=3)
    assert run("--show", published, "--yes").code == 0
    before = public(published)
    assert run("rollback", "--show", published, "--yes", "--allow", "vanish=003").code == 0
    assert run("rollback", "--show", published, "--yes").code == 0
    assert public(published) == before


def test_what_was_let_vanish_by_name_can_be_brought_back(published: Path, run: Run) -> None:
    before = public(published)
    shutil.rmtree(published / "episodes/002-second")
    assert run("--show", published, "--yes", "--allow", "vanish=002").code == 0
    assert run("rollback", "--show", published, "--yes").code == 0
    assert public(published) == before


def test_a_generation_whose_files_are_gone_is_refused_with_what_is_missing(twice: Path, run: Run) -> None:
    (twice / "public-control/kept").rename(twice / "elsewhere")
    before = public(twice)
    answer = run("rollback", "--show", twice, "--yes")
    assert answer.code == 3
    assert "E0933" in answer.said
    assert "episodes/001-first.html was not kept" in answer.said
    assert public(twice) == before


def test_audio_that_is_gone_is_told(published: Path, run: Run) -> None:
    sound(published / "episodes/001-first/recording.wav", seed=99)
    (old,) = (published / "public/media").glob("001-*.mp3")
    assert run("replace", "001", "--show", published, "--yes").code == 0
    old.unlink()
    answer = run("rollback", "--show", published, "--yes")
    assert answer.code == 3
    assert f"media/{old.name} is gone" in answer.said


def test_replaced_audio_comes_back_and_the_lock_knows_it(published: Path, run: Run) -> None:
    lock = (published / "publish.lock").read_bytes()
    sound(published / "episodes/001-first/recording.wav", seed=99)
    assert run("replace", "001", "--show", published, "--yes").code == 0
    assert (published / "publish.lock").read_bytes() != lock
    assert run("rollback", "--show", published, "--yes").code == 0
    assert (published / "publish.lock").read_bytes() == lock


def test_what_was_withdrawn_does_not_come_back_with_a_rollback(published: Path, run: Run) -> None:
    edit(published / "episodes/002-second/episode.md", "posts: []", "status: withdrawn")
    assert run("--show", published, "--yes").code == 0
    answer = run("rollback", "--show", published, "--yes")
    assert answer.code == 3
    assert "002-second" in answer.said
    assert "is gone" in answer.said


def test_a_folder_that_is_broken_can_still_be_rolled_back(twice: Path, run: Run) -> None:
    (twice / NOTES).write_text("---\ntitle: [half\n---\n", encoding="utf-8")
    shutil.rmtree(twice / "episodes/002-second")
    assert run("--show", twice, "--yes").code == 3
    assert run("rollback", "--show", twice, "--yes").code == 0


def test_a_number_that_is_not_kept_is_told(published: Path, show: Path, run: Run) -> None:
    for where in (published, show):
        answer = run("rollback", "17", "--show", where, "--yes")
        assert answer.code == 3
        assert "E0932" in answer.said


def test_who_lost_a_race_is_not_in_the_line(twice: Path, run: Run) -> None:
    line = twice / "public-control/generations"
    (first,) = line.glob("000001-*.json")
    (line / "000001-0123456789ab.json").write_bytes(first.read_bytes().replace(b"First", b"Thief"))
    listed = json.loads(run("generations", "--json", "--show", twice).out)["generations"]
    assert len(listed) == 2
    assert run("rollback", "1", "--show", twice, "--yes").code == 0
    assert "Thief" not in (twice / "public/feeds/public.xml").read_text(encoding="utf-8")


def test_the_last_twenty_are_kept(twice: Path, run: Run) -> None:
    held = storage(twice)
    for _ in range(3, KEPT + 4):
        live = release.read_live(held)
        from_before = release.find(None, live, held)
        flipped = release.flip(release.turn_back(from_before, live, held), live, held)
        release.finish(flipped, live, held)
    listed = json.loads(run("generations", "--json", "--show", twice).out)["generations"]
    assert [generation["generation"] for generation in listed] == list(range(KEPT + 3, 3, -1))
