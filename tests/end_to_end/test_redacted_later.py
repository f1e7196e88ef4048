"""Something is taken out of an episode that is out already: what is left where, and what can still be shown."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_redacted_names import leaks
from tests.support.tiny import add_episode, sound

NAME = "Quendoline"
CUES = f"WEBVTT\n\n00:00.000 --> 00:05.000\nWelcome.\n\n00:10.000 --> 00:12.000\n{NAME} was there.\n"
REDACT = "redact: ['00:00:10.0 - 00:00:12.0']"


@pytest.fixture
def third(published: Path, run: Run) -> Path:
    """An episode that is out, a name in it; then another release of something else."""
    folder = add_episode(published, "003-third", "Third", month=3)
    sound(folder / "recording.wav", seconds=20, seed=3)
    (folder / "transcript.vtt").write_text(CUES, encoding="utf-8")
    assert run("--show", published, "--yes").code == 0
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 0
    assert leaks(published / "public", {"the words": NAME})
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def shown(run: Run, show: Path) -> tuple[list[int], int]:
    document = json.loads(run("generations", "--json", "--show", show).out)
    return [kept["generation"] for kept in document["generations"]], document["gone"]


@pytest.mark.parametrize("how", [("replace", "003"), ("--allow", "heard=003")])
def test_the_words_leave_all_that_is_kept_to_be_shown_again(
    published: Path, third: Path, run: Run, how: tuple[str, str]
) -> None:
    assert shown(run, published) == ([3, 2, 1], 0)
    edit(third / "episode.md", "posts: []", REDACT)
    assert run(*how, "--show", published, "--yes").code == 0
    left = {file for _, file in leaks(published / "public", {"the words": NAME})}
    assert all(file.endswith(".mp3") for file in left), "the tags of an audio file that was not replaced"
    assert bool(left) == (how[0] == "--allow")
    assert leaks(published / "public-control", {"the words": NAME}) == set()
    assert leaks(published / ".podwright", {"the words": NAME}) == set()
    assert shown(run, published) == ([4, 1], 2), "only what does not hold it is offered"
    assert run("rollback", "3", "--show", published, "--yes").code == 3
    assert run("rollback", "1", "--show", published, "--yes", "--allow", "vanish=003").code == 0


def test_a_mark_alone_does_the_same(published: Path, third: Path, run: Run) -> None:
    edit(third / "transcript.vtt", NAME, f"[[{NAME}]]")
    answer = run("--show", published, "--yes")
    assert answer.code == 3
    assert "what you redacted in 003 can still be read in its audio file until: publish.py replace 003" in answer.said
    assert run("replace", "003", "--show", published, "--yes").code == 0
    assert leaks(published / "public", {"the words": NAME}) == set()
    assert leaks(published / "public-control", {"the words": NAME}) == set()
    assert shown(run, published) == ([4, 1], 2)


def test_the_old_audio_leaves_the_storage_and_the_cache(published: Path, third: Path, run: Run) -> None:
    (old,) = (published / "public/media").glob("003-*.mp3")
    digest = hashlib.sha256(old.read_bytes()).hexdigest()
    blobs = published / ".podwright/cache/blobs"
    assert (blobs / digest[:2] / digest).exists()
    before = {path.name for path in blobs.rglob("*") if path.is_file()}
    edit(third / "episode.md", "posts: []", REDACT)
    assert run("replace", "003", "--show", published, "--yes").code == 0
    assert not old.exists()
    after = {path.name for path in blobs.rglob("*") if path.is_file()}
    assert digest not in after
    assert len(before - after) == 2, "the file with its tags, and the one without"
    assert run("--show", published, "--yes").said.count("Nothing to do") == 1


def test_another_storage_never_gets_the_old_audio_from_the_cache(published: Path, third: Path, run: Run) -> None:
    """The lock names the file as it was published; the cache still holds it."""
    edit(third / "episode.md", "posts: []", REDACT)
    for name in ("public", "public-control"):
        shutil.rmtree(published / name)
    answer = run("--show", published, "--yes")
    assert answer.code == 3
    assert "E0921" in answer.said
    assert not list(published.glob("public/media/003-*.mp3"))
