"""True peak (ITU-R BS.1770-4, Annex 2): how high the sound rises between its samples, at four times the rate.

Interpolating is costly and seldom matters, so callers ask only for frames that could be loud enough: nothing between
samples rises above `BOUND` times the largest sample nearby. Filter and samples are rounded to grids so coarse that
double precision adds them up exactly: every machine, whatever its vector unit, finds the same peak.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.grid import Grid
from pipeline.stages.audio.matmul import product

OVERSAMPLING = 4
TAPS = 24
MARGIN = TAPS // 2
"""Samples needed on either side."""
KAISER_BETA = 8.0
FILTER_GRID, SAMPLE_GRID = 2.0**20, 2.0**24
AT_ONCE = 512
"""Frames interpolated in one go: what that takes stays in the processor's cache."""

ROUGHNESS = 1e-4

Peaks = NDArray[np.float64]
Rows = NDArray[np.float32]
F = TypeVar("F", np.float32, np.float64)


def _phases() -> NDArray[np.float64]:
    """The interpolation filters for one, two and three quarters of the way to the next sample, (3, TAPS)."""
    at = np.arange(-MARGIN + 1, MARGIN + 1)
    fractions = np.arange(1, OVERSAMPLING)[:, None] / OVERSAMPLING
    distance = at - fractions
    window = np.i0(KAISER_BETA * np.sqrt(1 - (distance / MARGIN) ** 2)) / np.i0(KAISER_BETA)
    taps = np.sinc(distance) * window
    rounded: NDArray[np.float64] = np.rint(taps / taps.sum(axis=1, keepdims=True) * FILTER_GRID) / FILTER_GRID
    return rounded


PHASES = _phases()
BOUND = float(np.abs(PHASES).sum(axis=1).max())


@lru_cache
def _matrix(frame: int) -> NDArray[np.float64]:
    """From a frame and its surroundings to all points between its samples."""
    matrix = np.zeros((frame + TAPS - 1, OVERSAMPLING - 1, frame))
    for at in range(frame):
        matrix[at : at + TAPS, :, at] = PHASES.T
    return matrix.reshape(frame + TAPS - 1, -1)


@lru_cache
def _rough_matrix(frame: int) -> Rows:
    return _matrix(frame).astype(np.float32)


def in_whole_cells(window: Block, cell: int) -> Block:
    """A block in its margins, with silence after it up to whole cells: a sound's last block may end anywhere."""
    missing = (2 * MARGIN - window.shape[1]) % cell
    return np.pad(window, ((0, 0), (0, missing))) if missing else window


def sample_peaks(sound: Block, length: int) -> Peaks:
    """The largest sample, whichever channel, of each `length` samples."""
    parts = sound.reshape(len(sound), -1, length)
    peaks: Peaks = np.maximum(parts.max(axis=2), -parts.min(axis=2)).max(axis=0).astype(np.float64)
    return peaks


def frame_peaks(sound: Block, grid: Grid, cell_peaks: Peaks, enough: float) -> Peaks:
    """The true peak of each frame where it is above `enough`; elsewhere what is given is not above that either.

    `sound` has `MARGIN` samples on either side of whole cells; `cell_peaks` are those cells' sample peaks.
    """
    peaks = _frame_samples(sound[:, MARGIN:-MARGIN], grid, cell_peaks, enough)
    frames = np.flatnonzero(_near(sound, peaks) * BOUND > enough)
    rough = np.maximum(_each_few(_rough, sound, grid.frame, frames), peaks[frames])
    frames = frames[rough > enough * (1 - ROUGHNESS)]
    peaks[frames] = true_peaks(sound, grid.frame, frames)
    return peaks


def _frame_samples(sound: Block, grid: Grid, cell_peaks: Peaks, enough: float) -> Peaks:
    """The largest sample of each frame; of one that lies in a cell too soft to matter, the cell's."""
    peaks = np.repeat(cell_peaks, grid.frames_per_cell)
    around = np.concatenate([[True], cell_peaks * BOUND > enough, [True]])
    loud = np.flatnonzero(around[:-2] | around[1:-1] | around[2:])
    parts = sound.reshape(len(sound), -1, grid.cell)[:, loud].reshape(len(sound), -1)
    peaks.reshape(-1, grid.frames_per_cell)[loud] = sample_peaks(parts, grid.frame).reshape(len(loud), -1)
    return peaks


def _near(sound: Block, peaks: Peaks) -> Peaks:
    """Of each frame and its neighbours the largest sample, which bounds what can be between the frame's samples."""
    before, after = (float(np.abs(edge).max()) for edge in (sound[:, :MARGIN], sound[:, -MARGIN:]))
    padded = np.concatenate([[before], peaks, [after]])
    near: Peaks = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    return near


def true_peaks(sound: Block, frame: int, frames: NDArray[np.int64]) -> Peaks:
    """The true peak of each of the frames, whichever channel. `sound` has `MARGIN` samples on either side."""
    return _each_few(_exact, sound, frame, frames)


def _each_few(peaks: Callable[[Rows, int], Peaks | Rows], sound: Block, frame: int, frames: NDArray[np.int64]) -> Peaks:
    """The peaks of the frames, found for a few of them in one go."""
    found = np.zeros(len(frames))
    for channel in sound:
        surroundings = np.lib.stride_tricks.sliding_window_view(channel[1:], frame + TAPS - 1)
        for at in range(0, len(frames), AT_ONCE):
            rows = surroundings[frames[at : at + AT_ONCE] * frame]
            found[at : at + AT_ONCE] = np.maximum(found[at : at + AT_ONCE], peaks(rows, frame))
    return found


def _exact(rows: Rows, frame: int) -> Peaks:
    samples = np.rint(rows.astype(np.float64) * SAMPLE_GRID) / SAMPLE_GRID
    return np.maximum(_highest(samples[:, MARGIN - 1 : MARGIN - 1 + frame]), _highest(product(samples, _matrix(frame))))


def _rough(rows: Rows, frame: int) -> Rows:
    """Between the samples only, in single precision: right to within `ROUGHNESS`."""
    return _highest(product(rows, _rough_matrix(frame)))


def _highest(values: NDArray[F]) -> NDArray[F]:
    highest: NDArray[F] = np.maximum(values.max(axis=1), -values.min(axis=1))
    return highest
