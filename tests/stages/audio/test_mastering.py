"""What listeners get: one loudness, no peak above the ceiling, every sample; from any format, always the same bytes."""

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import AudioRecipe, ChannelPolicy, Mastered
from pipeline.problems import CheckFailed
from pipeline.stages.audio import master, measure, remarks
from tests.support.sound import (
    CODINGS,
    RATE,
    WAV16,
    WAV24,
    WAV_FLOAT,
    Coding,
    Sound,
    noise,
    read,
    rms_db,
    sine,
    speech_like,
    write,
)

RECIPE = AudioRecipe()


def mastered(folder: Path, *sounds: Sound, recipe: AudioRecipe = RECIPE, rate: int = RATE) -> Mastered:
    """Master the sounds as takes; the result lies at `out.mp3`."""
    takes = [write(folder / f"take{n}.wav", sound, rate, WAV_FLOAT) for n, sound in enumerate(sounds)]
    return master(takes, folder / "out.mp3", recipe, where=[take.name for take in takes])


def assert_delivered(result: Mastered, out: Path, target_lufs: float = -16.0, ceiling_dbtp: float = -1.0) -> None:
    """What is claimed is what is in the file, and it is what was asked for."""
    assert measure(out, "out.mp3") == result.delivered
    assert result.delivered.integrated_lufs == pytest.approx(target_lufs, abs=0.1)
    assert result.delivered.true_peak_dbtp <= ceiling_dbtp


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_rate_comes_out_at_the_shows_loudness_and_rate(rate: int, channels: int, tmp_path: Path) -> None:
    result = mastered(tmp_path, speech_like(6, rate=rate, channels=channels, level_db=-26), rate=rate)
    assert_delivered(result, tmp_path / "out.mp3")
    assert (result.delivered.rate_hz, result.delivered.channels) == (44_100, channels)
    assert result.delivered.samples == 6 * 44_100


@pytest.mark.parametrize("coding", CODINGS, ids=lambda c: f"{c.ending}-{c.codec}")
def test_any_format_comes_out_at_the_shows_loudness(coding: Coding, tmp_path: Path) -> None:
    take = write(tmp_path / f"take.{coding.ending}", speech_like(6, rate=48_000, channels=2), 48_000, coding)
    result = master([take], tmp_path / "out.mp3", RECIPE, where=["take"])
    assert_delivered(result, tmp_path / "out.mp3")
    assert not result.untouched


@pytest.mark.parametrize("target_lufs", [-23.0, -19.0, -14.0])
def test_the_target_is_the_recipes(target_lufs: float, tmp_path: Path) -> None:
    recipe = replace(RECIPE, target_lufs=target_lufs, ceiling_dbtp=-2.0)
    result = mastered(tmp_path, speech_like(6, channels=2), recipe=recipe)
    assert_delivered(result, tmp_path / "out.mp3", target_lufs, -2.0)


def test_one_channel_has_a_target_and_a_bit_rate_of_its_own(tmp_path: Path) -> None:
    recipe = replace(RECIPE, mono_target_lufs=-19.0, mono_bitrate_kbps=64)
    result = mastered(tmp_path, speech_like(6), recipe=recipe)
    assert_delivered(result, tmp_path / "out.mp3", -19.0)
    assert (tmp_path / "out.mp3").stat().st_size == pytest.approx(6 * 64_000 / 8, rel=0.05)


@pytest.mark.parametrize(
    ("bitrate_kbps", "ceiling_dbtp"), [(64, -1.0), (160, -1.0), (192, -0.1), (224, 0.0), (256, 0.0), (320, 0.0)]
)
def test_no_bit_rate_changes_loudness_or_clips(bitrate_kbps: int, ceiling_dbtp: float, tmp_path: Path) -> None:
    recipe = replace(RECIPE, bitrate_kbps=bitrate_kbps, ceiling_dbtp=ceiling_dbtp)
    result = mastered(tmp_path, speech_like(6, channels=2), recipe=recipe)
    assert_delivered(result, tmp_path / "out.mp3", -16.0, ceiling_dbtp)


@pytest.mark.parametrize("seed", range(4))
def test_peaks_that_grow_in_encoding_stay_below_the_ceiling(seed: int, tmp_path: Path) -> None:
    """White noise driven into the limiter at a low bit rate: the worst case there is."""
    recipe = replace(RECIPE, target_lufs=-10.0, bitrate_kbps=64)
    result = mastered(tmp_path, noise(6, level_db=-30, channels=2, seed=seed), recipe=recipe)
    assert result.delivered.true_peak_dbtp <= -1.0
    assert result.limited_db > 0


def test_not_a_sample_is_lost_or_added(tmp_path: Path) -> None:
    for samples in (44_100, 44_101, 88_199, 88_200, 88_201, 100_000):
        result = mastered(tmp_path, noise(3, level_db=-24)[:, :samples])
        decoded, _ = read(tmp_path / "out.mp3")
        assert decoded.shape[1] == result.delivered.samples == samples


def test_sound_stays_where_it_was(tmp_path: Path) -> None:
    """To the sample: the encoder's delay is taken out again by every decoder that reads the Info frame."""
    sound = speech_like(4)
    mastered(tmp_path, sound)
    decoded, _ = read(tmp_path / "out.mp3")
    shifts = {
        shift: float(np.dot(sound[0, 50_000:90_000], decoded[0, 50_000 + shift : 90_000 + shift]))
        for shift in range(-3, 4)
    }
    assert max(shifts, key=shifts.__getitem__) == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(level_db=st.floats(-45, -21), seed=st.integers(0, 2**16), channels=st.sampled_from([1, 2]))
def test_where_nothing_is_limited_the_sound_is_the_same_but_for_its_level(
    level_db: float, seed: int, channels: int, tmp_path: Path
) -> None:
    sound = sine(1.5, hz=300 + seed % 700, level_db=level_db, channels=channels)
    result = mastered(tmp_path, sound)
    assert result.limited_db == 0
    decoded, _ = read(tmp_path / "out.mp3")
    expected = sound * 10 ** (result.gain_db / 20)
    middle = slice(5000, -5000)
    assert rms_db(decoded[:, middle] - expected[:, middle]) < rms_db(expected) - 30
    assert rms_db(decoded[:, middle]) == pytest.approx(rms_db(expected[:, middle]), abs=0.05)


def test_a_single_clap_is_held_down_and_does_not_hold_the_episode_down(tmp_path: Path) -> None:
    sound = speech_like(10, level_db=-38)
    sound[0, 200_000:200_040] = 0.95
    result = mastered(tmp_path, sound)
    assert_delivered(result, tmp_path / "out.mp3")
    assert result.limited_db > 15
    assert "W0333" in {p.code for p in remarks(result, RECIPE, "recording.wav")}


def test_a_limited_moment_leaves_the_rest_alone(tmp_path: Path) -> None:
    sound = noise(10, level_db=-38)
    sound[0, 200_000:200_040] = 0.95
    result = mastered(tmp_path, sound)
    decoded, _ = read(tmp_path / "out.mp3")
    expected = sound * 10 ** (result.gain_db / 20)
    for part in (slice(10_000, 195_000), slice(230_000, 430_000)):
        assert rms_db(decoded[:, part]) == pytest.approx(rms_db(expected[:, part]), abs=0.25)


def test_sound_too_dynamic_for_the_target_stays_quieter_and_that_is_said(tmp_path: Path) -> None:
    """Two full-level clicks a second over soft speech: brought to the target, every click would tear a hole into it."""
    sound = speech_like(10, level_db=-48)
    sound[0, 20_000::22_050] = 0.9
    result = mastered(tmp_path, sound)
    assert result.limited_db == pytest.approx(12, abs=1.5)
    assert result.delivered.true_peak_dbtp <= -1.0
    assert result.delivered.integrated_lufs < -17
    assert [p.code for p in remarks(result, RECIPE, "recording.wav")] == ["W0331"]


def test_hard_edges_stay_below_the_ceiling(tmp_path: Path) -> None:
    """A tone that starts and stops at full level out of near silence, driven into the limiter."""
    sound = np.concatenate([noise(3, level_db=-60), sine(1, level_db=-1), noise(3, level_db=-14)], axis=1)
    result = mastered(tmp_path, sound, recipe=replace(RECIPE, mono_target_lufs=-9.0))
    assert_delivered(result, tmp_path / "out.mp3", -9.0)


def test_takes_are_joined_in_the_order_given(tmp_path: Path) -> None:
    low, high = sine(2, hz=200, level_db=-20), sine(2, hz=3000, level_db=-20)
    result = mastered(tmp_path, high, low, high)
    decoded, _ = read(tmp_path / "out.mp3")
    crossings = [int(np.sum(np.diff(np.signbit(decoded[0, at : at + RATE])))) for at in (20_000, 108_200, 196_400)]
    assert [round(c / 2, -2) for c in crossings] == [3000, 200, 3000]
    assert result.delivered.samples == 6 * RATE
    assert result.body.end == 6000


def test_takes_of_different_rates_and_channels_become_one(tmp_path: Path) -> None:
    takes = [
        write(tmp_path / "a.wav", speech_like(3, rate=48_000, channels=2), 48_000, WAV24),
        write(tmp_path / "b.wav", speech_like(3, rate=22_050), 22_050, WAV16),
    ]
    result = master(takes, tmp_path / "out.mp3", RECIPE, where=["a.wav", "b.wav"])
    assert_delivered(result, tmp_path / "out.mp3")
    assert (result.delivered.channels, result.delivered.samples) == (2, 6 * RATE)


@pytest.mark.parametrize(
    ("policy", "channels", "delivered"),
    [
        (ChannelPolicy.SOURCE, 1, 1),
        (ChannelPolicy.SOURCE, 2, 2),
        (ChannelPolicy.SOURCE, 6, 2),
        (ChannelPolicy.MONO, 2, 1),
        (ChannelPolicy.MONO, 6, 1),
        (ChannelPolicy.STEREO, 1, 2),
    ],
)
def test_channels_follow_the_recipe(policy: ChannelPolicy, channels: int, delivered: int, tmp_path: Path) -> None:
    result = mastered(tmp_path, speech_like(4, channels=channels), recipe=replace(RECIPE, channels=policy))
    assert_delivered(result, tmp_path / "out.mp3")
    assert result.delivered.channels == delivered


def test_stereo_becomes_mono_as_the_average_of_both(tmp_path: Path) -> None:
    left = sine(2, level_db=-20)
    result = mastered(tmp_path, np.concatenate([left, left / 2]), recipe=replace(RECIPE, channels=ChannelPolicy.MONO))
    assert result.recording.sample_peak_dbfs == pytest.approx(-22.5, abs=0.01)


def test_mono_becomes_stereo_at_the_same_level(tmp_path: Path) -> None:
    result = mastered(tmp_path, sine(2, level_db=-20), recipe=replace(RECIPE, channels=ChannelPolicy.STEREO))
    assert result.recording.sample_peak_dbfs == pytest.approx(-20.0, abs=0.01)


def test_the_same_input_makes_the_same_bytes(tmp_path: Path) -> None:
    sound = speech_like(8, channels=2, level_db=-32)
    mastered(tmp_path, sound)
    once = (tmp_path / "out.mp3").read_bytes()
    mastered(tmp_path, sound)
    assert (tmp_path / "out.mp3").read_bytes() == once


def test_progress_rises_from_nothing_to_one(tmp_path: Path) -> None:
    told: list[float] = []
    take = write(tmp_path / "take.wav", speech_like(20))
    master([take], tmp_path / "out.mp3", RECIPE, where=["take.wav"], progress=told.append)
    assert told == sorted(told)
    assert (told[0] < 0.3, told[-1]) == (True, 1.0)
    assert len(told) > 10


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "out.mp3").write_bytes(b"the one before")
    sound = speech_like(6)
    sound[0, 200_000] = np.nan
    with pytest.raises(CheckFailed):
        mastered(tmp_path, sound)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.mp3", "take0.wav"]
    assert (tmp_path / "out.mp3").read_bytes() == b"the one before"


def test_stopping_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: float) -> None:
        if done > 0.3:
            raise KeyboardInterrupt

    take = write(tmp_path / "take.wav", speech_like(20))
    with pytest.raises(KeyboardInterrupt):
        master([take], tmp_path / "out.mp3", RECIPE, where=["take.wav"], progress=stop)
    assert [p.name for p in tmp_path.iterdir()] == ["take.wav"]


def test_a_very_quiet_recording_is_raised_and_that_is_said(tmp_path: Path) -> None:
    result = mastered(tmp_path, speech_like(6, level_db=-58))
    assert_delivered(result, tmp_path / "out.mp3")
    assert [p.code for p in remarks(result, RECIPE, "recording.wav")] == ["W0334"]


def test_nothing_is_remarked_on_an_ordinary_recording(tmp_path: Path) -> None:
    assert remarks(mastered(tmp_path, speech_like(6)), RECIPE, "recording.wav") == ()


def test_episodes_made_side_by_side_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    """Whatever the number of threads, and whatever else they do."""
    takes = [write(tmp_path / f"{n}.wav", speech_like(5, channels=2, seed=n), coding=WAV24) for n in range(4)]

    def made(name: str, take: Path) -> tuple[Mastered, bytes]:
        out = tmp_path / f"{name}-{take.stem}.mp3"
        return master([take], out, RECIPE, where=[take.name]), out.read_bytes()

    with ThreadPoolExecutor(len(takes)) as pool:
        together = list(pool.map(lambda take: made("together", take), takes))
    assert together == [made("alone", take) for take in takes]


@pytest.mark.slow
def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    """Once there is more sound than the chunks that are held at the same time."""

    def peak(minutes: int) -> int:
        take = write(tmp_path / f"{minutes}.wav", noise(60 * minutes, level_db=-30, rate=16_000), 16_000)
        tracemalloc.start()
        master([take], tmp_path / "out.mp3", replace(RECIPE, rate_hz=16_000), where=[take.name])
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    of_more_sound = (30 - 12) * 60 * 16_000 * 4
    assert peak(30) < peak(12) + of_more_sound // 10


def test_strange_names_of_files_are_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "a,b:c%20 d'e é ?#"
    folder.mkdir()
    result = mastered(folder, speech_like(3))
    again = master([folder / "out.mp3"], folder / "http:x,,:y.mp3", RECIPE, where=["out.mp3"])
    assert again.untouched
    assert again.delivered == result.delivered
