"""A new show says in whose place its words stand, and none of the template's words are ever published."""

import os
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_publishing import edit, tiny_cover
from tests.support.buckets import ROOT
from tests.support.processes import SECONDS, started
from tests.support.tiny import sound


@pytest.fixture
def begun(tmp_path: Path, run: Run) -> Path:
    """A show as `init` and `new` leave it, with a cover and a recording, and its episode ready."""
    folder = tmp_path / "mine"
    assert run("init", folder).code == 0
    assert run("new", "My first one", "--show", folder).code == 0
    shutil.copy(tiny_cover(tmp_path), folder / "cover.png")
    sound(folder / "episodes/001-my-first-one/recording.wav")
    edit(folder / "episodes/001-my-first-one/episode.md", "status: draft", "status: ready")
    return folder


@pytest.mark.parametrize("command", [("check",), ("plan",), ("--yes",)])
def test_words_of_the_template_are_told_at_their_lines_and_not_published(
    begun: Path, run: Run, command: tuple[str, ...]
) -> None:
    answer = run(*command, "--show", begun)
    assert answer.code == 3
    for line, words in (
        (3, "“title” is still “The name of your show”"),
        (4, "“description” is still “What it is about"),
        (6, "“author” is still “Your name, or your organisation's”"),
        (7, "“base_url” is still “https://podcast.example.org/”"),
    ):
        assert f"E0113 show.toml:{line} {words}" in answer.said
    assert "E0113 episodes/001-my-first-one/episode.md:10 the notes still say" in answer.said
    assert not (begun / "public").exists()
    assert not (begun / "publish.lock").exists()


def test_the_notes_of_a_draft_are_nobodys_business(begun: Path, run: Run) -> None:
    edit(begun / "episodes/001-my-first-one/episode.md", "status: ready", "status: draft")
    assert "episode.md" not in run("check", "--show", begun).said


def test_a_feed_that_is_still_called_as_in_the_template_is_told(begun: Path, run: Run) -> None:
    (begun / "feeds/public.toml").write_text('newest = 3\ntitle = "The name of your show"\n', encoding="utf-8")
    answer = run("check", "--show", begun)
    assert "E0113 feeds/public.toml:2" in answer.said
    assert "take the line out" in answer.said


@pytest.mark.parametrize("title", ['Tom\'s "quoted" \\ show', "Tab\there", "\N{WATER WAVE} $title {slug} [b]"])
def test_what_is_given_stands_in_show_toml_to_the_letter(tmp_path: Path, run: Run, title: str) -> None:
    answer = run("init", tmp_path / "a", "--title", title, "--author", title, "--base-url", "https://a.example")
    assert answer.code == 0
    values = tomllib.loads((tmp_path / "a/show.toml").read_text(encoding="utf-8"))
    assert values["title"] == values["author"] == title
    assert values["base_url"] == "https://a.example"
    assert "fill in description (line 4) of show.toml" in answer.said


@pytest.mark.parametrize(("option", "words"), [("--base-url", "my.example"), ("--title", "a\nb"), ("--author", "\x1b")])
def test_what_cannot_stand_there_is_told_and_nothing_is_made(tmp_path: Path, run: Run, option: str, words: str) -> None:
    answer = run("init", tmp_path / "a", option, words)
    assert answer.code == 3
    assert not (tmp_path / "a").exists()


def test_at_a_terminal_it_asks_for_what_is_not_given(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, ROOT / "publish.py", "init", tmp_path / "a", "--author", "The Tiny Studio"]
    with started(command, input=theirs, output=theirs, env={**os.environ, "COLUMNS": "100"}) as process:
        os.close(theirs)
        os.write(ours, b"Small hours\n\n")
        assert process.wait(SECONDS) == 0
    said = os.read(ours, 65_536).decode()
    os.close(ours)
    values = tomllib.loads((tmp_path / "a/show.toml").read_text(encoding="utf-8"))
    assert (values["title"], values["author"]) == ("Small hours", "The Tiny Studio")
    assert "Who makes it?" not in said
    assert "fill in description (line 4) and base_url (line 7)" in " ".join(said.split())


def test_the_next_command_can_be_copied_as_it_stands(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "small hours"
    assert f"publish.py new \"First episode\" --show '{folder}'" in run("init", folder).said
    assert f"publish.py check --show '{folder}'" in run("new", "First episode", "--show", folder).said


def test_ctrl_d_at_a_question_is_an_answer(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, ROOT / "publish.py", "init", tmp_path / "a"]
    with started(command, input=theirs, output=theirs) as process:
        os.close(theirs)
        os.write(ours, b"\x04")
        assert process.wait(SECONDS) == 130
    os.close(ours)
    assert not (tmp_path / "a").exists()
