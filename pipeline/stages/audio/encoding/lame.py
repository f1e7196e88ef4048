"""The door to LAME (lameenc): samples in, MPEG frames out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lameenc
import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.mpeg.frames import BITRATES_KBPS, samples_of, split, version_at

QUALITY = 3
FULL_SCALE = 32767.0
QUIETED = ((160, 0.95), (192, 0.97), (224, 0.98))
"""What LAME multiplies the samples by, up to which constant bit rate. Nobody who aims for a loudness wants it."""
VBR = 4
"""LAME's name for its newer way of choosing bit rates (vbr_mtrh)."""
PIECE = 1 << 16
"""Samples handed over at a time."""

Pcm = NDArray[np.int16]
"""Samples as LAME takes them, (channels, samples)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mp3Format:
    """Of the delivered file. With `vbr`, LAME's quality from 0 (best) to 9, frames take the bit rate they need."""

    rate_hz: int
    channels: int
    kbps: int
    vbr: int | None = None

    @property
    def samples(self) -> int:
        """How many samples of each channel a frame holds at this rate: 1152 from 32 kHz up (MPEG-1), 576 below it."""
        return samples_of(version_at(self.rate_hz))

    @property
    def highest_peak(self) -> float:
        """The largest sample that can be handed over without clipping."""
        if self.vbr is not None:
            return 1.0
        return next((scale for most, scale in QUIETED if self.kbps <= most), 1.0)

    def quantised(self, block: Block) -> Pcm:
        """The block in 16 bits, with put on what LAME takes away."""
        scaled = block * np.float32(FULL_SCALE / self.highest_peak)
        np.rint(scaled, out=scaled)
        np.clip(scaled, -FULL_SCALE - 1, FULL_SCALE, out=scaled)
        return scaled.astype(np.int16)


def exists(rate_hz: int, kbps: int) -> bool:
    """Whether the standard has this bit rate at this sample rate."""
    version = version_at(rate_hz)
    return version is not None and kbps in BITRATES_KBPS[version]


class Encoder:
    """One sound, encoded from start to end. One thread's at a time; the work is done without Python's lock."""

    def __init__(self, form: Mp3Format) -> None:
        """For sound of that format, whose rate is not changed."""
        self._lame: Any = lameenc.Encoder()
        self._lame.set_in_sample_rate(form.rate_hz)
        self._lame.set_out_sample_rate(form.rate_hz)
        self._lame.set_channels(form.channels)
        if form.vbr is None:
            self._lame.set_bit_rate(form.kbps)
        else:
            self._lame.set_vbr(VBR)
            self._lame.set_vbr_quality(float(form.vbr))
        self._lame.set_quality(QUALITY)
        self._lame.silence()
        self._rest = b""

    def frames(self, sound: Pcm) -> Iterator[bytes]:
        """Take in sound; the frames that got ready."""
        for at in range(0, sound.shape[1], PIECE):
            yield from self._whole(bytes(self._lame.encode(sound[:, at : at + PIECE].T.tobytes())))

    def last_frames(self) -> Iterator[bytes]:
        """Those that were waiting for more sound."""
        yield from self._whole(bytes(self._lame.flush()))

    def _whole(self, data: bytes) -> list[bytes]:
        """LAME hands out bytes as they get ready, which may end within a frame."""
        frames, self._rest = split(self._rest + data)
        return frames
