"""A name that must not get out stands in no byte that the public can fetch, wherever the producer wrote it."""

import re
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.support.tiny import add_episode, sound

NAMES = {
    "a cue that overlaps": "Quendoline",
    "a cue just before": "Wilhelmus",
    "a cue just behind": "Xanthippa",
    "a chapter": "Yolantine",
    "a chapter's link": "yolantine-zub",
    "a soundbite": "Zubrovka",
    "a payment": "Oberonius",
    "the notes": "Kunigundel",
    "the summary": "Leocadia",
    "a chapter, marked": "Mechthildis",
    "words, marked": "Notburgis",
    "a speaker, marked": "Perpetuus",
}
FRONT = """\
---
title: Third
published: 2026-03-01T06:00:00+00:00
summary: "A letter about [[Leocadia]], and rain."
redact: ["00:00:10.0 - 00:00:12.0"]
soundbites: ["00:00:09 - 00:00:14 What Zubrovka said"]
value:
  recipients: [{address: us@example.org, split: 100}]
  splits: [{start: 11, duration: 2, recipients: [{name: Oberonius, address: o@example.org, split: 100}]}]
---

Notes with [[Kunigundel]] in them, and with nobody else.
"""
CHAPTERS = """\
00:00:00 Welcome
00:00:11 Yolantine's question <https://example.org/yolantine-zub>
00:00:16 What [[Mechthildis]] did
"""
CUES = """\
WEBVTT

00:00.000 --> 00:08.000
<v Rowan>Welcome, everybody.

00:09.000 --> 00:09.600
<v Rowan>Wilhelmus was there.

00:11.500 --> 00:12.100
<v Rowan>Quendoline was there.

00:12.400 --> 00:13.000
<v Rowan>Xanthippa was there.

00:16.000 --> 00:17.000
<v [[Perpetuus]]>And [[Notburgis]], of course.
"""


@pytest.fixture
def third(show: Path) -> Path:
    folder = add_episode(show, "003-third", "Third", month=3)
    sound(folder / "recording.wav", seconds=20, seed=3)
    (folder / "episode.md").write_text(FRONT, encoding="utf-8")
    (folder / "chapters.txt").write_text(CHAPTERS, encoding="utf-8")
    (folder / "transcript.vtt").write_text(CUES, encoding="utf-8")
    return folder


def searched(body: bytes) -> str:
    """The bytes as text, in every way that feeds, pages and tags write text."""
    return "\n".join(body.decode(coding, "ignore") for coding in ("utf-8", "utf-16-le", "utf-16-be")) + "\n".join(
        body[1:].decode(coding, "ignore") for coding in ("utf-16-le", "utf-16-be")
    )


def leaks(folder: Path, names: dict[str, str]) -> set[tuple[str, str]]:
    found = set()
    for file in folder.rglob("*"):
        text = searched(file.read_bytes()).lower() if file.is_file() else ""
        found |= {(where, file.name) for where, name in names.items() if name.lower() in text}
    return found


def test_no_name_is_in_any_public_byte(show: Path, third: Path, run: Run) -> None:
    del third
    answer = run("--show", show, "--yes")
    assert answer.code == 0, answer.said
    assert leaks(show / "public", NAMES) == set()
    assert leaks(show / "public-control", NAMES) == set(), "nor in what is kept to show it again"
    assert not any(name in answer.said for name in NAMES.values())
    assert leaks(show / "public", {"welcome": "Welcome, everybody"}), "the search finds what is there"


def test_without_the_redaction_the_same_search_finds_them(show: Path, third: Path, run: Run) -> None:
    """So that the test above is no test that cannot fail; what is marked is left out all the same."""
    text = (third / "episode.md").read_text(encoding="utf-8")
    (third / "episode.md").write_text(re.sub("redact: .*\n", "", text), encoding="utf-8")
    assert run("--show", show, "--yes").code == 0
    found = {where for where, _ in leaks(show / "public", NAMES)}
    assert found == {where for where in NAMES if "marked" not in where and where not in {"the notes", "the summary"}}
    assert {file for _, file in leaks(show / "public", NAMES) if file.endswith(".mp3")}, "it looks into the tags, too"


@pytest.mark.parametrize("command", [["check"], ["--yes"]])
def test_the_failing_input_of_before(show: Path, run: Run, command: list[str]) -> None:
    """The words were in nine public files, and `check` found nothing in the way."""
    folder = add_episode(show, "003-third", "Third", month=3)
    edit(folder, "posts: []", "redact: ['00:00:01.6 - 00:00:02.5']")
    (folder / "transcript.vtt").write_text("WEBVTT\n\n00:02.600 --> 00:03.900\nQuendoline Ashdown.\n", encoding="utf-8")
    assert run(*command, "--show", show).code == 0
    assert leaks(show / "public", {"a cue": "Quendoline"}) == set()


def test_words_a_little_further_off_stop_the_run_until_they_are_marked_or_allowed(show: Path, run: Run) -> None:
    folder = add_episode(show, "003-third", "Third", month=3)
    edit(folder, "posts: []", "redact: ['00:00:00.1 - 00:00:01.0']")
    said = "WEBVTT\n\n00:02.000 --> 00:03.900\nIt was {}, I think.\n"
    (folder / "transcript.vtt").write_text(said.format("Quendoline"), encoding="utf-8")
    for command in (["check"], ["--yes"]):
        answer = run(*command, "--show", show)
        assert answer.code == 3
        assert "E0421" in answer.said
        assert "episodes/003-third/transcript.vtt:3" in answer.said
        assert "--allow said=003" in answer.said
        assert "Quendoline" not in answer.said
        assert not (show / "public").exists()
    assert run("check", "--show", show, "--allow", "said=003").code == 0
    assert run("--show", show, "--yes", "--allow", "said=003").code == 0
    first = show / "episodes/001-first/episode.md"
    first.write_text(first.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    assert run("--show", show, "--yes").code == 0, (
        "what was read and allowed once is not asked again for another's sake"
    )
    (folder / "transcript.vtt").write_text(said.format("[[Quendoline]]"), encoding="utf-8")
    assert run("replace", "003", "--show", show, "--yes").code == 0
    (words,) = (show / "public/words").glob("003-third-*.vtt")
    assert "It was […], I think." in words.read_text(encoding="utf-8")


def test_a_transcript_without_times_stops_the_run_until_there_is_a_mark(show: Path, run: Run) -> None:
    folder = add_episode(show, "003-third", "Third", month=3)
    edit(folder, "posts: []", "redact: ['00:00:01.0 - 00:00:02.0']")
    (folder / "transcript.md").write_text("It was Quendoline, I think.\n", encoding="utf-8")
    answer = run("--show", show, "--yes")
    assert answer.code == 3
    assert "E0418" in answer.said
    (folder / "transcript.md").write_text("It was [[Quendoline]], I think.\n", encoding="utf-8")
    assert run("--show", show, "--yes").code == 0
    assert leaks(show / "public", {"prose": "Quendoline"}) == set()


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("episode.md", "---\ntitle: Third\n---\n\nA line.\n\n[[Notes.\n", 7),
        ("episode.md", "---\nseason: 1\ntitle: '[[Third'\n---\n", 3),
        ("transcript.md", "One line.\n\nTwo [[lines.\n", 3),
        ("chapters.txt", "00:00:00 Welcome\n00:00:01 To [[whom\n", 2),
    ],
)
def test_a_mark_that_is_never_closed_is_told_with_its_line(
    show: Path, run: Run, file: str, text: str, line: int
) -> None:
    folder = add_episode(show, "003-third", "Third", month=3)
    (folder / file).write_text(text, encoding="utf-8")
    answer = run("check", "--show", show)
    assert answer.code == 3
    assert "E0216" in answer.said
    assert f"{file}:{line}" in answer.said


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "episode.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
