"""Sounds to test with, made here, written and read by PyAV itself and not by the room that is tested."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition
from numpy.typing import NDArray

Sound = NDArray[np.float32]
"""Shape (channels, samples)."""

RATE = 44_100


def sine(seconds: float, *, hz: float = 997.0, level_db: float = -20.0, rate: int = RATE, channels: int = 1) -> Sound:
    """A tone whose peaks are at `level_db` dBFS."""
    tone = 10 ** (level_db / 20) * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)
    return np.repeat(tone[None].astype(np.float32), channels, axis=0)


def noise(seconds: float, *, level_db: float = -20.0, rate: int = RATE, channels: int = 1, seed: int = 1) -> Sound:
    """White noise with an RMS of `level_db`."""
    samples = np.random.default_rng(seed).standard_normal((channels, round(seconds * rate)))
    return (samples * 10 ** (level_db / 20)).astype(np.float32)


def speech_like(
    seconds: float, *, level_db: float = -24.0, rate: int = RATE, channels: int = 1, seed: int = 1
) -> Sound:
    """Noise that comes and goes like syllables in sentences, with a room's noise under it and peaks like a voice's."""
    rng = np.random.default_rng(seed)
    samples = round(seconds * rate)
    envelope = np.zeros(samples)
    at = 0.3
    while at < seconds - 0.3:
        sentence_end = min(seconds - 0.3, at + rng.uniform(1.0, 2.5))
        while at < sentence_end:
            start, length = round(at * rate), round(rng.uniform(0.10, 0.22) * rate)
            syllable = np.sin(np.pi * np.arange(length) / length) ** 0.7 * rng.uniform(0.4, 1.6)
            end = min(start + length, samples)
            envelope[start:end] = np.maximum(envelope[start:end], syllable[: end - start])
            at += rng.uniform(0.12, 0.24)
        at += rng.uniform(0.45, 0.9)
    voice = _shaped(rng.standard_normal((channels, samples)) * 0.5 + rng.standard_normal((1, samples)), rate)
    room = rng.standard_normal((channels, samples)) * 10 ** (-50 / 20)
    return ((voice * envelope + room) * 10 ** (level_db / 20)).astype(np.float32)


def _shaped(sound: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """With the slope of a voice: most of it below 1 kHz, hardly anything above 8 kHz."""
    spectrum = np.fft.rfft(sound)
    hz = np.fft.rfftfreq(sound.shape[1], 1 / rate)
    shaped = np.fft.irfft(spectrum / (1 + (hz / 600) ** 2) / (1 + (hz / 6000) ** 4), sound.shape[1])
    return shaped / np.sqrt(np.mean(np.square(shaped)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """How a file is written: its name's ending, codec, sample format; whether that loses sound, or adds some ms."""

    ending: str
    codec: str
    format: str | None = None
    container: str | None = None
    lossy: bool = False
    longer_ms: int = 0


WAV16 = Coding(ending="wav", codec="pcm_s16le", format="s16")
WAV24 = Coding(ending="wav", codec="pcm_s24le", format="s32")
WAV_FLOAT = Coding(ending="wav", codec="pcm_f32le", format="flt")
FLAC = Coding(ending="flac", codec="flac", format="s16")
AIFF = Coding(ending="aiff", codec="pcm_s16be", format="s16")
MP3 = Coding(ending="mp3", codec="libmp3lame", lossy=True)
M4A = Coding(ending="m4a", codec="aac", container="ipod", lossy=True, longer_ms=30)
OPUS = Coding(ending="opus", codec="libopus", lossy=True)
CODINGS = (WAV16, WAV24, WAV_FLOAT, FLAC, AIFF, MP3, M4A, OPUS)

LAYOUTS = {1: "mono", 2: "stereo", 5: "5.0", 6: "5.1"}


def write(path: Path, sound: Sound, rate: int = RATE, coding: Coding = WAV16, *, bit_rate: int = 192_000) -> Path:
    """Write a sound and return its path."""
    layout = LAYOUTS[len(sound)]
    with av.open(path, "w", format=coding.container) as container:
        stream = container.add_stream(coding.codec, rate=rate, layout=layout)
        stream.bit_rate = bit_rate
        if coding.format:
            stream.format = coding.format
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound, np.float32), format="fltp", layout=layout)
        frame.sample_rate, frame.pts = rate, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One of several sounds in a file, and what the file says of it."""

    sound: Sound
    language: str | None = None
    title: str | None = None
    default: bool = False


def write_tracks(path: Path, tracks: Sequence[Track], codec: str, container: str, rate: int = 48_000) -> Path:
    """Write several sounds side by side into one file, and return its path."""
    with av.open(path, "w", format=container) as file:
        streams = []
        for track in tracks:
            stream = file.add_stream(codec, rate=rate, layout=LAYOUTS[len(track.sound)])
            told = {"language": track.language, "title": track.title}
            stream.metadata.update({key: value for key, value in told.items() if value})
            stream.disposition = Disposition.default if track.default else Disposition(0)
            streams.append(stream)
        file.start_encoding()
        for stream, track in zip(streams, tracks, strict=True):
            layout = LAYOUTS[len(track.sound)]
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(track.sound), format="fltp", layout=layout)
            frame.sample_rate, frame.pts = rate, 0
            file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
    return path


def read(path: Path) -> tuple[Sound, int]:
    """Decode a file: samples and rate."""
    with av.open(path) as container:
        resampler = av.AudioResampler("fltp")
        frames = [part.to_ndarray() for frame in container.decode(audio=0) for part in resampler.resample(frame)]
        return np.concatenate(frames, axis=1), container.streams.audio[0].rate


def rms_db(sound: Sound) -> float:
    """Of all channels together; -200 for silence."""
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64)) + 1e-20))
