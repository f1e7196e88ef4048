"""Bad input is normal input: each gets its own code, nothing is published, and what was live stays live."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from pipeline.model import AudioRecipe
from pipeline.stages.audio import master
from tests.end_to_end.conftest import Run, contents
from tests.support.sound import RATE, WAV16, speech_like, write
from tests.support.tiny import add_episode, sound

Spoil = Callable[[Path], object]


def episode(show: Path) -> Path:
    return show / "episodes" / "003-third"


def replace_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def without_audio(show: Path) -> None:
    (episode(show) / "recording.wav").unlink()


def text_named_mp3(show: Path) -> None:
    without_audio(show)
    (episode(show) / "recording.mp3").write_text("This is a letter, not a song.\n" * 200, encoding="utf-8")


def truncated_wav(show: Path) -> None:
    file = episode(show) / "recording.wav"
    file.write_bytes(file.read_bytes()[:20_000])


def stale_header(show: Path) -> None:
    """As a recorder leaves it that broke off: the header says half of what is there."""
    file = episode(show) / "recording.wav"
    content = bytearray(file.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = (int.from_bytes(content[at : at + 4], "little") // 2).to_bytes(4, "little")
    file.write_bytes(content)


def empty_recording(show: Path) -> None:
    (episode(show) / "recording.wav").write_bytes(b"")


def pipe_for_recording(show: Path) -> None:
    without_audio(show)
    os.mkfifo(episode(show) / "recording.wav")


def silence(show: Path) -> None:
    """Only listening to the whole of it can tell: `check` does not, publishing does."""
    sound(episode(show) / "recording.wav", level=0)


def empty_cover(show: Path) -> None:
    (episode(show) / "cover.png").write_bytes(b"")


def narrow_cover(show: Path) -> None:
    Image.new("RGB", (3000, 1500)).save(episode(show) / "cover.png")


def broken_toml(show: Path) -> None:
    (show / "show.toml").write_text('title = "half\n', encoding="utf-8")


def unknown_key(show: Path) -> None:
    replace_text(show / "show.toml", "language", "langauge")


def no_show(show: Path) -> None:
    (show / "show.toml").unlink()


def same_id(show: Path) -> None:
    add_episode(show, "003-other", "Other")


def bad_slug(show: Path) -> None:
    episode(show).rename(show / "episodes" / "003 Third & more")


def climbing_recording(show: Path) -> None:
    replace_text(episode(show) / "episode.md", "posts: []", "recordings: [../../../secret.wav]")


def climbing_id(show: Path) -> None:
    replace_text(episode(show) / "episode.md", "title: Third", "title: Third\nid: ../../up")


def broken_yaml(show: Path) -> None:
    replace_text(episode(show) / "episode.md", "title: Third", "title: [Third")


def control_character(show: Path) -> None:
    replace_text(episode(show) / "episode.md", "title: Third", "title: Th\x08ird")


def late_chapter(show: Path) -> None:
    (episode(show) / "chapters.txt").write_text("00:00 Start\n31:40 Too late\n", encoding="utf-8")


def unreadable_chapter(show: Path) -> None:
    (episode(show) / "chapters.txt").write_text("half past nine: Start\n", encoding="utf-8")


def broken_transcript(show: Path) -> None:
    text = "WEBVTT\n\n00:03.000 --> 00:01.000\nbackwards\n"
    (episode(show) / "transcript.vtt").write_text(text, encoding="utf-8")


def unknown_post(show: Path) -> None:
    replace_text(episode(show) / "episode.md", "posts: []", "posts: [no-such-post]")


def unknown_episode(show: Path) -> None:
    replace_text(show / "posts/a-post.md", '"001"', '"777"')


def not_utf8(show: Path) -> None:
    (episode(show) / "episode.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n\nNotes.\n")


def a_number_for_a_date(show: Path) -> None:
    replace_text(episode(show) / "episode.md", "2026-03-01T06:00:00+00:00", "2027")


CASES: list[tuple[Spoil, str, str]] = [
    (a_number_for_a_date, "E0205", "episode.md:3"),
    (without_audio, "E02", "003-third"),
    (text_named_mp3, "E03", "recording.mp3"),
    (truncated_wav, "E03", "recording.wav"),
    (stale_header, "E0323", "the header promises 0:02.0 of audio, and the file holds 0:04.0"),
    (empty_recording, "E03", "recording.wav"),
    (pipe_for_recording, "E0112", "recording.wav is a named pipe"),
    (silence, "E03", "recording.wav"),
    (empty_cover, "E05", "cover.png"),
    (narrow_cover, "E05", "cover.png"),
    (broken_toml, "E01", "show.toml:1"),
    (unknown_key, "E01", "show.toml:3"),
    (no_show, "E01", "show.toml"),
    (same_id, "E02", "003-"),
    (bad_slug, "E02", "003 Third"),
    (climbing_recording, "E0110", "episode.md:4"),
    (climbing_id, "E0205", "episode.md:3"),
    (broken_yaml, "E0204", "episode.md"),
    (control_character, "E02", "episode.md:2"),
    (late_chapter, "E04", "chapters.txt:2"),
    (unreadable_chapter, "E02", "chapters.txt:1"),
    (broken_transcript, "E04", "transcript.vtt:3"),
    (unknown_post, "E07", "episode.md:4"),
    (unknown_episode, "E07", "a-post.md:4"),
    (not_utf8, "E02", "episode.md:2"),
]


@pytest.mark.parametrize(("spoil", "code", "where"), CASES, ids=[case[0].__name__ for case in CASES])
def test_each_fault_has_its_own_code_and_place_and_nothing_is_published(
    published: Path, run: Run, spoil: Spoil, code: str, where: str
) -> None:
    add_episode(published, "003-third", "Third", month=3)
    spoil(published)
    before = contents(published)
    for command in (["check"], ["--yes"]) if spoil is not silence else (["--yes"],):
        answer = run(*command, "--show", published)
        assert answer.code == 3, answer.said
        assert code in answer.said
        assert where in answer.said
        assert "nothing in the way" not in answer.said
    assert contents(published) == before


def test_an_empty_folder_is_not_a_show_and_is_told_what_to_do(tmp_path: Path, run: Run) -> None:
    answer = run("--show", tmp_path, "--yes")
    assert answer.code == 3
    assert "publish.py init" in answer.said


@pytest.mark.parametrize("command", ["publish", "check", "hide"])
def test_a_failure_as_json_names_the_command_and_not_the_folder(tmp_path: Path, run: Run, command: str) -> None:
    words = [] if command == "publish" else [command, *(["001"] if command == "hide" else [])]
    document = json.loads(run(*words, "--show", tmp_path, "--json").out)
    assert (document["command"], document["exit_code"]) == (command, 3)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, run: Run) -> None:
    answer = run("--show", tmp_path / "nowhere", "--yes")
    assert answer.code == 3
    assert "nowhere" in answer.said


def test_all_faults_are_told_at_once(published: Path, run: Run) -> None:
    add_episode(published, "003-third", "Third", month=3)
    without_audio(published)
    unknown_episode(published)
    unreadable_chapter(published)
    answer = run("check", "--show", published)
    assert {code for code in ("E02", "chapters.txt:1") if code in answer.said} == {"E02", "chapters.txt:1"}


@pytest.mark.parametrize("command", ["check", "--yes"])
def test_faults_of_texts_and_of_recordings_are_told_in_one_pass(published: Path, run: Run, command: str) -> None:
    add_episode(published, "003-third", "Third", month=3)
    text_named_mp3(published)
    add_episode(published, "004-fourth", "Fourth", month=4)
    replace_text(published / "episodes/004-fourth/episode.md", "title:", "titel:")
    answer = run(command, "--show", published)
    assert answer.code == 3
    assert "E0303" in answer.said
    assert "did you mean “title”" in answer.said


def test_a_cmyk_cover_is_rendered_harmless(published: Path, run: Run) -> None:
    add_episode(published, "003-third", "Third", month=3)
    Image.new("CMYK", (3000, 3000), (10, 200, 30, 0)).save(episode(published) / "cover.jpg")
    answer = run("--show", published, "--yes")
    assert answer.code == 0, answer.said
    (cover,) = (published / "public/art").glob("003-third-*-3000.jpg")
    with Image.open(cover) as picture:
        assert picture.mode == "RGB"


def test_secrets_of_the_environment_stand_in_no_message(
    published: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDSECRETSECRET")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "very-secret-indeed")
    storage = '[storage]\nkind = "s3"\nbucket = "air"\nendpoint = "http://127.0.0.1:9"\n'
    replace_text(published / "show.toml", '[storage]\nkind = "folder"\npath = "public"\n', storage)
    answer = run("--show", published, "--yes")
    assert answer.code == 5
    assert "E10" in answer.said
    assert "very-secret-indeed" not in answer.said
    assert "AKIDSECRETSECRET" not in answer.said


@pytest.mark.parametrize(("pace", "later_s", "code"), [(24 / 25, 0.0, "E0419"), (1.0, 6.0, "W0420")])
def test_a_transcript_out_of_step_with_the_recording_is_told(
    pace: float, later_s: float, code: str, published: Path, run: Run
) -> None:
    """What runs away is refused; what is late all along is published, and told."""
    add_episode(published, "003-third", "Third", month=3)
    talk = speech_like(150)
    take = write(episode(published) / "recording.wav", talk, coding=WAV16)
    found = master([take], published / "heard.mp3", AudioRecipe(), where=["x"])
    lines = ["WEBVTT", ""]
    for span in found.speech:
        start, end = (moment * pace / 1000 + later_s for moment in (span.start, span.end))
        if end < talk.shape[1] / RATE:
            lines += [f"{stamp(start)} --> {stamp(end)}", "Some words.", ""]
    (episode(published) / "transcript.vtt").write_text("\n".join(lines), encoding="utf-8")
    answer = run("--show", published, "--yes")
    assert answer.code == (3 if code.startswith("E") else 0), answer.said
    assert code in answer.said
    assert "003-third/transcript.vtt" in answer.said


def stamp(seconds: float) -> str:
    return f"{int(seconds // 60):02}:{seconds % 60:06.3f}"
