"""A publication that stops anywhere is finished by the next; one that loses a race leaves no trace."""

import json
from pathlib import Path

import pytest

from pipeline import release, source, store
from pipeline.cli import main
from pipeline.model import Digest
from pipeline.problems import Conflict
from tests.end_to_end.conftest import Run, contents
from tests.support.tiny import add_episode

PAGE = "public/episodes/001-first.html"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def storage(show: Path) -> store.Storage:
    return store.open_storage(source.read(show, environment={}).catalogue().show.storage, show, {})


def public(show: Path) -> dict[str, str]:
    return {key: digest for key, (digest, _) in contents(show).items() if key.startswith("public/")}


def test_a_run_that_died_among_the_pages_is_finished_by_the_next(published: Path, run: Run) -> None:
    old = (published / PAGE).read_bytes()
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 0
    whole = public(published)
    (published / PAGE).write_bytes(old)
    (published / "public-control/settled.json").unlink()
    assert "was stopped before its end" in run("status", "--show", published).said
    answer = run("--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert "was stopped before its end" in answer.said
    assert "stopped" not in run("status", "--show", published).said
    assert public(published) == whole
    assert json.loads(run("status", "--json", "--show", published).out)["generation"] == 2
    assert "Nothing to do" in run("--show", published, "--yes").said


def test_a_run_that_died_before_it_deleted_what_was_withdrawn_is_finished_by_the_next(
    published: Path, run: Run
) -> None:
    page = published / "public/episodes/002-second.html"
    was = page.read_bytes()
    edit(published / "episodes/002-second/episode.md", "posts: []", "status: withdrawn")
    assert run("--show", published, "--yes").code == 0
    assert not page.exists()
    page.write_bytes(was)
    (published / "public-control/settled.json").unlink()
    assert run("--show", published, "--yes").code == 0
    assert not page.exists()


def test_who_loses_the_race_changes_no_page(
    published: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both read what is live; the other publishes while this one is about to flip."""
    mine = add_episode(published, "003-mine", "Mine", month=3)
    flip = release.flip

    def late(turn: release.Flip, live: release.LiveState, held: store.Storage) -> release.Flipped:
        monkeypatch.undo()
        mine.rename(tmp_path / "mine")
        add_episode(published, "004-theirs", "Theirs", month=4)
        assert main(["--show", str(published), "--yes"]) == 0
        between.update(public(published))
        return flip(turn, live, held)

    between: dict[str, str] = {}
    monkeypatch.setattr(release, "flip", late)
    answer = run("--show", published, "--yes")
    assert answer.code == 5
    assert "E0931" in answer.said
    after = public(published)
    assert {key for key in after if after[key] != between.get(key)} == set()
    assert "Theirs" in (published / "public/index.html").read_text(encoding="utf-8")


def test_a_late_writer_whose_turn_is_over_stops_at_the_next_page(published: Path, run: Run) -> None:
    held = storage(published)
    live = release.read_live(held)
    assert live.manifest
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 0
    whole = public(published)
    turn = release.Flip(manifest=live.manifest, pages=(), feeds=())
    with pytest.raises(Conflict):
        release.flip(turn, release.LiveState(manifest=None, etag=None, digest=Digest("0" * 64)), held)
    assert public(published) == whole
