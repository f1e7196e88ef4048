"""Intro and outro: where the recording lies between them, how loud they are, and what they may not be."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.model import AudioRecipe, Mastered, SourceFile, Span
from pipeline.problems import CheckFailed
from pipeline.stages.audio import master, measure, probe_bookend
from tests.support.shows import a_digest
from tests.support.sound import FLAC, RATE, WAV_FLOAT, Sound, read, rms_db, sine, speech_like, write

RECIPE = AudioRecipe()


def framed(folder: Path, body: Sound, intro: Sound | None, outro: Sound | None) -> Mastered:
    """Master a body with clips around it; the result lies at `out.mp3`."""
    clips = {
        name: write(folder / f"{name}.flac", clip, 48_000, FLAC)
        for name, clip in (("intro", intro), ("outro", outro))
        if clip is not None
    }
    take = write(folder / "take.wav", body, RATE, WAV_FLOAT)
    return master(
        [take], folder / "out.mp3", RECIPE, where=["take.wav"], intro=clips.get("intro"), outro=clips.get("outro")
    )


def chime(seconds: float, *, level_db: float = -12.0, channels: int = 2, hz: float = 880.0) -> Sound:
    """A clip, at 48 kHz."""
    return sine(seconds, hz=hz, level_db=level_db, rate=48_000, channels=channels)


@pytest.mark.parametrize(
    ("intro_s", "outro_s", "body"),
    [
        (2.0, 3.0, Span(start=2000, end=8000)),
        (2.5, None, Span(start=2500, end=8500)),
        (None, 0.7, Span(start=0, end=6000)),
        (None, None, Span(start=0, end=6000)),
    ],
)
def test_the_body_is_the_recordings_place_in_the_file(
    intro_s: float | None, outro_s: float | None, body: Span, tmp_path: Path
) -> None:
    intro, outro = (chime(s) if s else None for s in (intro_s, outro_s))
    result = framed(tmp_path, speech_like(6, channels=2), intro, outro)
    assert result.body == body
    assert result.duration == 6000 + 1000 * ((intro_s or 0) + (outro_s or 0))
    assert all(body.start <= span.start < span.end <= body.end for span in result.speech)


def test_the_recording_sounds_where_the_body_says(tmp_path: Path) -> None:
    body = sine(4, hz=3000, level_db=-20, channels=2)
    result = framed(tmp_path, body, chime(1.5, hz=300), chime(1.5, hz=300))
    decoded, _ = read(tmp_path / "out.mp3")
    high = np.abs(np.diff(decoded[0], prepend=0)) > 0.02
    heard = np.flatnonzero(np.convolve(high, np.ones(441) / 441, "same") > 0.5)
    assert heard[0] / RATE * 1000 == pytest.approx(result.body.start, abs=15)
    assert heard[-1] / RATE * 1000 == pytest.approx(result.body.end, abs=15)


@pytest.mark.parametrize("level_db", [-3.0, -20.0, -32.0])
def test_clips_are_as_loud_as_what_they_frame(level_db: float, tmp_path: Path) -> None:
    result = framed(tmp_path, speech_like(8, channels=2), chime(3, level_db=level_db), None)
    decoded, _ = read(tmp_path / "out.mp3")
    clip = write(tmp_path / "clip.wav", decoded[:, 20_000:110_000], coding=WAV_FLOAT)
    assert measure(clip, "clip.wav").integrated_lufs == pytest.approx(-16.0, abs=0.3)
    assert result.delivered.integrated_lufs == pytest.approx(-16.0, abs=0.1)


def test_the_recordings_own_loudness_does_not_depend_on_the_clips(tmp_path: Path) -> None:
    with_clips = framed(tmp_path, speech_like(6), chime(3), chime(3)).recording
    assert with_clips == framed(tmp_path, speech_like(6), None, None).recording


def test_clips_begin_and_end_without_a_click(tmp_path: Path) -> None:
    loud = np.full((2, 48_000), 0.5, np.float32)
    framed(tmp_path, speech_like(4, channels=2) * 0.01, loud, None)
    decoded, _ = read(tmp_path / "out.mp3")
    assert np.abs(np.diff(decoded[:, 43_000:45_000])).max() < 0.02


def test_a_mono_recording_stays_mono_between_stereo_clips(tmp_path: Path) -> None:
    assert framed(tmp_path, speech_like(4), chime(2), chime(2)).delivered.channels == 1


def test_a_silent_clip_stays_silent(tmp_path: Path) -> None:
    result = framed(tmp_path, speech_like(4), np.zeros((1, 96_000), np.float32), None)
    decoded, _ = read(tmp_path / "out.mp3")
    assert rms_db(decoded[:, 5_000:80_000]) < -80
    assert result.body.start == 2000


def test_a_clip_that_is_too_long_is_refused_by_its_name(tmp_path: Path) -> None:
    recipe = replace(RECIPE, outro=SourceFile(path="sounds/outro.flac", digest=a_digest(), size=1))
    take = write(tmp_path / "take.wav", speech_like(2))
    clip = write(tmp_path / "outro.flac", np.zeros((1, 8000 * 61), np.float32), 8000, FLAC)
    with pytest.raises(CheckFailed) as failed:
        master([take], tmp_path / "out.mp3", recipe, where=["take.wav"], outro=clip)
    assert [(p.code, p.where) for p in failed.value.problems] == [("E0313", "sounds/outro.flac")]
    with pytest.raises(CheckFailed) as failed:
        probe_bookend(clip, "sounds/outro.flac")
    assert [p.code for p in failed.value.problems] == ["E0313"]


def test_a_short_jingle_is_welcome(tmp_path: Path) -> None:
    clip = write(tmp_path / "ping.flac", chime(0.3), 48_000, FLAC)
    assert probe_bookend(clip, "ping.flac").duration == 300
