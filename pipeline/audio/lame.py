"""The door to LAME (lameenc): samples in, MPEG frames out, at a constant bit rate."""

from collections.abc import Iterable, Iterator
from typing import Any

import lameenc
import numpy as np
from numpy.typing import NDArray

from pipeline.audio.blocks import Block
from pipeline.audio.mpeg import BITRATES_KBPS, version_at

QUALITY = 3
FULL_SCALE = 32767.0
QUIETED = ((160, 0.95), (192, 0.97), (224, 0.98))
"""What LAME's presets multiply the samples by, up to which bit rate. Nobody who asks for a loudness wants that."""


def exists(rate_hz: int, kbps: int) -> bool:
    """Whether the standard has this bit rate at this sample rate."""
    version = version_at(rate_hz)
    return version is not None and kbps in BITRATES_KBPS[version]


def highest_peak(kbps: int) -> float:
    """The largest sample that can be handed over without clipping: what LAME takes away is put on before."""
    return next((scale for highest, scale in QUIETED if kbps <= highest), 1.0)


class Encoder:
    """One sound, encoded from start to end. One thread's at a time; the work is done without Python's lock."""

    def __init__(self, rate_hz: int, channels: int, kbps: int) -> None:
        """For blocks of so many channels at this rate, which is not changed."""
        self._scale = np.float32(FULL_SCALE / highest_peak(kbps))
        self._lame: Any = lameenc.Encoder()
        self._lame.set_in_sample_rate(rate_hz)
        self._lame.set_out_sample_rate(rate_hz)
        self._lame.set_channels(channels)
        self._lame.set_bit_rate(kbps)
        self._lame.set_quality(QUALITY)
        self._lame.silence()
        self.samples = 0
        """Taken in so far."""

    def encoded(self, blocks: Iterable[Block]) -> Iterator[bytes]:
        """The sound's frames, in pieces as they get ready; none is empty."""
        for block in blocks:
            self.samples += block.shape[1]
            if frames := bytes(self._lame.encode(self._samples(block))):
                yield frames
        if frames := bytes(self._lame.flush()):
            yield frames

    def _samples(self, block: Block) -> bytes:
        """As LAME takes them: 16 bits, channels interleaved."""
        scaled = np.rint(block.T * self._scale)
        samples: NDArray[np.int16] = np.clip(scaled, -FULL_SCALE - 1, FULL_SCALE).astype("<i2", order="C")
        return samples.tobytes()
