"""One pass over a sound: 100 ms powers, 10 ms peaks, true peak. Memory grows by about half a kilobyte a second.

Blocks are read side by side in threads; each needs only the 100 ms before it, so the result is always the same.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.ahead import each_ahead
from pipeline.audio.blocks import Block, with_margins
from pipeline.audio.decibels import decibels
from pipeline.audio.gating import integrated
from pipeline.audio.grid import Grid
from pipeline.audio.kweighting import k_weighting
from pipeline.audio.truepeak import BOUND, MARGIN, in_whole_cells, near_peaks, sample_peaks, true_peaks
from pipeline.model import Loudness


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measurement:
    """What was measured of a sound.

    `powers`: the channels' K-weighted mean squares added up, one for each whole hop. `peaks`: the largest sample of
    each cell. `over`: the cells whose true peak is above the one watched for, and those true peaks. All peaks linear.
    """

    grid: Grid
    channels: int
    samples: int
    powers: NDArray[np.float64]
    peaks: NDArray[np.float32]
    true_peak: float
    over: tuple[NDArray[np.int64], NDArray[np.float64]]

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
    """What was measured of one block: `over` counts cells from the block's start."""

    samples: int
    powers: NDArray[np.float64]
    peaks: NDArray[np.float32]
    true_peak: float
    over: tuple[NDArray[np.int64], NDArray[np.float64]]


def measured(blocks: Iterable[Block], grid: Grid, weights: Sequence[float], *, watch: float = math.inf) -> Measurement:
    """Measure a sound, given in blocks of `grid.block` samples.

    `weights` are BS.1770-4's, a channel each. Cells with a true peak above `watch` (linear) are listed.
    """
    loudest = 0.0
    readings: list[_Reading] = []

    def windows() -> Iterator[tuple[Block, float]]:
        for window in with_margins(blocks, grid.hop, MARGIN):
            yield window, loudest

    for reading in each_ahead(lambda given: _read(*given, grid, weights, watch), windows()):
        loudest = max(loudest, reading.true_peak)
        readings.append(reading)
    return _gathered(readings, grid, len(weights), loudest)


def _gathered(readings: Sequence[_Reading], grid: Grid, channels: int, loudest: float) -> Measurement:
    cells_per_block = grid.block // grid.cell
    over_cells = [reading.over[0] + at * cells_per_block for at, reading in enumerate(readings)]
    return Measurement(
        grid=grid,
        channels=channels,
        samples=sum(r.samples for r in readings),
        powers=np.concatenate([np.zeros(0), *(r.powers for r in readings)]),
        peaks=np.concatenate([np.zeros(0, np.float32), *(r.peaks for r in readings)]),
        true_peak=loudest,
        over=(
            np.concatenate([np.zeros(0, np.int64), *over_cells]),
            np.concatenate([np.zeros(0), *(r.over[1] for r in readings)]),
        ),
    )


def _read(window: Block, loudest: float, grid: Grid, weights: Sequence[float], watch: float) -> _Reading:
    """Measure a block that stands in its margins. `loudest` is the highest true peak known so far."""
    samples = window.shape[1] - grid.hop - MARGIN
    hops = samples // grid.hop
    squares = k_weighting(grid).energies(np.ascontiguousarray(window[:, : (1 + hops) * grid.hop]))
    sound = in_whole_cells(window[:, grid.hop - MARGIN :], grid.cell)
    peaks = sample_peaks(sound[:, MARGIN:-MARGIN], grid.frame)
    true_peaks_ = _risen(sound, peaks, grid, loudest, watch)
    over = np.flatnonzero(true_peaks_ > watch)
    return _Reading(
        samples=samples,
        powers=np.asarray(weights) @ squares / grid.hop,
        peaks=_by_cell(peaks, grid).astype(np.float32),
        true_peak=float(true_peaks_.max(initial=0)),
        over=(over, true_peaks_[over]),
    )


def _by_cell(peaks: NDArray[np.float64], grid: Grid) -> NDArray[np.float64]:
    """From frames to cells."""
    largest: NDArray[np.float64] = peaks.reshape(-1, grid.frames_per_cell).max(axis=1)
    return largest


def _risen(sound: Block, peaks: NDArray[np.float64], grid: Grid, loudest: float, watch: float) -> NDArray[np.float64]:
    """The true peak of each cell that may hold the highest of all, or one above `watch`; of others it may be less."""
    near = near_peaks(sound, peaks)
    enough = min(max(loudest, float(near.max())), watch)
    frames = np.flatnonzero(near * BOUND > enough)
    risen = np.zeros(len(near))
    risen[frames] = true_peaks(sound, grid.frame, frames)
    return _by_cell(risen, grid)
