"""One piece of work, for `bench.audio` to time: `python -m bench.work master take.wav out.mp3`."""

import argparse
from pathlib import Path

RATE = 48_000


def main() -> None:
    """Do it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", choices=["master", "measure", "libebur128"])
    parser.add_argument("take", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--mono", action="store_true")
    asked = parser.parse_args()
    if asked.work == "libebur128":
        libebur128(asked.take)
    elif asked.work == "measure":
        measure(asked.take)
    else:
        master(asked.take, asked.out, mono=asked.mono)


def master(take: Path, out: Path, *, mono: bool) -> None:
    """All that a recording goes through."""
    from pipeline.model import AudioRecipe, ChannelPolicy, Codec
    from pipeline.stages import audio

    channels = ChannelPolicy.MONO if mono else ChannelPolicy.SOURCE
    recipe = AudioRecipe(rate_hz=RATE, channels=channels, mono_bitrate_kbps=64)
    codec = next(codec for codec in Codec if out.suffix == f".{codec.ending}")
    audio.master([take], out, recipe, where=[take.name], codec=codec)


def measure(take: Path) -> None:
    """Loudness and true peak."""
    from pipeline.stages import audio

    audio.measure(take, take.name)


def libebur128(take: Path) -> None:
    """The same by the library that most programs use."""
    import wave

    import numpy as np
    from pyebur128 import MeasurementMode, R128State, get_loudness_global, get_true_peak

    with wave.open(str(take)) as file:
        state = R128State(2, RATE, MeasurementMode.MODE_I | MeasurementMode.MODE_TRUE_PEAK)
        while data := file.readframes(RATE):
            wide = np.zeros((len(data) // 3, 4), np.uint8)
            wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
            samples = wide.view("<i4").ravel().astype(np.float32) / np.float32(2**31)
            state.add_frames(samples, len(samples) // 2)
        get_loudness_global(state)
        max(get_true_peak(state, channel) for channel in range(2))


if __name__ == "__main__":
    main()
