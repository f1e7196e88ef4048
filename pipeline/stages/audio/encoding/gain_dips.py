"""Where encoding made a peak grow too high, the sound around it is made a little softer, and encoded again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.grid import Grid, grid_for
from pipeline.stages.audio.truepeak import MARGIN, frame_peaks, in_whole_cells, sample_peaks

SOFTER_DB = 0.2
"""Taken off a moment besides what it was too high; more each time."""
RAMP_S = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """What no decoded peak may rise above, linear, in sound of this rate."""

    rate_hz: int
    highest: float

    @property
    def grid(self) -> Grid:
        """The grid at the sound's rate: peaks are looked for in each of its cells (about 10 ms)."""
        return grid_for(self.rate_hz)

    @property
    def ramp(self) -> int:
        """Samples that a softer moment takes to begin, and to end."""
        return round(RAMP_S * self.rate_hz)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spots:
    """Cells that are too high: the first sample of each, and by how much."""

    starts: NDArray[np.int64]
    over_db: NDArray[np.float64]

    def __len__(self) -> int:
        """How many cells are too high."""
        return len(self.starts)

    def moved(self, samples: int) -> "Spots":
        """The same, counted from so many samples earlier."""
        return Spots(starts=self.starts + samples, over_db=self.over_db)

    def between(self, first: int, end: int) -> "Spots":
        """Those that begin from the first sample on, and before the end."""
        there = (self.starts >= first) & (self.starts < end)
        return Spots(starts=self.starts[there], over_db=self.over_db[there])

    def apart(self, samples: int) -> "list[Spots]":
        """Those that are so far away from each other, each with its neighbours."""
        borders = np.flatnonzero(np.diff(self.starts) > samples) + 1
        pairs = zip(np.split(self.starts, borders), np.split(self.over_db, borders), strict=True)
        return [Spots(starts=starts, over_db=over_db) for starts, over_db in pairs if len(starts)]

    def gain(self, first: int, length: int, softer_db: float, ceiling: Ceiling) -> Block:
        """What to multiply `length` samples from the first on by: down before each cell, and up again behind it."""
        ramp = ceiling.ramp
        rise = 0.5 - 0.5 * np.cos(np.pi * np.arange(ramp) / ramp)
        shape = np.concatenate([rise, np.ones(ceiling.grid.cell), rise[::-1]])
        lower_db = np.zeros(length)
        for start, over_db in zip(self.starts - first - ramp, self.over_db + softer_db, strict=True):
            there = slice(max(0, start), max(0, start + len(shape)))
            piece = shape[max(0, -start) :][: len(lower_db[there])]
            lower_db[there] = np.maximum(lower_db[there], over_db * piece)
        return (10 ** (-lower_db / 20)).astype(np.float32)


def too_high(sound: Block, first: int, end: int, ceiling: Ceiling) -> Spots:
    """The cells of that part of the sound, counted from its first sample, whose true peak is above the ceiling."""
    grid = ceiling.grid
    places = range(first, end, grid.block)
    peaks = np.concatenate([np.zeros(0), *(_peaks(sound, at, min(at + grid.block, end), ceiling) for at in places)])
    cells = np.flatnonzero(peaks > ceiling.highest)
    return Spots(starts=first + cells * grid.cell, over_db=20 * np.log10(peaks[cells] / ceiling.highest))


def _peaks(sound: Block, start: int, stop: int, ceiling: Ceiling) -> NDArray[np.float64]:
    """The true peak of each cell there, if it is too high; before and behind the sound is silence."""
    grid = ceiling.grid
    part = sound[:, max(0, start - MARGIN) : stop + MARGIN]
    missing = max(0, MARGIN - start), max(0, stop + MARGIN - sound.shape[1])
    window = in_whole_cells(np.pad(part, ((0, 0), missing)) if any(missing) else part, grid.cell)
    frames = frame_peaks(window, grid, sample_peaks(window[:, MARGIN:-MARGIN], grid.cell), ceiling.highest)
    highest: NDArray[np.float64] = frames.reshape(-1, grid.frames_per_cell).max(axis=1)
    return highest
