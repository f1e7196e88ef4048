"""One pass over a sound: 100 ms powers, 10 ms peaks, true peak. Memory grows by about half a kilobyte a second.

Blocks are read side by side in threads; each needs only the 100 ms before it, so the result is always the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.ahead import each_ahead
from pipeline.audio.blocks import Block, windows
from pipeline.audio.decibels import decibels
from pipeline.audio.gating import integrated
from pipeline.audio.grid import Grid
from pipeline.audio.kweighting import k_weighting
from pipeline.audio.truepeak import MARGIN, frame_peaks, in_whole_cells, sample_peaks
from pipeline.model import Loudness


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measurement:
    """What was measured of a sound.

    `powers`: the channels' K-weighted mean squares added up, one for each whole hop. `peaks`: the largest sample of
    each cell. All peaks are linear.
    """

    grid: Grid
    channels: int
    samples: int
    powers: NDArray[np.float64]
    peaks: NDArray[np.float32]
    true_peak: float

    @property
    def integrated_lufs(self) -> float:
        """Gated loudness of the whole."""
        return integrated(self.powers)

    @property
    def loudness(self) -> Loudness:
        """The figures that leave this room."""
        return Loudness(
            integrated_lufs=self.integrated_lufs,
            true_peak_dbtp=decibels(self.true_peak),
            sample_peak_dbfs=decibels(float(self.peaks.max(initial=0))),
            rate_hz=self.grid.rate_hz,
            channels=self.channels,
            samples=self.samples,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Reading:
    """What was measured of one block."""

    samples: int
    powers: NDArray[np.float64]
    peaks: NDArray[np.float32]
    true_peak: float


def measured(pieces: Iterable[Block], grid: Grid, weights: Sequence[float]) -> Measurement:
    """Measure a sound. `weights` are BS.1770-4's, a channel each."""
    loudest = 0.0
    readings: list[_Reading] = []

    def given() -> Iterator[tuple[Block, float]]:
        for window in windows(pieces, grid.block, grid.hop, MARGIN):
            yield window, loudest

    for reading in each_ahead(lambda each: _read(*each, grid, weights), given()):
        loudest = max(loudest, reading.true_peak)
        readings.append(reading)
    return _gathered(readings, grid, len(weights), loudest)


def _gathered(readings: Sequence[_Reading], grid: Grid, channels: int, loudest: float) -> Measurement:
    return Measurement(
        grid=grid,
        channels=channels,
        samples=sum(r.samples for r in readings),
        powers=np.concatenate([np.zeros(0), *(r.powers for r in readings)]),
        peaks=np.concatenate([np.zeros(0, np.float32), *(r.peaks for r in readings)]),
        true_peak=loudest,
    )


def _read(window: Block, loudest: float, grid: Grid, weights: Sequence[float]) -> _Reading:
    """Measure a block that stands in its margins. `loudest` is the highest true peak known so far."""
    samples = window.shape[1] - grid.hop - MARGIN
    hops = samples // grid.hop
    squares = k_weighting(grid).energies(window[:, : (1 + hops) * grid.hop])
    sound = in_whole_cells(window[:, grid.hop - MARGIN :], grid.cell)
    peaks = sample_peaks(sound[:, MARGIN:-MARGIN], grid.cell)
    risen = frame_peaks(sound, grid, peaks, max(loudest, float(peaks.max())))
    return _Reading(
        samples=samples,
        powers=np.asarray(weights) @ squares / grid.hop,
        peaks=peaks.astype(np.float32),
        true_peak=float(risen.max(initial=0)),
    )
