"""What one person has looked at is what is published, or nothing is."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_unfinished import edit, public
from tests.support.tiny import add_episode

NOTES = "episodes/001-first/episode.md"


@pytest.fixture
def saved(published: Path, tmp_path: Path, run: Run) -> Path:
    """The plan of a new episode."""
    add_episode(published, "003-third", "Third", month=3)
    file = tmp_path / "agreed.json"
    assert run("plan", "-o", file, "--show", published).code == 2
    return file


def test_a_saved_plan_is_a_yes(published: Path, saved: Path, run: Run) -> None:
    document = json.loads(saved.read_text(encoding="utf-8"))
    assert [step["episode"] for step in document["plan"]["steps"] if step["change"] == "new"] == ["003"]
    answer = run("--plan", saved, "--show", published)
    assert answer.code == 0, answer.said
    assert "Third" in (published / "public/index.html").read_text(encoding="utf-8")


def test_it_is_refused_when_the_folder_has_changed(published: Path, saved: Path, run: Run) -> None:
    edit(published / NOTES, "Notes of", "Better notes of")
    before = public(published)
    answer = run("--plan", saved, "--show", published, "--yes")
    assert answer.code == 3
    assert "E1232" in answer.said
    assert public(published) == before


def test_it_is_refused_when_somebody_has_published_since(published: Path, saved: Path, run: Run) -> None:
    assert run("--show", published, "--yes").code == 0
    before = public(published)
    answer = run("--plan", saved, "--show", published)
    assert answer.code == 3
    assert "E1231" in answer.said
    assert public(published) == before


def test_it_is_refused_when_an_episode_has_become_due(published: Path, saved: Path, run: Run) -> None:
    document = json.loads(saved.read_text(encoding="utf-8"))
    document["saved"]["steps"] = "0" * 64
    saved.write_text(json.dumps(document), encoding="utf-8")
    answer = run("--plan", saved, "--show", published)
    assert answer.code == 3
    assert "E1233" in answer.said


def test_dangers_that_were_allowed_when_it_was_saved_are_allowed(published: Path, tmp_path: Path, run: Run) -> None:
    edit(published / NOTES, "2026-01-01", "2026-01-02")
    file = tmp_path / "agreed.json"
    assert run("plan", "-o", file, "--show", published).code == 3
    assert run("--plan", file, "--show", published).code == 3
    assert run("plan", "-o", file, "--show", published, "--allow", "redate=001").code == 2
    assert run("--plan", file, "--show", published).code == 0


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"format": 1}', '{"format": 9}', "[" * 100_000, '{"format": 1, "saved": 7}']
)
def test_another_file_is_not_a_plan(published: Path, tmp_path: Path, run: Run, body: str) -> None:
    file = tmp_path / "letter.json"
    for words in (None, body):
        if words is not None:
            file.write_text(words, encoding="utf-8")
        answer = run("--plan", file, "--show", published)
        assert answer.code == 3
        assert "E1230" in answer.said
