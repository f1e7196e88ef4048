"""`publish.py audio`: any file can be listened to and mastered, without a show."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

from tests.end_to_end.conftest import Run
from tests.support.sound import Track, speech_like, write, write_tracks


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def take(here: None) -> Path:
    del here
    return write(Path("a [take].wav"), speech_like(20, channels=2, level_db=-30))


def test_a_file_is_listened_to(take: Path, run: Run) -> None:
    answer = run("audio", take)
    assert answer.code == 0
    for told in ("a [take].wav", "LUFS", "dBTP", "44.1 kHz, stereo", "00:00:20"):
        assert told in answer.said


def test_json_has_every_figure(take: Path, run: Run) -> None:
    answer = json.loads(run("audio", take, "--json").out)
    assert (answer["format"], answer["command"], answer["exit_code"]) == (1, "audio", 0)
    found = answer["files"][str(take)]
    assert found["samples"] == 20 * 44_100
    assert -40 < found["integrated_lufs"] < found["short_term_lufs"] < found["momentary_lufs"] < -20
    assert found["true_peak_dbtp"] >= found["sample_peak_dbfs"]


def test_what_would_be_refused_is_told_with_the_others_figures(take: Path, run: Run) -> None:
    sound = speech_like(20, channels=2)
    sound[1] = 0
    dead = write(Path("dead.wav"), sound)
    letter = Path("letter.mp3")
    letter.write_text("Dear podcast,\n" * 99, encoding="utf-8")
    answer = run("audio", take, dead, letter, "nowhere.wav")
    assert answer.code == 3
    for told in ("a [take].wav", "E0315", "dead.wav", "E0303", "letter.mp3", "E0301", "nowhere.wav"):
        assert told in answer.said


@pytest.mark.timeout(20)
@pytest.mark.parametrize("more", [(), ("-o", "out.mp3")])
def test_a_pipe_is_refused_without_waiting_for_it(more: tuple[str, ...], run: Run) -> None:
    os.mkfifo("live.wav")
    answer = run("audio", "live.wav", *more)
    assert answer.code == 3
    assert "E0320" in answer.said
    assert "this is a named pipe (FIFO), not a file" in answer.said
    assert not Path("out.mp3").exists()


def test_a_file_with_several_tracks_is_heard_once_one_is_named(run: Run) -> None:
    voice = speech_like(20, rate=48_000)
    tracks = [Track(sound=voice * 0, title="Mix"), Track(sound=voice, language="fra")]
    call = write_tracks(Path("call.mka"), tracks, "flac", "matroska")
    answer = run("audio", call)
    assert answer.code == 3
    for told in ("E0321", "track 1 (“Mix”, mono, 0:20.0", "track 2 (fra, mono, 0:20.0", "--track 2"):
        assert told in answer.said
    assert "E0322" in run("audio", call, "--track", "3").said
    assert "E0309" in run("audio", call, "--track", "1").said
    assert run("audio", call, "--track", "2").code == 0
    drawn = ("--picture", "loud.svg", "--waveform", "wave.json")
    assert run("audio", call, "--track", "2", "-o", "out.mp3", *drawn).code == 0
    assert json.loads(Path("wave.json").read_text(encoding="utf-8"))["channels"] == 1


def test_silence_is_told_in_words_and_as_null(run: Run) -> None:
    silent = write(Path("silent.wav"), np.zeros((1, 44_100), np.float32))
    answer = run("audio", silent)
    assert answer.code == 3
    assert "nothing to hear" in answer.said
    assert "E0309" in answer.said
    assert json.loads(run("audio", silent, "--json").out)["files"][str(silent)]["integrated_lufs"] is None


def test_takes_are_mastered_into_one_file(take: Path, run: Run) -> None:
    out = Path("out.mp3")
    answer = run("audio", take, take, "-o", out, "--target", "-18", "--channels", "mono")
    assert answer.code == 0
    assert "It was given +" in answer.said
    found = json.loads(run("audio", out, "--json").out)["files"][str(out)]
    assert found["integrated_lufs"] == pytest.approx(-18, abs=0.1)
    assert found["true_peak_dbtp"] <= -1
    assert (found["samples"], found["channels"]) == (40 * 44_100, 1)
    assert "not touched" in run("audio", out, "-o", "again.mp3", "--target", "-18").said


@pytest.mark.parametrize(("name", "samples"), [("out.m4a", 20 * 44_100), ("OUT.OPUS", 20 * 48_000)])
def test_the_name_of_the_file_says_how_it_is_coded(name: str, samples: int, take: Path, run: Run) -> None:
    assert run("audio", take, "-o", name).code == 0
    found = json.loads(run("audio", name, "--json").out)["files"][name]
    assert found["integrated_lufs"] == pytest.approx(-16, abs=0.1)
    assert found["true_peak_dbtp"] <= -1
    assert 0 <= found["samples"] - samples < 1024


def test_other_kinds_of_file_are_refused_before_any_work(take: Path, run: Run) -> None:
    answer = run("audio", take, "-o", "out.wma")
    assert answer.code == 3
    assert "E1213" in answer.said
    assert not Path("out.wma").exists()


def test_mastering_can_be_looked_at(take: Path, run: Run) -> None:
    shown = run("audio", take, "-o", "out.mp3", "--picture", "out.svg", "--waveform", "out.json")
    assert shown.code == 0
    drawn = etree.parse("out.svg").getroot()
    assert drawn.findtext("{*}title") == "out.mp3"
    assert "Short-term loudness over 0:00:2" in drawn.findtext("{*}desc", "")
    waveform = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert (waveform["version"], waveform["sample_rate"], waveform["bits"]) == (2, 44_100, 8)
    assert waveform["length"] * 2 == len(waveform["data"]) == -(-20 * 44_100 // waveform["samples_per_pixel"]) * 2


def test_several_files_are_drawn_as_a_catalogue(take: Path, run: Run) -> None:
    other = write(Path("other.wav"), speech_like(20, level_db=-20))
    assert run("audio", take, other, "--picture", "all.svg").code == 0
    drawn = etree.parse("all.svg").getroot()
    described = drawn.findtext("{*}desc", "")
    assert "a [take].wav: " in described
    assert "other.wav: " in described


def test_a_picture_is_never_written_over_a_file(take: Path, run: Run) -> None:
    before = take.read_bytes()
    assert "E1212" in run("audio", take, "--picture", take).said
    assert take.read_bytes() == before


def test_a_file_is_never_written_over_itself(take: Path, run: Run) -> None:
    before = take.read_bytes()
    answer = run("audio", take, "-o", take)
    assert answer.code == 3
    assert "E1212" in answer.said
    assert take.read_bytes() == before


def test_where_nothing_can_be_written_is_told(take: Path, run: Run) -> None:
    answer = run("audio", take, "-o", "no/such/folder.mp3")
    assert answer.code == 1
    assert "E1207" in answer.said
