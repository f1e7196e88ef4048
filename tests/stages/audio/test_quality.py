"""The wrong file is refused, with the moment where that is heard; what is only a pity is told."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.model import AudioRecipe, ChannelPolicy, Mastered
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import master, measure, remarks
from tests.support.sound import WAV24, Sound, noise, speech_like, write

WHERE = "episodes/042/recording.wav"
RECIPE = AudioRecipe()
RATE = 44_100


def mastered(folder: Path, sound: Sound, recipe: AudioRecipe = RECIPE) -> Mastered:
    take = write(folder / "take.wav", sound, RATE, WAV24)
    return master([take], folder / "out.mp3", recipe, where=[WHERE])


def refused(folder: Path, sound: Sound, recipe: AudioRecipe = RECIPE) -> Problem:
    with pytest.raises(CheckFailed) as failed:
        mastered(folder, sound, recipe)
    (problem,) = failed.value.problems
    assert problem.where == WHERE
    assert not (folder / "out.mp3").exists()
    return problem


def silent(sound: Sound, channel: int, from_s: float = 0.0) -> Sound:
    changed = sound.copy()
    changed[channel, round(from_s * RATE) :] = 0
    return changed


def test_a_sound_recording_has_nothing_to_be_told(tmp_path: Path) -> None:
    found = mastered(tmp_path, speech_like(40, channels=2))
    assert remarks(found, RECIPE, WHERE) == ()
    assert found.condition.balance_db == pytest.approx(0, abs=0.5)
    assert found.condition.correlation == pytest.approx(0.8, abs=0.15)
    assert found.condition.dc < 0.001
    assert found.condition.noise_lufs == pytest.approx(-72, abs=6)


@pytest.mark.parametrize(("channel", "left"), [(0, "right"), (1, "left")])
def test_a_channel_without_sound_is_refused(channel: int, left: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, silent(speech_like(40, channels=2), channel))
    assert problem.code == "E0315"
    assert f"in the {left} channel only" in problem.what
    assert f'"{left}"' in problem.fix


def test_a_channel_that_dies_is_refused_with_the_moment(tmp_path: Path) -> None:
    problem = refused(tmp_path, silent(speech_like(90, channels=2), 1, from_s=48))
    assert problem.code == "E0315"
    assert "the right channel has no sound any more from about 0:48.0 on" in problem.what


def test_a_guest_who_says_nothing_for_a_while_is_no_dead_channel(tmp_path: Path) -> None:
    sound = speech_like(90, channels=2)
    sound[1, 5 * RATE : 60 * RATE] = 0
    assert mastered(tmp_path, sound).condition.balance_db


@pytest.mark.parametrize(("policy", "channel"), [(ChannelPolicy.LEFT, 0), (ChannelPolicy.RIGHT, 1)])
def test_the_living_channel_alone_can_be_published(policy: ChannelPolicy, channel: int, tmp_path: Path) -> None:
    sound = silent(speech_like(20, channels=2), 1 - channel)
    found = mastered(tmp_path, sound, replace(RECIPE, channels=policy))
    assert found.delivered.channels == 1
    assert found.delivered.integrated_lufs == pytest.approx(RECIPE.mono_target_lufs, abs=0.1)
    alone = mastered(tmp_path, sound[channel : channel + 1])
    assert found.recording.integrated_lufs == pytest.approx(alone.recording.integrated_lufs, abs=0.001)


def test_channels_that_cancel_each_other_are_refused(tmp_path: Path) -> None:
    voice = speech_like(40)
    problem = refused(tmp_path, np.concatenate([voice, -voice + noise(40, level_db=-70)]))
    assert problem.code == "E0316"
    assert "from 0:00.0 on" in problem.what


def clipped(seconds: float, moments: int) -> Sound:
    sound = speech_like(seconds)
    for moment in range(moments):
        start = round((1 + moment * (seconds - 2) / moments) * RATE)
        sound[0, start : start + 5] = 1.0
    return sound


def test_a_recording_that_is_clipped_all_over_is_refused_with_the_first_moment(tmp_path: Path) -> None:
    problem = refused(tmp_path, clipped(40, moments=60))
    assert problem.code == "E0317"
    assert "clipped 60 times, the first of them at 0:01" in problem.what
    assert mastered(tmp_path, clipped(40, moments=60), replace(RECIPE, most_clipping=600)).condition.clipped == 60


def test_a_few_clipped_moments_are_told(tmp_path: Path) -> None:
    assert "W0335" in {p.code for p in remarks(mastered(tmp_path, clipped(40, moments=8)), RECIPE, WHERE)}


def with_a_hole(seconds: float) -> Sound:
    part = speech_like(20)
    return np.concatenate([part, noise(seconds, level_db=-75), part], axis=1)


def test_a_long_silence_is_refused_with_its_place_and_length(tmp_path: Path) -> None:
    problem = refused(tmp_path, with_a_hole(40))
    assert problem.code == "E0318"
    assert "from 0:19.8 on it is silent for 40 seconds" in problem.what
    assert mastered(tmp_path, with_a_hole(40), replace(RECIPE, longest_silence_s=60)).condition.silence


def test_a_pause_is_no_silence(tmp_path: Path) -> None:
    silence = mastered(tmp_path, with_a_hole(8)).condition.silence
    assert silence
    assert 8_000 <= silence.end - silence.start <= 9_500


def test_the_time_is_that_of_the_take_in_which_it_happens(tmp_path: Path) -> None:
    takes = [
        write(tmp_path / "one.wav", speech_like(20), RATE, WAV24),
        write(tmp_path / "two.wav", with_a_hole(40), RATE, WAV24),
    ]
    with pytest.raises(CheckFailed) as failed:
        master(takes, tmp_path / "out.mp3", RECIPE, where=["one.wav", "two.wav"])
    (problem,) = failed.value.problems
    assert problem.where == "two.wav"
    assert "from 0:19." in problem.what


def test_a_recording_that_breaks_off_is_told(tmp_path: Path) -> None:
    sound = np.concatenate([speech_like(20), noise(1, level_db=-24)], axis=1)
    assert "W0336" in {p.code for p in remarks(mastered(tmp_path, sound), RECIPE, WHERE)}


def test_a_ready_mp3_is_looked_at_as_well(tmp_path: Path) -> None:
    """It would pass through untouched, with its dead channel."""
    ready = tmp_path / "ready.mp3"
    take = write(tmp_path / "take.wav", with_a_hole(20), RATE, WAV24)
    master([take], ready, RECIPE, where=[WHERE])
    with pytest.raises(CheckFailed) as failed:
        master([ready], tmp_path / "out.mp3", replace(RECIPE, longest_silence_s=10), where=[WHERE])
    assert [p.code for p in failed.value.problems] == ["E0318"]


def upside_down(sound: Sound) -> Sound:
    return sound * np.array([[1], [-1]], np.float32)


@pytest.mark.parametrize("flip", [True, False])
def test_mixed_to_one_channel_no_voice_is_lost(tmp_path: Path, *, flip: bool) -> None:
    """Not even where one channel is the other's mirror image."""
    sound = np.repeat(speech_like(20), 2, axis=0) + noise(20, level_db=-60, channels=2)
    recipe = replace(RECIPE, channels=ChannelPolicy.MONO)
    found = mastered(tmp_path, upside_down(sound) if flip else sound, recipe)
    assert found.turned is flip
    assert [w.code for w in remarks(found, recipe, WHERE)] == (["W0338"] if flip else [])
    assert found.recording.integrated_lufs == pytest.approx(measure_of(speech_like(20), tmp_path), abs=0.3)
    assert (found.delivered.channels, found.condition.correlation is not None) == (1, True)
    assert found.delivered.integrated_lufs == pytest.approx(-16, abs=0.1)


def measure_of(sound: Sound, folder: Path) -> float:
    return measure(write(folder / "m.wav", sound, RATE, WAV24), "m.wav").integrated_lufs


def test_mixed_to_one_channel_a_dead_one_takes_nothing_from_the_other(tmp_path: Path) -> None:
    sound = silent(speech_like(20, channels=2), 1)
    found = mastered(tmp_path, sound, replace(RECIPE, channels=ChannelPolicy.MONO))
    assert found.recording.integrated_lufs == pytest.approx(measure_of(sound[:1], tmp_path), abs=0.05)


def test_takes_of_one_and_two_channels_are_mixed_together(tmp_path: Path) -> None:
    """One of them the wrong way round, which is no reason to lose the other."""
    wrong_way = write(tmp_path / "a.wav", upside_down(np.repeat(speech_like(20), 2, axis=0)), RATE, WAV24)
    mono = write(tmp_path / "b.wav", speech_like(20), RATE, WAV24)
    recipe = replace(RECIPE, channels=ChannelPolicy.MONO)
    found = master([wrong_way, mono], tmp_path / "out.mp3", recipe, where=["a.wav", "b.wav"])
    halves = np.array([span.start for span in found.speech])
    assert found.turned
    assert (halves < 20_000).any()
    assert (halves > 20_000).any()


def test_a_recording_that_holds_the_same_twice_can_go_out_in_one_channel(tmp_path: Path) -> None:
    sound, recipe = np.repeat(speech_like(20), 2, axis=0), replace(RECIPE, mono_if_alike=True)
    both, one = mastered(tmp_path, sound), mastered(tmp_path, sound, recipe)
    assert (both.delivered.channels, one.delivered.channels) == (2, 1)
    assert one.recording.integrated_lufs == pytest.approx(both.recording.integrated_lufs - 3.01, abs=0.01)
    assert one.delivered.integrated_lufs == pytest.approx(-16, abs=0.1)
    wide = np.repeat(speech_like(20), 2, axis=0) + noise(20, level_db=-50, channels=2)
    assert mastered(tmp_path, wide, recipe).delivered.channels == 2
