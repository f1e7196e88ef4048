"""Of a file with several tracks of sound nobody but the producer knows which one is meant for listeners."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from mutagen.id3 import APIC, ID3

from pipeline.model import AudioRecipe
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import examine, master, measure, portrait, probe, probe_bookend
from tests.support.sound import FLAC, MP3, Track, noise, read, sine, write, write_tracks

RECIPE = AudioRecipe()
MIX = Track(sound=sine(5, rate=48_000, channels=2, level_db=-20), language="eng", title="Mix")
CALLER = Track(sound=sine(3, rate=48_000, hz=400, level_db=-40), language="deu", title="Caller's microphone")
FORMATS = [
    ("mka", "flac", "matroska"),
    ("mkv", "libopus", "matroska"),
    ("m4a", "aac", "ipod"),
    ("mov", "pcm_s16le", "mov"),
    ("ogg", "libopus", "ogg"),
    ("ts", "aac", "mpegts"),
    ("avi", "mp2", "avi"),
    ("wma", "mp2", "asf"),
]
LOOKS: dict[str, Callable[[Path, int | None], object]] = {
    "probe": lambda path, track: probe(path, "take", track),
    "measure": lambda path, track: measure(path, "take", track),
    "examine": lambda path, track: examine(path, "take", RECIPE, track),
    "portrait": lambda path, track: portrait(path, "take", track),
    "master": lambda path, track: master([path], path.with_name("out.mp3"), RECIPE, where=["take"], track=track),
}


def refused(look: Callable[[], object]) -> Problem:
    with pytest.raises(CheckFailed) as failed:
        look()
    (problem,) = failed.value.problems
    return problem


def both(folder: Path, ending: str = "mka", codec: str = "flac", container: str = "matroska") -> Path:
    return write_tracks(folder / f"call.{ending}", [MIX, CALLER], codec, container)


@pytest.mark.parametrize(("ending", "codec", "container"), FORMATS, ids=[each[0] for each in FORMATS])
def test_several_tracks_are_refused_in_every_format_until_one_is_named(
    ending: str, codec: str, container: str, tmp_path: Path
) -> None:
    path = both(tmp_path, ending, codec, container)
    assert refused(lambda: probe(path, "take")).code == "E0321"
    first, second = measure(path, "take", 1), measure(path, "take", 2)
    assert (first.channels, second.channels) == (2, 1)
    assert first.sample_peak_dbfs == pytest.approx(-20, abs=2)
    assert second.sample_peak_dbfs == pytest.approx(-40, abs=2)
    assert (first.duration_ms, second.duration_ms) == (pytest.approx(5000, abs=60), pytest.approx(3000, abs=60))
    assert refused(lambda: probe(path, "take", 3)).code == "E0322"


@pytest.mark.parametrize("look", LOOKS)
def test_every_door_asks_for_the_track_and_takes_it(look: str, tmp_path: Path) -> None:
    path = both(tmp_path)
    assert refused(lambda: LOOKS[look](path, None)).code == "E0321"
    assert refused(lambda: LOOKS[look](path, 3)).code == "E0322"
    assert not (tmp_path / "out.mp3").exists()
    assert LOOKS[look](path, 2)


def test_what_is_told_is_enough_to_choose_by(tmp_path: Path) -> None:
    tracks = [Track(sound=MIX.sound, language="eng"), Track(sound=CALLER.sound, title="Caller\x07 1", default=True)]
    path = write_tracks(tmp_path / "call.mkv", tracks, "flac", "matroska")
    listed = "track 1 (eng, stereo, 0:05.0), track 2 (“Caller 1”, mono, 0:03.0, the file's default)"
    assert refused(lambda: probe(path, "take")).what == f"the file holds 2 tracks of sound: {listed}"
    assert refused(lambda: probe(path, "take", 7)).what == f"there is no track 7 in the file, only {listed}"


def test_the_length_is_that_of_the_track_and_not_of_the_file(tmp_path: Path) -> None:
    path = both(tmp_path)
    assert [probe(path, "take", track).duration for track in (1, 2)] == [5000, 3000]


def test_the_named_track_is_what_listeners_hear(tmp_path: Path) -> None:
    path = both(tmp_path)
    for track, hz, seconds in ((1, 997, 5), (2, 400, 3)):
        made = master([path], tmp_path / "out.mp3", RECIPE, where=["take"], track=track)
        assert made.duration == seconds * 1000
        heard, rate = read(tmp_path / "out.mp3")
        spectrum = np.abs(np.fft.rfft(heard[0, rate : 2 * rate]))
        assert int(spectrum.argmax()) == hz


def test_the_track_is_that_of_every_take(tmp_path: Path) -> None:
    path = both(tmp_path)
    alone = write(tmp_path / "alone.flac", noise(2), coding=FLAC)
    assert master([path, path], tmp_path / "out.mp3", RECIPE, where=["a", "b"], track=2).duration == 6000
    problem = refused(lambda: master([path, alone], tmp_path / "out.mp3", RECIPE, where=["a", "b"], track=2))
    assert (problem.code, problem.where) == ("E0322", "b")


def test_an_intro_with_several_tracks_is_told_too(tmp_path: Path) -> None:
    path = both(tmp_path)
    assert refused(lambda: probe_bookend(path, "intro.mka")).code == "E0321"


@pytest.mark.parametrize("track", [None, 1])
def test_one_track_needs_no_number_and_a_cover_is_no_track(track: int | None, tmp_path: Path) -> None:
    path = write(tmp_path / "take.mp3", noise(3), coding=MP3)
    tags = ID3()
    tags.add(APIC(encoding=3, mime="image/jpeg", type=3, desc="", data=b"\xff\xd8\xff\xe0" + bytes(500)))
    tags.save(path)
    assert probe(path, "take", track).duration == pytest.approx(3000, abs=5)
    assert measure(path, "take", track).duration_ms == pytest.approx(3000, abs=5)


@pytest.mark.parametrize("track", [0, 2])
def test_a_file_with_one_track_has_no_other(track: int, tmp_path: Path) -> None:
    path = write(tmp_path / "take.flac", noise(3), coding=FLAC)
    problem = refused(lambda: probe(path, "take", track))
    assert (problem.code, problem.what) == (
        "E0322",
        f"there is no track {track} in the file, only track 1 (mono, 0:03.0)",
    )
