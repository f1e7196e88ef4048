"""What must not be heard or seen any more goes at once, whatever is wrong with everything else."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run, contents
from tests.end_to_end.test_redacted_names import leaks
from tests.end_to_end.test_unfinished import edit, public
from tests.support.tiny import add_episode, sound

NAMES = {"title": ">Second<", "file": "002-second"}


def texts(show: Path) -> set[str]:
    """The feeds, pages and posts that still tell of the episode."""
    found = {name for _, name in leaks(show / "public", NAMES)} | {name for _, name in leaks(show / "posts", NAMES)}
    return {name for name in found if name.endswith((".xml", ".html", ".opml", ".md")) or "oembed" in name}


def test_a_hidden_episode_is_in_no_feed_page_or_post_and_nothing_is_deleted(published: Path, run: Run) -> None:
    (published / "posts/other.md").write_text("---\ntitle: Other\nepisodes: ['002']\n---\n\nText.\n", encoding="utf-8")
    assert run("--show", published, "--yes").code == 0
    before = public(published)
    assert "002-second.html" in (published / "posts/other.md").read_text(encoding="utf-8")
    answer = run("hide", "002", "--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert "publish.py unhide 002" in answer.said
    assert texts(published) == {file for file in texts(published) if file.startswith("002-second-")}, "its own texts"
    assert public(published).keys() == before.keys(), "nothing is deleted"
    lasting = [key for key in before if key.startswith(("media/", "words/", "art/"))]
    assert {key: public(published)[key] for key in lasting} == {key: before[key] for key in lasting}
    assert run("verify", "--show", published).code == 0
    assert "002" in run("status", "--show", published).said
    assert json.loads(run("status", "--json", "--show", published).out)["hidden"] == ["002"]


def test_one_word_brings_it_back_as_it_was(published: Path, run: Run) -> None:
    before, posts, lock = public(published), contents(published / "posts"), (published / "publish.lock").read_bytes()
    assert run("hide", "002", "--show", published, "--yes").code == 0
    assert public(published) != before
    answer = run("unhide", "002", "--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert public(published) == before
    assert {k: v[0] for k, v in contents(published / "posts").items()} == {k: v[0] for k, v in posts.items()}
    assert (published / "publish.lock").read_bytes() == lock
    assert "Nothing to do" in run("--show", published, "--yes").said


def test_it_stays_hidden_while_others_are_published(published: Path, run: Run) -> None:
    assert run("hide", "002", "--show", published, "--yes").code == 0
    assert "Nothing to do" in run("--show", published, "--yes").said
    assert "Nothing to do" in run("hide", "002", "--show", published, "--yes").said
    add_episode(published, "003-third", "Third", month=3)
    answer = run("--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert "Third" in (published / "public/feeds/public.xml").read_text(encoding="utf-8")
    assert not {name for name in texts(published) if not name.startswith("002-second-")}
    shutil.rmtree(published / "episodes/002-second")
    assert run("--show", published, "--yes").code == 0, "a hidden episode does not vanish when its folder goes"
    told = json.loads(run("generations", "--json", "--show", published).out)["generations"]
    assert [(g["generation"], [(c["change"], c["episode"]) for c in g["changes"]]) for g in told] == [
        (3, [("new", "003")]),
        (2, [("hides", "002")]),
    ]
    assert run("rollback", "1", "--show", published, "--yes").code == 3, "and no release that shows it comes back"
    assert json.loads(run("generations", "--json", "--show", published).out)["gone"] == 1
    assert run("unhide", "002", "--show", published, "--yes").code == 0
    assert "Second" in (published / "public/feeds/public.xml").read_text(encoding="utf-8")


def test_what_was_redacted_while_it_was_hidden_does_not_come_back_with_it(published: Path, run: Run) -> None:
    """Hide first, find out what it was, take it out: showing it again must not show the very thing."""
    told = {"the words": "Somebody speaks"}
    before = public(published)
    assert leaks(published / "public", told)
    assert run("hide", "002", "--show", published, "--yes").code == 0
    (published / "episodes/002-second/transcript.md").write_text("[[Somebody speaks]] here.\n", encoding="utf-8")
    edit(published / "episodes/002-second/episode.md", "posts: []", "redact: ['0:00 - 0:01']")
    hidden = public(published)
    answer = run("unhide", "002", "--show", published, "--yes")
    assert answer.code == 3
    assert "E0918" in answer.said
    assert "publish.py replace 002" in answer.said
    assert public(published) == hidden
    answer = run("replace", "002", "--show", published, "--yes")
    assert answer.code == 0, answer.said
    feed = (published / "public/feeds/public.xml").read_text(encoding="utf-8")
    assert feed.index("<title>Second</title>") < feed.index("<title>First</title>"), "in its old place"
    assert leaks(published / "public", told) == set()
    assert leaks(published / "public-control", told) == set()
    assert [key for key in public(published) if key.startswith("public/media/002")] != [
        key for key in before if key.startswith("public/media/002")
    ]
    assert json.loads(run("status", "--json", "--show", published).out)["hidden"] == []
    assert "Nothing to do" in run("--show", published, "--yes").said


def test_a_hidden_episode_can_be_taken_back(published: Path, run: Run) -> None:
    assert run("hide", "002", "--show", published, "--yes").code == 0
    assert run("retract", "002", "--purge", "--show", published, "--yes").code == 0
    assert not [key for key in public(published) if "002-second" in key]
    assert run("unhide", "002", "--show", published, "--yes").code == 3
    edit(published / "episodes/002-second/episode.md", "posts: []", "status: withdrawn")
    assert "Nothing to do" in run("--show", published, "--yes").said


@pytest.mark.parametrize(("command", "code"), [("hide", "E0919"), ("unhide", "E0922"), ("retract", "E0917")])
def test_an_id_that_is_not_there_is_told(published: Path, run: Run, command: str, code: str) -> None:
    before = contents(published)
    answer = run(command, "777", "--show", published, "--yes")
    assert answer.code == 3
    assert code in answer.said
    assert contents(published) == before


def test_without_a_yes_nothing_is_hidden(published: Path, run: Run) -> None:
    before = contents(published)
    assert run("hide", "002", "--show", published).code == 2
    assert contents(published) == before


Spoil = Callable[[Path], object]


def broken_episode(show: Path) -> None:
    (show / "episodes/001-first/episode.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")


def lost_recording(show: Path) -> None:
    (show / "episodes/001-first/recording.wav").unlink()


def lost_folder(show: Path) -> None:
    shutil.rmtree(show / "episodes/001-first")


def other_guid(show: Path) -> None:
    edit(show / "episodes/001-first/episode.md", "title: First", "title: First\nguid: another")


def other_date(show: Path) -> None:
    edit(show / "episodes/001-first/episode.md", "2026-01-01", "2026-01-05")


def words_to_be_read(show: Path) -> None:
    edit(show / "episodes/001-first/episode.md", "title: First", "title: First\nredact: ['0:00 - 0:00.9']")


def words_left_out_later(show: Path) -> None:
    edit(show / "episodes/001-first/transcript.vtt", "Goodbye", "[[Goodbye]]")


def unknown_post(show: Path) -> None:
    edit(show / "posts/a-post.md", '"001"', '"001", "777"')


def broken_post(show: Path) -> None:
    (show / "posts/broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")


def twin(show: Path) -> None:
    shutil.copytree(show / "episodes/001-first", show / "episodes/009-first-again")


GATES: list[Spoil] = [
    broken_episode,
    lost_recording,
    lost_folder,
    other_guid,
    other_date,
    words_to_be_read,
    words_left_out_later,
    unknown_post,
    broken_post,
    twin,
]
QUICK_GATES = 3
"""So many are tried each time; the others where there is time."""


def redact_second(show: Path) -> None:
    sound(show / "episodes/002-second/recording.wav", seed=99)
    edit(show / "episodes/002-second/episode.md", "posts: []", "redact: ['0:00 - 0:01']")
    (show / "episodes/002-second/transcript.md").write_text("[[Somebody]] speaks.\n", encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(gate, id=gate.__name__, marks=[pytest.mark.slow] if number > QUICK_GATES else [])
        for number, gate in enumerate(GATES, 1)
    ],
)
def test_no_other_episode_stands_in_its_way(published: Path, run: Run, spoil: Spoil) -> None:
    guid = json.loads((published / "publish.lock").read_text(encoding="utf-8"))["episodes"]["001"]["guid"]
    first = {key: body for key, body in public(published).items() if "001-first" in key}
    spoil(published)
    assert run("--show", published, "--yes").code == 3, "a publication is stopped"
    for command, there in (("hide", False), ("unhide", True), ("replace", True), ("retract", False)):
        if command == "replace":
            redact_second(published)
        answer = run(command, "002", "--show", published, "--yes")
        assert answer.code == 0, answer.said
        feed = (published / "public/feeds/public.xml").read_text(encoding="utf-8")
        assert guid in feed, "the other episode is as it was"
        assert {key: body for key, body in public(published).items() if "001-first" in key} == first
        assert ("Second" in feed) == there


def test_an_episode_that_is_wrong_itself_gets_no_new_audio_and_is_hidden_all_the_same(
    published: Path, run: Run
) -> None:
    edit(published / "episodes/002-second/episode.md", "title: Second", "title: [Second")
    before = public(published)
    answer = run("replace", "002", "--show", published, "--yes")
    assert answer.code == 3
    assert "E0204" in answer.said
    assert public(published) == before
    assert run("hide", "002", "--show", published, "--yes").code == 0


def test_a_release_of_before_says_what_to_do(published: Path, run: Run) -> None:
    """It kept no records: hiding needs one publication, taking back does not."""
    for file in (published / "public-control/kept").iterdir():
        if file.read_bytes().startswith(b"{"):
            file.unlink()
    answer = run("hide", "002", "--show", published, "--yes")
    assert answer.code == 3
    assert "E1209" in answer.said
    assert run("retract", "002", "--show", published, "--yes").code == 0
