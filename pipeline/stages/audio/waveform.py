"""The shape of a sound, as players draw it: the lowest and highest sample of each pixel, gathered while it passes by.

The format is that of the BBC's audiowaveform, version 2 as JSON, which peaks.js, wavesurfer.js and others read.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block

FORMAT, BITS = 2, 8
FULL_SCALE = 1 << (BITS - 1)
MOST_PIXELS, LEAST_SAMPLES = 4000, 256
ENOUGH = 1 << 16
"""Samples, at about which it is worth to call numpy: decoders give a thousand at a time."""

Shape = NDArray[np.float32]
"""Shape (2, pixels): the lowest samples, and the highest."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Waveform:
    """The lowest and highest sample of each pixel, whichever the channel: `data` is (pixels, 2), full scale 128.

    The last pixel may stand for fewer samples.
    """

    rate_hz: int
    samples_per_pixel: int
    data: NDArray[np.int8]


class WaveformMaker:
    """Looks on while a sound passes. One for each sound."""

    def __init__(self, rate_hz: int, samples_per_pixel: int) -> None:
        """Begin with nothing."""
        self._rate_hz = rate_hz
        self._samples_per_pixel = samples_per_pixel
        self._waiting: list[Block] = []
        self._waiting_samples = 0
        self._samples = 0
        self._parts: list[tuple[int, Shape]] = []

    def watched(self, pieces: Iterable[Block]) -> Iterator[Block]:
        """The pieces, unchanged and of the same lengths."""
        for piece in pieces:
            self._see(piece)
            yield piece

    def waveform(self) -> Waveform:
        """Of all that has passed so far."""
        self._look()
        pixels = -(-self._samples // self._samples_per_pixel)
        whole = np.array([[np.inf], [-np.inf]], np.float32).repeat(pixels, axis=1)
        for first, part in self._parts:
            lows, highs = whole[:, first : first + part.shape[1]]
            np.minimum(lows, part[0], out=lows)
            np.maximum(highs, part[1], out=highs)
        return Waveform(rate_hz=self._rate_hz, samples_per_pixel=self._samples_per_pixel, data=_in_bits(whole).T)

    def _see(self, piece: Block) -> None:
        """Short pieces wait, as copies: whoever gets them next may write into them."""
        long = piece.shape[1] >= ENOUGH
        self._waiting.append(piece if long else piece.copy())
        self._waiting_samples += piece.shape[1]
        if self._waiting_samples >= ENOUGH:
            self._look()

    def _look(self) -> None:
        if not self._waiting_samples:
            return
        block = self._waiting[0] if len(self._waiting) == 1 else np.concatenate(self._waiting, axis=1)
        first, within = divmod(self._samples, self._samples_per_pixel)
        self._parts.append((first, _shape(block, within, self._samples_per_pixel)))
        self._samples += self._waiting_samples
        self._waiting, self._waiting_samples = [], 0


def _shape(block: Block, within: int, samples_per_pixel: int) -> Shape:
    """Of a block that begins so many samples after the beginning of a pixel."""
    starts = np.arange(-within, block.shape[1], samples_per_pixel).clip(min=0)
    lows = np.minimum.reduceat(block, starts, axis=1).min(axis=0)
    highs = np.maximum.reduceat(block, starts, axis=1).max(axis=0)
    return np.stack([lows, highs])


def _in_bits(shape: Shape) -> NDArray[np.int8]:
    """As integers, towards zero, as audiowaveform does it."""
    return (shape * FULL_SCALE).clip(-FULL_SCALE, FULL_SCALE - 1).astype(np.int8)


def samples_per_pixel_for(samples: int, most: int = MOST_PIXELS) -> int:
    """How many samples a pixel stands for, so that there are no more than `most` pixels; never fewer than 256.

    >>> samples_per_pixel_for(48_000), samples_per_pixel_for(3600 * 48_000)
    (256, 43200)
    """
    return max(LEAST_SAMPLES, -(-samples // most))


def waveform_json(waveform: Waveform) -> str:
    """As audiowaveform writes it: one line, always the same for the same sound."""
    document = {
        "version": FORMAT,
        "channels": 1,
        "sample_rate": waveform.rate_hz,
        "samples_per_pixel": waveform.samples_per_pixel,
        "bits": BITS,
        "length": len(waveform.data),
        "data": waveform.data.ravel().tolist(),
    }
    return json.dumps(document, separators=(",", ":"))
