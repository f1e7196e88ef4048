"""Recordings of any length, of the demo's speech: one voice left and right as a room would have it, levels changing."""

import wave
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000
EPISODES = Path(__file__).parent.parent / "episodes"
LEVELS_DB = (-4.0, -9.0, -6.0)
LATER = 14
"""Samples by which the other ear hears it later."""
OTHER_EAR = 0.8
ROOM_DB = -84.0


def record(path: Path, minutes: int) -> Path:
    """Write that many minutes as a 24-bit WAV, and return its path."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(3)
        file.setframerate(RATE)
        for minute in islice(cycle(_minutes()), minutes):
            file.writeframes(minute)
    return path


@cache
def _minutes() -> tuple[bytes, ...]:
    """All that there is, a minute each."""
    voice = np.concatenate([_decoded(take) for take in sorted(EPISODES.glob("*/recording.*"))])
    length = 60 * RATE
    return tuple(
        _in_24_bits(_in_a_room(voice[at : at + length], at) * 10 ** (LEVELS_DB[number % len(LEVELS_DB)] / 20))
        for number, at in enumerate(range(0, len(voice) - length + 1, length))
    )


def _decoded(path: Path) -> NDArray[np.float32]:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("fltp", "mono", RATE)
        pieces = [p.to_ndarray()[0] for frame in container.decode(audio=0) for p in resampler.resample(frame)]
    return np.concatenate(pieces).astype(np.float32)


def _in_a_room(voice: NDArray[np.float32], seed: int) -> NDArray[np.float64]:
    both = np.stack([voice, np.roll(voice, LATER) * OTHER_EAR])
    return both + np.random.default_rng(seed).standard_normal(both.shape) * 10 ** (ROOM_DB / 20)


def _in_24_bits(sound: NDArray[np.float64]) -> bytes:
    scaled = np.clip(sound.T * 2**31, -(2**31), 2**31 - 256)
    return scaled.astype("<i4", order="C").view(np.uint8).reshape(-1, 4)[:, 1:].tobytes()
