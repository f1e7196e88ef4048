"""Judged by programs from outside: Debian's ffmpeg measures as we do, and other decoders hear every sample."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.model import AudioRecipe, ChannelPolicy, Codec
from pipeline.stages.audio import master, measure
from pipeline.stages.audio.mpeg.frames import frame_chain
from pipeline.stages.audio.mpeg.gain import stepped
from tests.support.sound import WAV24, WAV_FLOAT, Sound, noise, sine, speech_like, write

pytestmark = pytest.mark.outside

RECIPE = AudioRecipe()


def by_ffmpeg(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak as Debian's ffmpeg measures them."""
    command = ["ffmpeg", "-nostdin", "-nostats", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stderr
    summary = told[told.rindex("Summary") :]
    loudness, peak = re.search(r"I:\s+(\S+)", summary), re.search(r"Peak:\s+(\S+)", summary)
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


def swelling(tone: Sound) -> Sound:
    """With soft ends: what a hard edge does between samples is a matter of the filter."""
    at = np.arange(tone.shape[1])
    return (tone * np.minimum(1, np.minimum(at, at[::-1]) / 4000)).astype(np.float32)


SOUNDS = {
    "speech-like": speech_like(12, channels=2),
    "soft speech-like, mono": speech_like(12, level_db=-44),
    "noise": noise(6, channels=2),
    "low tone": swelling(sine(6, hz=60, level_db=-10, channels=2)),
    "high tone": swelling(sine(6, hz=9000, level_db=-3)),
}


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("name", SOUNDS)
def test_ffmpeg_measures_the_same(name: str, rate: int, tmp_path: Path) -> None:
    """Its true peak is found at 192 kHz, so at high rates it may be a little higher or lower."""
    path = write(tmp_path / "sound.wav", SOUNDS[name], rate, WAV_FLOAT)
    loudness, peak = by_ffmpeg(path)
    found = measure(path, "sound.wav")
    assert found.integrated_lufs == pytest.approx(loudness, abs=0.1)
    assert found.true_peak_dbtp == pytest.approx(peak, abs=0.2)


@pytest.mark.parametrize("channels", [1, 2])
def test_ffmpeg_hears_the_delivered_file_as_we_do(channels: int, tmp_path: Path) -> None:
    take = write(tmp_path / "take.wav", speech_like(20, channels=channels, level_db=-30), coding=WAV24)
    result = master([take], tmp_path / "out.mp3", RECIPE, where=["take.wav"])
    loudness, peak = by_ffmpeg(tmp_path / "out.mp3")
    assert loudness == pytest.approx(-16.0, abs=0.1)
    assert peak <= -0.9
    assert result.delivered.integrated_lufs == pytest.approx(loudness, abs=0.1)


@pytest.mark.parametrize(
    ("rate_hz", "kbps"),
    [(44_100, 128), (48_000, 64), (32_000, 32), (24_000, 48), (22_050, 8), (11_025, 16), (8_000, 8)],
)
@pytest.mark.parametrize("policy", [ChannelPolicy.MONO, ChannelPolicy.STEREO])
def test_other_decoders_hear_every_sample(rate_hz: int, kbps: int, policy: ChannelPolicy, tmp_path: Path) -> None:
    recipe = replace(RECIPE, rate_hz=rate_hz, bitrate_kbps=kbps, mono_bitrate_kbps=kbps, channels=policy)
    take = write(tmp_path / "take.wav", speech_like(3.21))
    result = master([take], tmp_path / "out.mp3", recipe, where=["take.wav"])
    out = str(tmp_path / "out.mp3")
    for command in (["mpg123", "-q", "-s", out], ["ffmpeg", "-v", "error", "-i", out, "-f", "s16le", "-"]):
        told = subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert not told.stderr
        assert len(told.stdout) == result.delivered.samples * result.delivered.channels * 2


@pytest.mark.parametrize("steps", [-3, 2])
@pytest.mark.parametrize("channels", [1, 2])
def test_mp3gain_changes_the_same_bits(channels: int, steps: int, tmp_path: Path) -> None:
    """But for the first frame, whose checksums it leaves as they were."""
    take = write(tmp_path / "take.wav", speech_like(5, channels=channels, level_db=-30))
    theirs, ours = tmp_path / "theirs.mp3", tmp_path / "ours.mp3"
    master([take], theirs, RECIPE, where=["take.wav"])
    ours.write_bytes(theirs.read_bytes())
    with ours.open("rb") as file:
        chain = frame_chain(file, 0, ours.stat().st_size)
    assert chain
    assert stepped(ours, chain, steps)
    subprocess.run(
        ["mp3gain", "-q", "-s", "s", "-c", "-g", str(steps), theirs], check=True, capture_output=True, timeout=120
    )
    assert theirs.read_bytes()[chain.header.size :] == ours.read_bytes()[chain.header.size :]
    assert theirs.read_bytes() != ours.read_bytes()


@pytest.mark.parametrize("vbr", [2, 6])
@pytest.mark.parametrize("policy", [ChannelPolicy.MONO, ChannelPolicy.STEREO])
def test_other_decoders_hear_every_sample_at_variable_bit_rates(
    vbr: int, policy: ChannelPolicy, tmp_path: Path
) -> None:
    take = write(tmp_path / "take.wav", speech_like(7.3))
    recipe = replace(RECIPE, vbr_quality=vbr, channels=policy)
    result = master([take], tmp_path / "out.mp3", recipe, where=["take.wav"])
    out = str(tmp_path / "out.mp3")
    for command in (["mpg123", "-q", "-s", out], ["ffmpeg", "-v", "error", "-i", out, "-f", "s16le", "-"]):
        told = subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert len(told.stdout) == result.delivered.samples * result.delivered.channels * 2


@pytest.mark.parametrize("codec", [Codec.AAC, Codec.OPUS])
@pytest.mark.parametrize("policy", [ChannelPolicy.MONO, ChannelPolicy.STEREO])
def test_ffmpeg_hears_aac_and_opus_as_we_do(codec: Codec, policy: ChannelPolicy, tmp_path: Path) -> None:
    """Its AAC decoder plays the last packet to its end, which is silence."""
    take = write(tmp_path / "take.wav", speech_like(40, level_db=-30), coding=WAV24)
    out = tmp_path / f"out.{codec.ending}"
    result = master([take], out, replace(RECIPE, channels=policy), where=["take.wav"], codec=codec)
    loudness, peak = by_ffmpeg(out)
    assert loudness == pytest.approx(result.delivered.integrated_lufs, abs=0.1)
    assert result.delivered.integrated_lufs == pytest.approx(-16.0, abs=0.1)
    assert peak <= -0.9
    told = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(out), "-f", "s16le", "-"], check=True, capture_output=True, timeout=120
    )
    assert not told.stderr
    samples = len(told.stdout) // 2 // result.delivered.channels
    assert 0 <= samples - result.delivered.samples < (1024 if codec is Codec.AAC else 1)


@pytest.mark.parametrize("voice", ["slt", "rms", "awb"])
def test_synthetic_voices_are_levelled_and_they_are_found_speaking(voice: str, tmp_path: Path) -> None:
    said = tmp_path / "said.wav"
    text = "Every family has such mornings. Nobody has to be good at them. Let us look at one."
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", said], check=True, timeout=120)
    result = master([said], tmp_path / "out.mp3", RECIPE, where=["said.wav"])
    assert result.delivered.integrated_lufs == pytest.approx(-16.0, abs=0.1)
    assert result.delivered.true_peak_dbtp <= -1.0
    spoken_ms = sum(span.end - span.start for span in result.speech)
    assert 0.8 < spoken_ms / result.duration <= 1


def test_nothing_from_libav_reaches_the_terminal(tmp_path: Path) -> None:
    """A damaged file makes libav complain aloud, unless it was told not to."""
    path = write(
        tmp_path / "take.flac", speech_like(5), coding=replace(WAV24, ending="flac", codec="flac", format="s16")
    )
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    path.write_bytes(content)
    script = (
        "from pathlib import Path; from pipeline.stages.audio import measure\n"
        "from pipeline.problems import CheckFailed\n"
        f"try: measure(Path({str(path)!r}), 'take.flac')\n"
        "except CheckFailed: pass\n"
    )
    import sys  # noqa: PLC0415 - the interpreter that runs the tests

    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], check=True, capture_output=True, text=True, timeout=120
    )
    assert (told.stdout, told.stderr) == ("", "")
