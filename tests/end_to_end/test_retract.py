"""What is taken back is gone and stays gone; what nobody needs is tidied away, and nothing else."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_unfinished import edit, public
from tests.support.tiny import sound

OLD = 1_600_000_000.0
"""Long before anything here was published."""


def holding(show: Path, words: bytes) -> set[str]:
    """The published and kept files that say these words, or have them in their name."""
    places = [*(show / "public").rglob("*"), *(show / "public-control").rglob("*")]
    return {
        str(path.relative_to(show))
        for path in places
        if path.is_file() and (words in path.read_bytes() or words.decode() in str(path))
    }


def test_a_retracted_episode_leaves_the_feed_and_its_files_go(published: Path, run: Run) -> None:
    answer = run("retract", "002", "--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert "status: withdrawn" in answer.said
    assert "Second" not in (published / "public/feeds/public.xml").read_text(encoding="utf-8")
    assert not [key for key in public(published) if "002-second" in key]
    assert run("verify", "--show", published).code == 0


def test_it_asks_before_anything_goes(published: Path, run: Run) -> None:
    before = public(published)
    answer = run("retract", "002", "--purge", "--show", published)
    assert answer.code == 2
    assert "Every copy of 002 is deleted for good" in answer.said
    assert "1 kept release" in answer.said
    assert public(published) == before


def test_the_next_publication_does_not_bring_it_back(published: Path, run: Run) -> None:
    assert run("retract", "002", "--show", published, "--yes").code == 0
    before = public(published)
    answer = run("--show", published, "--yes")
    assert answer.code == 3
    assert "E0916" in answer.said
    assert public(published) == before
    edit(published / "episodes/002-second/episode.md", "posts: []", "status: withdrawn")
    assert "Nothing to do" in run("--show", published, "--yes").said


def test_it_comes_back_when_somebody_says_so_by_name(published: Path, run: Run) -> None:
    guid = json.loads((published / "publish.lock").read_text(encoding="utf-8"))["episodes"]["002"]["guid"]
    assert run("retract", "002", "--show", published, "--yes").code == 0
    assert run("--show", published, "--yes", "--allow", "return=002").code == 0
    assert guid in (published / "public/feeds/public.xml").read_text(encoding="utf-8")
    assert "Nothing to do" in run("--show", published, "--yes").said


def test_a_folder_that_is_gone_already_can_be_retracted(published: Path, run: Run) -> None:
    shutil.rmtree(published / "episodes/002-second")
    assert run("retract", "002", "--show", published, "--yes").code == 0
    assert not [key for key in public(published) if "002-second" in key]


def test_what_was_never_published_cannot_be_retracted(published: Path, run: Run) -> None:
    before = public(published)
    answer = run("retract", "777", "--show", published, "--yes", "--purge")
    assert answer.code == 3
    assert "E0917" in answer.said
    assert public(published) == before


def test_purging_leaves_no_copy_anywhere(published: Path, run: Run) -> None:
    sound(published / "episodes/002-second/recording.wav", seed=99)
    assert run("replace", "002", "--show", published, "--yes").code == 0
    stray = published / "public/media/002-second-0123456789ab.mp3"
    stray.write_bytes(b"left behind by a run that was stopped")
    assert len(list((published / "public/media").glob("002-*"))) == 3
    first = next((published / "public/media").glob("001-*"))
    answer = run("retract", "002", "--purge", "--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert holding(published, b"002-second") == set()
    assert holding(published, b"Second") == set()
    assert first.exists()
    assert run("verify", "--show", published).code == 0
    listed = json.loads(run("generations", "--json", "--show", published).out)["generations"]
    assert [generation["generation"] for generation in listed] == [3]


def test_what_was_retracted_can_be_purged_later(published: Path, run: Run) -> None:
    assert run("retract", "002", "--show", published, "--yes").code == 0
    assert holding(published, b"Second")
    assert run("retract", "002", "--purge", "--show", published).code == 2
    assert run("retract", "002", "--purge", "--show", published, "--yes").code == 0
    assert holding(published, b"Second") == set()


@pytest.fixture
def littered(published: Path) -> Path:
    """A show beside which lies what nobody needs, old and new, and what is somebody else's."""
    for name in ("media/001-first-0123456789ab.mp3", "words/x-0123456789ab.vtt", "own/letter.html", "CNAME"):
        (published / "public" / name).parent.mkdir(exist_ok=True)
        (published / "public" / name).write_bytes(b"?")
        os.utime(published / "public" / name, (OLD, OLD))
    (published / "public/media/009-fresh-0123456789ab.mp3").write_bytes(b"?")
    return published


def test_only_what_is_old_ours_and_unneeded_is_pruned(littered: Path, run: Run) -> None:
    before = public(littered)
    assert run("prune", "--show", littered).code == 2
    assert public(littered) == before
    told = json.loads(run("prune", "--show", littered, "--yes", "--json").out)
    gone = ["media/001-first-0123456789ab.mp3", "words/x-0123456789ab.vtt"]
    assert (told["orphans"], told["waiting"], told["bytes"]) == (gone, 1, 2)
    assert before.keys() - public(littered).keys() == {f"public/{key}" for key in gone}
    assert run("prune", "--show", littered, "--yes", "--days", "0").code == 0
    assert not (littered / "public/media/009-fresh-0123456789ab.mp3").exists()
    assert (littered / "public/own/letter.html").exists()


def test_what_a_kept_release_names_is_never_pruned(published: Path, run: Run) -> None:
    sound(published / "episodes/001-first/recording.wav", seed=99)
    assert run("replace", "001", "--show", published, "--yes").code == 0
    for path in [*(published / "public").rglob("*"), *(published / "public-control").rglob("*")]:
        os.utime(path, (OLD, OLD))
    assert run("prune", "--show", published, "--yes", "--days", "0").code == 0
    assert run("rollback", "--show", published, "--yes").code == 0


def test_nothing_is_pruned_where_the_manifest_is_gone(littered: Path, run: Run) -> None:
    (littered / "public-control/manifest.json").unlink()
    before = public(littered)
    answer = run("prune", "--show", littered, "--yes")
    assert answer.code == 3
    assert "E0934" in answer.said
    assert public(littered) == before


@pytest.mark.parametrize(("status", "words"), [("withdrawn", ()), ("draft", ("--allow", "vanish=002"))])
def test_replacing_what_the_folder_takes_from_listeners_takes_it(
    published: Path, run: Run, status: str, words: tuple[str, ...]
) -> None:
    edit(published / "episodes/002-second/episode.md", "posts: []", f"status: {status}")
    assert run("replace", "002", "--show", published, "--yes", *words).code == 0
    assert "Second" not in (published / "public/feeds/public.xml").read_text(encoding="utf-8")
    assert run("verify", "--show", published).code == 0
    assert "Nothing to do" in run("--show", published, "--yes").said
