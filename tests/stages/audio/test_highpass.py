"""What lies below the corner goes, and the voice stays."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import AudioRecipe
from pipeline.stages.audio import master, remarks
from pipeline.stages.audio.grid import grid_for
from pipeline.stages.audio.highpass import high_passed
from tests.support.sound import RATE, Sound, noise, read, rms_db, sine, speech_like, write


def filtered(sound: Sound, corner_hz: float = 80, rate: int = RATE, piece: int = 10_000) -> Sound:
    pieces = (sound[:, at : at + piece] for at in range(0, sound.shape[1], piece))
    return np.concatenate(list(high_passed(pieces, grid_for(rate), corner_hz)), axis=1)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize(("hz", "left_db"), [(10, -36), (20, -24.1), (40, -12.3), (80, -3.0), (160, -0.26), (1000, 0)])
def test_it_falls_by_twelve_decibels_an_octave(hz: float, left_db: float, rate: int) -> None:
    tone = sine(10, hz=hz, rate=rate)
    settled = slice(rate, None)
    assert rms_db(filtered(tone, rate=rate)[:, settled]) - rms_db(tone[:, settled]) == pytest.approx(left_db, abs=0.2)


def test_it_is_the_filter_that_a_sample_by_sample_loop_would_be() -> None:
    sound = noise(9, channels=2)
    tangent = np.tan(np.pi * 60 / RATE)
    scale = 1 + tangent * np.sqrt(2) + tangent**2
    a1, a2 = 2 * (tangent**2 - 1) / scale, (1 - tangent * np.sqrt(2) + tangent**2) / scale
    found = filtered(sound, 60)
    for channel, heard in zip(sound.astype(np.float64), found, strict=True):
        expected, one, two = np.empty(len(channel)), 0.0, 0.0
        for at, sample in enumerate(channel):
            expected[at] = sample / scale + one
            one, two = -2 * sample / scale - a1 * expected[at] + two, sample / scale - a2 * expected[at]
        assert np.abs(heard - expected).max() < 1e-5


@settings(deadline=None, max_examples=20)
@given(piece=st.integers(200, 300_000), samples=st.integers(1, 400_000))
def test_pieces_of_any_length_give_the_same_sound(piece: int, samples: int) -> None:
    sound = noise(10)[:, :samples]
    assert np.array_equal(filtered(sound, piece=piece), filtered(sound, piece=samples))


def test_a_recipe_with_a_high_pass_takes_rumble_out_of_the_episode(tmp_path: Path) -> None:
    rumbling = speech_like(12) + sine(12, hz=25, level_db=-20)
    take = write(tmp_path / "take.wav", rumbling)
    found = {}
    for name, recipe in (("off", AudioRecipe()), ("on", replace(AudioRecipe(), high_pass_hz=100.0))):
        master([take], tmp_path / f"{name}.mp3", recipe, where=["take.wav"])
        sound, rate = read(tmp_path / f"{name}.mp3")
        spectrum = np.abs(np.fft.rfft(sound[0]))
        found[name] = spectrum[round(25 * len(sound[0]) / rate)]
    assert 20 * np.log10(found["off"] / found["on"]) > 20


def test_an_offset_is_told_and_the_high_pass_removes_it(tmp_path: Path) -> None:
    take = write(tmp_path / "take.wav", speech_like(12) + np.float32(0.05))
    codes = {}
    for name, recipe in (("off", AudioRecipe()), ("on", replace(AudioRecipe(), high_pass_hz=60.0))):
        mastered = master([take], tmp_path / "out.mp3", recipe, where=["take.wav"])
        codes[name] = {problem.code for problem in remarks(mastered, recipe, "take.wav")}
    assert "W0337" in codes["off"]
    assert "W0337" not in codes["on"]
