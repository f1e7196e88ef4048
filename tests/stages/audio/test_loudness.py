"""Loudness and true peak: the cases of EBU Tech 3341 (2016), and what must hold at any rate and in any channels."""

import math
from pathlib import Path

import numpy as np
import pytest

from pipeline.problems import CheckFailed
from pipeline.stages.audio import measure
from tests.support.sound import CODINGS, LAYOUTS, RATE, WAV24, WAV_FLOAT, Coding, Sound, noise, sine, speech_like, write

EBU_RATE = 48_000
TOLERANCE_LU = 0.1


def tones(*parts: tuple[float, float]) -> Sound:
    """1 kHz in both channels: a level in dBFS and a duration in seconds each."""
    levels = np.concatenate([np.full(round(seconds * EBU_RATE), 10 ** (level / 20)) for level, seconds in parts])
    tone = levels * np.sin(2 * np.pi * 1000 * np.arange(len(levels)) / EBU_RATE)
    return np.stack([tone, tone]).astype(np.float32)


EBU_LOUDNESS = {
    "1": (tones((-23, 20)), -23.0),
    "2": (tones((-33, 20)), -33.0),
    "3": (tones((-36, 10), (-23, 60), (-36, 10)), -23.0),
    "4": (tones((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)), -23.0),
    "5": (tones((-26, 20), (-20, 20.1), (-26, 20)), -23.0),
}


@pytest.mark.parametrize("case", EBU_LOUDNESS)
def test_integrated_loudness_is_what_ebu_3341_says(case: str, tmp_path: Path) -> None:
    sound, expected_lufs = EBU_LOUDNESS[case]
    found = measure(write(tmp_path / "tone.wav", sound, EBU_RATE, WAV24), "tone.wav")
    assert found.integrated_lufs == pytest.approx(expected_lufs, abs=TOLERANCE_LU)


def test_surround_channels_weigh_as_in_case_6_of_ebu_3341(tmp_path: Path) -> None:
    levels = (-28.0, -28.0, -24.0, -30.0, -30.0)
    sound = np.concatenate([sine(20, hz=1000, level_db=level, rate=EBU_RATE) for level in levels])
    found = measure(write(tmp_path / "surround.wav", sound, EBU_RATE, WAV24), "surround.wav")
    assert found.integrated_lufs == pytest.approx(-23.0, abs=TOLERANCE_LU)
    assert found.channels == 5


def test_the_low_frequency_channel_counts_for_nothing(tmp_path: Path) -> None:
    sound = np.zeros((6, EBU_RATE * 3), np.float32)
    sound[0] = sine(3, level_db=-20, rate=EBU_RATE)[0]
    alone = measure(write(tmp_path / "without.wav", sound, EBU_RATE, WAV24), "without.wav")
    sound[3] = sine(3, level_db=-6, hz=60, rate=EBU_RATE)[0]
    with_it = measure(write(tmp_path / "with.wav", sound, EBU_RATE, WAV24), "with.wav")
    assert with_it.integrated_lufs == pytest.approx(alone.integrated_lufs, abs=0.001)


EBU_SHORT_TERM = {
    "9": tones(*[part for _ in range(5) for part in ((-20.0, 1.34), (-30.0, 1.66))]),
    **{
        f"10-{n}": np.pad(tones((-23.0, 3.0)), ((0, 0), (round(0.15 * n * EBU_RATE), EBU_RATE)))
        for n in range(0, 20, 3)
    },
}
EBU_MOMENTARY = {
    "12": tones(*[part for _ in range(25) for part in ((-20.0, 0.18), (-30.0, 0.22))]),
    **{f"13-{n}": np.pad(tones((-23.0, 0.4)), ((0, 0), (round(0.02 * n * EBU_RATE), EBU_RATE))) for n in range(20)},
}


@pytest.mark.parametrize("case", EBU_SHORT_TERM)
def test_short_term_loudness_is_what_ebu_3341_says(case: str, tmp_path: Path) -> None:
    found = measure(write(tmp_path / "tone.wav", EBU_SHORT_TERM[case], EBU_RATE, WAV24), "tone.wav")
    assert found.short_term_lufs == pytest.approx(-23.0, abs=TOLERANCE_LU)


@pytest.mark.parametrize("case", EBU_MOMENTARY)
def test_momentary_loudness_is_what_ebu_3341_says(case: str, tmp_path: Path) -> None:
    found = measure(write(tmp_path / "tone.wav", EBU_MOMENTARY[case], EBU_RATE, WAV24), "tone.wav")
    assert found.momentary_lufs == pytest.approx(-23.0, abs=TOLERANCE_LU)


EBU_RANGE = {
    "1": (tones((-20, 20), (-30, 20)), 10.0),
    "2": (tones((-20, 20), (-15, 20)), 5.0),
    "3": (tones((-40, 20), (-20, 20)), 20.0),
    "4": (tones((-50, 20), (-35, 20), (-20, 20), (-35, 20), (-50, 20)), 15.0),
}


@pytest.mark.parametrize("case", EBU_RANGE)
def test_loudness_range_is_what_ebu_3342_says(case: str, tmp_path: Path) -> None:
    sound, expected_lu = EBU_RANGE[case]
    found = measure(write(tmp_path / "tone.wav", sound, EBU_RATE, WAV24), "tone.wav")
    assert found.range_lu == pytest.approx(expected_lu, abs=1.0)


def peaking(period: float, phase_degrees: float, amplitude: float) -> Sound:
    """A tone of so many samples a period, faded at its ends."""
    at = np.arange(EBU_RATE * 2)
    edges = np.minimum(1, np.minimum(at, at[::-1]) / 480)
    tone = amplitude * np.sin(2 * np.pi * at / period + np.deg2rad(phase_degrees)) * edges
    return np.stack([tone, tone]).astype(np.float32)


EBU_TRUE_PEAK = {
    "15": (peaking(4, 0, 0.5), -6.0),
    "16": (peaking(4, 45, 0.5), -6.0),
    "17": (peaking(6, 60, 0.5), -6.0),
    "18": (peaking(8, 67.5, 0.5), -6.0),
    "19": (peaking(4, 45, 1.41), 3.0),
}


@pytest.mark.parametrize("case", EBU_TRUE_PEAK)
def test_true_peak_is_what_ebu_3341_says(case: str, tmp_path: Path) -> None:
    sound, expected_dbtp = EBU_TRUE_PEAK[case]
    found = measure(write(tmp_path / "peak.wav", sound, EBU_RATE, WAV_FLOAT), "peak.wav")
    assert expected_dbtp - 0.4 <= found.true_peak_dbtp <= expected_dbtp + 0.2


@pytest.mark.parametrize("offset", range(4), ids=("20", "21", "22", "23"))
def test_a_transient_between_the_samples_is_seen_as_ebu_3341_says(offset: int, tmp_path: Path) -> None:
    """Cases 20-23: one period twice as high, low-passed at four times the rate, then every fourth sample."""
    at = np.arange(EBU_RATE * 4)
    fast = 0.5 * np.sin(2 * np.pi * at / 24)
    fast[len(at) // 48 * 24 : len(at) // 48 * 24 + 24] *= 2
    taps = np.arange(-255, 256)
    low_pass = np.sinc(taps * 0.9 / 4) * np.hamming(511)
    filtered = np.convolve(fast * np.minimum(1, np.minimum(at, at[::-1]) / 4800), low_pass / low_pass.sum(), "same")
    expected_dbtp = 20 * math.log10(np.abs(filtered).max())
    sound = np.stack([filtered[offset::4]] * 2).astype(np.float32)
    found = measure(write(tmp_path / "transient.wav", sound, EBU_RATE, WAV_FLOAT), "transient.wav")
    assert expected_dbtp - 0.4 <= found.true_peak_dbtp <= expected_dbtp + 0.2


@pytest.mark.parametrize("rate", [8_000, 11_025, 12_345, 16_000, 22_050, 32_000, 44_100, 88_200, 96_000, 192_000])
def test_a_tone_measures_the_same_at_any_rate(rate: int, tmp_path: Path) -> None:
    found = measure(write(tmp_path / "tone.wav", sine(4, level_db=-20, rate=rate), rate, WAV24), "tone.wav")
    assert found.integrated_lufs == pytest.approx(-23.0, abs=TOLERANCE_LU)
    assert found.true_peak_dbtp == pytest.approx(-20.0, abs=0.1)
    assert (found.rate_hz, found.samples, found.channels) == (rate, 4 * rate, 1)


def test_two_channels_with_the_same_sound_are_three_units_louder_than_one(tmp_path: Path) -> None:
    one = measure(write(tmp_path / "one.wav", sine(3), coding=WAV24), "one.wav")
    two = measure(write(tmp_path / "two.wav", sine(3, channels=2), coding=WAV24), "two.wav")
    assert two.integrated_lufs - one.integrated_lufs == pytest.approx(10 * math.log10(2), abs=0.001)


@pytest.mark.parametrize("coding", CODINGS, ids=lambda c: f"{c.ending}-{c.codec}")
def test_every_format_measures_alike(coding: Coding, tmp_path: Path) -> None:
    sound = speech_like(6, rate=48_000, channels=2)
    exact = measure(write(tmp_path / "exact.wav", sound, 48_000, WAV_FLOAT), "exact.wav")
    found = measure(write(tmp_path / f"coded.{coding.ending}", sound, 48_000, coding), "coded")
    assert found.integrated_lufs == pytest.approx(exact.integrated_lufs, abs=0.5 if coding.lossy else 0.001)
    assert abs(found.samples - exact.samples) <= coding.longer_ms * 48


def test_a_samples_peak_is_below_its_true_peak_and_above_nothing(tmp_path: Path) -> None:
    found = measure(write(tmp_path / "noise.wav", noise(3, level_db=-15, channels=2), coding=WAV_FLOAT), "noise.wav")
    assert -10 < found.sample_peak_dbfs <= found.true_peak_dbtp < 3


def test_the_highest_peak_is_found_wherever_it_is(tmp_path: Path) -> None:
    """Also at the seams between blocks and at both ends, where blocks are looked at one by one."""
    for at in (0, 1, 88_199, 88_200, 176_399, 200_000, 250_000 - 1):
        sound = np.zeros((1, 250_000), np.float32)
        sound[0, at] = 0.5
        found = measure(write(tmp_path / "click.wav", sound, coding=WAV_FLOAT), "click.wav")
        assert found.sample_peak_dbfs == pytest.approx(-6.02, abs=0.01)
        assert found.true_peak_dbtp == pytest.approx(-6.02, abs=0.01)


def test_silence_measures_minus_infinity(tmp_path: Path) -> None:
    found = measure(write(tmp_path / "silence.wav", np.zeros((2, RATE), np.float32)), "silence.wav")
    assert (found.integrated_lufs, found.true_peak_dbtp, found.sample_peak_dbfs) == (-math.inf,) * 3


def test_less_than_a_gating_block_cannot_be_measured(tmp_path: Path) -> None:
    path = write(tmp_path / "click.wav", sine(0.39))
    with pytest.raises(CheckFailed) as failed:
        measure(path, "episodes/1/click.wav")
    assert [p.code for p in failed.value.problems] == ["E0308"]
    assert "0.39 seconds" in str(failed.value)


def test_tracks_without_a_place_in_a_room_all_count(tmp_path: Path) -> None:
    """A recorder's four tracks are no surround sound: none of them is the low-frequency channel."""
    assert 4 not in LAYOUTS
    path = tmp_path / "tracks.wav"
    track = (sine(2, level_db=-20)[0] * 32767).astype("<i2")
    data = np.stack([track * 0, track * 0, track * 0, track]).T.astype("<i2").tobytes()
    head = b"WAVEfmt " + (16).to_bytes(4, "little") + bytes([1, 0, 4, 0]) + (44_100).to_bytes(4, "little")
    head += (44_100 * 8).to_bytes(4, "little") + bytes([8, 0, 16, 0]) + b"data" + len(data).to_bytes(4, "little")
    path.write_bytes(b"RIFF" + (len(head) + len(data)).to_bytes(4, "little") + head + data)
    assert measure(path, "tracks.wav").integrated_lufs == pytest.approx(-23.0, abs=TOLERANCE_LU)
