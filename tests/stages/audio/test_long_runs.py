"""What quick tests show on a few sounds, shown on many: voices, codings and recipes, which CI has the time for."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from pipeline.model import AudioRecipe, ChannelPolicy, Codec, Leveler
from pipeline.stages.audio import libav, master, measure, remarks
from pipeline.stages.audio.encoding.lame import Mp3Format
from pipeline.stages.audio.mpeg.frames import HEADER, frame_header
from pipeline.stages.audio.mpeg.infotag import XING
from tests.stages.audio.test_outside import by_ffmpeg
from tests.stages.audio.test_stitch import assert_seamless
from tests.support.sound import RATE, WAV_FLOAT, Sound, noise, sine, speech_like, write

pytestmark = pytest.mark.slow

SECONDS = 24
TEXT = "Every family has such mornings. Nobody has to be good at them. Let us look at one, and breathe out. " * 5
VOICES = ("slt", "rms", "awb", "kal", "kal16")
RECIPES = {
    "mp3, stereo": (Codec.MP3, AudioRecipe(channels=ChannelPolicy.STEREO)),
    "mp3, mono, 64 kbit/s": (Codec.MP3, AudioRecipe(channels=ChannelPolicy.MONO, mono_bitrate_kbps=64)),
    "mp3 at 48 kHz, 192 kbit/s": (Codec.MP3, AudioRecipe(rate_hz=48_000, bitrate_kbps=192)),
    "mp3, variable": (Codec.MP3, AudioRecipe(vbr_quality=4)),
    "mp3, evened out": (Codec.MP3, AudioRecipe(leveler=Leveler.SPEECH)),
    "mp3, filtered": (Codec.MP3, AudioRecipe(high_pass_hz=80.0)),
    "mp3, softer, lower": (Codec.MP3, AudioRecipe(target_lufs=-19, mono_target_lufs=-19, ceiling_dbtp=-2)),
    "aac": (Codec.AAC, AudioRecipe()),
    "opus": (Codec.OPUS, AudioRecipe()),
}


@cache
def sounds() -> tuple[Sound, ...]:
    """Twenty, of all kinds that a podcast holds, at 48 kHz."""
    rate, long = 48_000, SECONDS * 48_000
    speech = [speech_like(SECONDS, rate=rate, level_db=-18 - n, channels=1 + n % 2, seed=n) for n in range(12)]
    tones = [sine(SECONDS, hz=hz, level_db=-6, rate=rate) for hz in (110, 997, 6000)]
    swelling = sine(SECONDS, hz=330, rate=rate) * np.linspace(0, 4, long, dtype=np.float32)
    gaps = speech[0] * (np.arange(long) // 96_000 % 2).astype(np.float32)
    noises = [noise(SECONDS, rate=rate), noise(SECONDS, rate=rate, level_db=-70, channels=2)]
    return (*speech, *tones, swelling, gaps, *noises, together(speech[0], speech[1]))


def together(one: Sound, other: Sound) -> Sound:
    """Two at once."""
    both: Sound = np.add(one[:1], other[:1])
    return both


@pytest.mark.parametrize("kbps", [64, 96, 128])
@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
def test_no_decoder_can_tell_where_chunks_of_any_sound_were_joined(rate_hz: int, kbps: int) -> None:
    """The same samples at another rate are another sound, which is all the better."""
    assert len(sounds()) == 20
    for sound in sounds():
        assert_seamless(sound, Mp3Format(rate_hz=rate_hz, channels=len(sound), kbps=kbps))


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Synthetic voices, recorded too softly, too loudly, and with a click."""
    folder = tmp_path_factory.mktemp("takes")
    return list(_spoken(folder))


def _spoken(folder: Path) -> Iterator[Path]:
    for number, voice in enumerate(VOICES):
        said = folder / f"{voice}.wav"
        subprocess.run(["flite", "-voice", voice, "-t", TEXT, "-o", said], check=True, timeout=120)
        sound = np.concatenate(list(libav.decoded(said, voice, rate_hz=RATE, channels=1)), axis=1)
        changed = sound * np.float32((0.05, 0.9, 0.3, 0.8, 0.01)[number])
        changed[:, RATE : RATE + 40] += np.float32(0.5)
        yield write(folder / f"take-{voice}.wav", changed, coding=WAV_FLOAT)


@pytest.mark.parametrize("recipe", RECIPES)
def test_whatever_the_recipe_the_file_is_as_loud_as_it_says(recipe: str, takes: list[Path], tmp_path: Path) -> None:
    codec, asked = RECIPES[recipe]
    for take in takes:
        out = tmp_path / f"out.{codec.ending}"
        made = master([take], out, asked, where=[take.name], codec=codec)
        off_lu = abs(made.delivered.integrated_lufs - asked.mono_target_lufs)
        assert off_lu <= 0.1 or "W0331" in [told.code for told in remarks(made, asked, take.name)], take.name
        assert made.delivered.true_peak_dbtp <= asked.ceiling_dbtp, take.name
        loudness, peak = by_ffmpeg(out)
        assert loudness == pytest.approx(made.delivered.integrated_lufs, abs=0.1), take.name
        assert peak <= asked.ceiling_dbtp + 0.2, take.name


RATES = (16_000, 22_050, 44_100, 48_000, 96_000)
GENERATED = [(kind, rate, channels) for kind in range(5) for rate in RATES for channels in (1, 2)]


def rising(seconds: float, rate: int, channels: int) -> Sound:
    """A tone that sweeps over most of what the rate can hold, with soft ends."""
    at = np.linspace(0, 1, round(seconds * rate))
    tone = 0.3 * np.sin(2 * np.pi * (50 + 0.15 * rate * at) * at * seconds) * np.minimum(1, 40 * np.minimum(at, 1 - at))
    return np.repeat(tone[None].astype(np.float32), channels, axis=0)


@pytest.mark.parametrize(("kind", "rate", "channels"), GENERATED)
def test_ffmpeg_measures_fifty_sounds_as_we_do(kind: int, rate: int, channels: int, tmp_path: Path) -> None:
    sound = (
        lambda: speech_like(8, rate=rate, channels=channels, seed=rate, level_db=-20),
        lambda: speech_like(8, rate=rate, channels=channels, seed=rate + 1, level_db=-45),
        lambda: rising(8, rate, channels),
        lambda: speech_like(8, rate=rate, channels=channels) + noise(8, rate=rate, channels=channels, level_db=-40),
        lambda: np.clip(noise(8, rate=rate, channels=channels, level_db=-8), -0.9, 0.9),
    )[kind]()
    path = write(tmp_path / "sound.wav", sound, rate, WAV_FLOAT)
    loudness, peak = by_ffmpeg(path)
    found = measure(path, "sound.wav")
    assert found.integrated_lufs == pytest.approx(loudness, abs=0.1)
    assert found.true_peak_dbtp == pytest.approx(peak, abs=0.2)


def heard_by_ffmpeg(path: Path, *options: str) -> Sound:
    command = ["ffmpeg", "-v", "error", *options, "-i", str(path), "-ac", "1", "-f", "f32le", "-"]
    heard: Sound = np.frombuffer(
        subprocess.run(command, check=True, capture_output=True, timeout=120).stdout, np.float32
    )
    return heard


@pytest.mark.parametrize("vbr", [None, 4])
def test_seeking_lands_where_it_was_asked_to(vbr: int | None, tmp_path: Path) -> None:
    """Within a tenth of a second, half a second after the jump: until then the bit reservoir fills."""
    take = write(tmp_path / "take.wav", speech_like(300))
    master([take], tmp_path / "out.mp3", replace(AudioRecipe(), vbr_quality=vbr), where=["take.wav"])
    whole = heard_by_ffmpeg(tmp_path / "out.mp3")
    for wanted_s in (3, 77.7, 150.5, 222, 290):
        after = heard_by_ffmpeg(tmp_path / "out.mp3", "-ss", str(wanted_s), "-t", "1")
        part, wanted = after[RATE // 2 : RATE - 100], round((wanted_s + 0.5) * RATE)
        around = whole[wanted - RATE // 10 : wanted + RATE // 10 + len(part)]
        energy = np.convolve(around**2, np.ones(len(part), np.float32), "valid")
        there = int(np.argmin(energy - 2 * np.correlate(around, part, "valid")))
        assert np.abs(around[there : there + len(part)] - part).max() < 1e-4


@pytest.mark.parametrize("vbr", [None, 4])
def test_the_seek_table_is_as_right_as_its_bytes_can_be(vbr: int | None, tmp_path: Path) -> None:
    """An entry is one byte, so it may be short by a 256th of the file, and by no more than a tenth of a second."""
    take = write(tmp_path / "take.wav", speech_like(60))
    made = master([take], tmp_path / "out.mp3", replace(AudioRecipe(), vbr_quality=vbr), where=["take.wav"])
    content = (tmp_path / "out.mp3").read_bytes()
    first = frame_header(content[:HEADER])
    assert first
    table, starts = XING.unpack_from(content, first.body)[4], frame_starts(content)
    seconds = made.delivered.samples / RATE
    for percent, entry in enumerate(table):
        place = np.searchsorted(starts, entry * len(content) // 256)
        assert place * 1152 / RATE == pytest.approx(percent * seconds / 100, abs=seconds / 256 * 1.6 + 0.1)


def frame_starts(content: bytes) -> list[int]:
    """Of the frames behind the first."""
    starts, at = [], 0
    while at + HEADER <= len(content) and (header := frame_header(content[at : at + HEADER])):
        starts.append(at)
        at += header.size
    return starts[1:]


@pytest.mark.parametrize("codec", [Codec.MP3, Codec.AAC, Codec.OPUS])
def test_over_many_joins_not_a_sample_is_lost(codec: Codec, tmp_path: Path) -> None:
    """Five minutes here; joins come every 15 to 53 seconds."""
    take = write(tmp_path / "take.wav", speech_like(300, level_db=-30))
    out = tmp_path / f"out.{codec.ending}"
    made = master([take], out, AudioRecipe(), where=["take.wav"], codec=codec)
    rate = made.delivered.rate_hz
    assert made.delivered.samples == pytest.approx(300 * rate, abs=1)
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", out]
    told = subprocess.run(command, check=True, capture_output=True, timeout=120)
    duration = re.search(rb"duration=([0-9.]+)", told.stdout)
    assert duration
    assert float(duration[1]) == pytest.approx(300, abs=0.05)
