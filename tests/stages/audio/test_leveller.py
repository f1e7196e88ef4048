"""Unequal voices are brought nearer to each other; what is no voice stays as it is, and the outcome is known before."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.model import AudioRecipe, Leveler
from pipeline.stages.audio import master
from pipeline.stages.audio.grid import grid_for
from pipeline.stages.audio.leveller import MOST_LOWER_DB, MOST_RAISE_DB, levelling
from pipeline.stages.audio.meter import Measurement, measured
from tests.support.sound import RATE, WAV24, Sound, noise, sine, speech_like, write

GRID = grid_for(RATE)
TURN_S = 5
EVEN = AudioRecipe(leveler=Leveler.SPEECH)


def heard(sound: Sound) -> Measurement:
    return measured([sound], GRID, (1.0,) * len(sound))


def evened(sound: Sound) -> Sound:
    pieces = np.array_split(sound, 9, axis=1)
    return np.concatenate(list(levelling(heard(sound)).applied(pieces)), axis=1)


def dialogue(louder_db: float, turns: int = 8) -> Sound:
    """Two speakers in turn."""
    levels = (-24 + louder_db / 2, -24 - louder_db / 2)
    return np.concatenate([speech_like(TURN_S, level_db=levels[n % 2], seed=n) for n in range(turns)], axis=1)


def difference_lu(sound: Sound) -> float:
    """By how much one speaker is louder than the other."""
    turns = np.array_split(sound, sound.shape[1] // (TURN_S * RATE), axis=1)
    loudness = [heard(turn).integrated_lufs for turn in turns]
    return float(np.mean(loudness[::2]) - np.mean(loudness[1::2]))


@pytest.mark.parametrize("louder_db", [4.0, 8.0])
def test_two_unequal_speakers_come_near_each_other(louder_db: float) -> None:
    sound = dialogue(louder_db)
    assert difference_lu(sound) == pytest.approx(louder_db, abs=1)
    assert abs(difference_lu(evened(sound))) < 0.35 * louder_db


def test_the_loudness_of_the_outcome_is_known_before_it_is_made() -> None:
    sound = dialogue(8)
    expected, real = levelling(heard(sound)).expected(heard(sound)), heard(evened(sound))
    assert expected.integrated_lufs == pytest.approx(real.integrated_lufs, abs=0.01)
    assert expected.loudness.range_lu == pytest.approx(real.loudness.range_lu, abs=0.2)
    assert np.all(expected.peaks[: len(real.peaks)] >= real.peaks * 0.9999)


def test_no_voice_is_moved_by_more_than_the_bounds() -> None:
    lowest, highest = levelling(heard(dialogue(40))).range_db
    assert -MOST_LOWER_DB <= lowest <= 0
    assert highest == MOST_RAISE_DB


@pytest.mark.parametrize("hz", [220.0, 997.0])
def test_music_and_noise_stay_as_they_are(hz: float) -> None:
    at = np.arange(30 * RATE) / RATE
    swelling = sine(30, hz=hz) * (0.4 + 0.2 * np.sin(at)).astype(np.float32)
    for sound in (swelling, noise(30)):
        assert np.array_equal(evened(sound), sound)


def test_a_long_silence_is_not_raised_with_the_voices_around_it() -> None:
    room = noise(12, level_db=-70)
    sound = np.concatenate([speech_like(5, level_db=-34), room, dialogue(0, 4)], axis=1)
    inside = slice(8 * RATE, 14 * RATE)
    assert np.array_equal(evened(sound)[:, inside], sound[:, inside])
    assert not np.array_equal(evened(sound), sound)


def test_within_speech_the_gain_changes_slowly() -> None:
    curve = levelling(heard(speech_like(60) * np.linspace(0.2, 1.5, 60 * RATE, dtype=np.float32))).edges_db
    assert np.ptp(curve) > 1
    assert np.abs(np.diff(curve)).max() < 3


def test_an_episode_is_delivered_at_its_loudness_with_its_voices_evened_out(tmp_path: Path) -> None:
    take = write(tmp_path / "take.wav", dialogue(8), coding=WAV24)
    plain = master([take], tmp_path / "plain.mp3", AudioRecipe(), where=["take.wav"])
    even = master([take], tmp_path / "even.mp3", EVEN, where=["take.wav"])
    assert plain.evened_db is None
    assert even.evened_db is not None
    assert even.evened_db[0] < -1 < 1 < even.evened_db[1]
    assert even.delivered.integrated_lufs == pytest.approx(-16, abs=0.1)
    assert even.delivered.true_peak_dbtp <= -1
    assert even.delivered.range_lu < plain.delivered.range_lu - 2
    assert even.recording == plain.recording


def test_a_ready_mp3_is_not_passed_through_when_its_voices_are_to_be_evened_out(tmp_path: Path) -> None:
    take = write(tmp_path / "take.wav", dialogue(8), coding=WAV24)
    master([take], tmp_path / "ready.mp3", AudioRecipe(), where=["take.wav"])
    again = master([tmp_path / "ready.mp3"], tmp_path / "b.mp3", EVEN, where=["ready.mp3"])
    assert not again.untouched
    assert master(
        [tmp_path / "ready.mp3"], tmp_path / "c.mp3", replace(EVEN, leveler=Leveler.OFF), where=["x"]
    ).untouched
