"""True peak (ITU-R BS.1770-4, Annex 2): how high the sound rises between its samples, at four times the rate.

Interpolating is costly and seldom matters, so callers ask only for frames that could be loud enough: nothing between
samples rises above `BOUND` times the largest sample nearby. Filter and samples are rounded to grids so coarse that
double precision adds them up exactly: every machine, whatever its vector unit, finds the same peak.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.blocks import Block
from pipeline.audio.products import product

OVERSAMPLING = 4
TAPS = 24
MARGIN = TAPS // 2
"""Samples needed on either side."""
KAISER_BETA = 8.0
FILTER_GRID, SAMPLE_GRID = 2.0**20, 2.0**24

Peaks = NDArray[np.float64]


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


def in_whole_cells(window: Block, cell: int) -> Block:
    """A block in its margins, with silence after it up to whole cells: a sound's last block may end anywhere."""
    missing = (2 * MARGIN - window.shape[1]) % cell
    return np.pad(window, ((0, 0), (0, missing))) if missing else window


def sample_peaks(sound: Block, frame: int) -> Peaks:
    """The largest sample, whichever channel, of each frame of `frame` samples."""
    frames = sound.reshape(len(sound), -1, frame)
    peaks: Peaks = np.maximum(frames.max(axis=2), -frames.min(axis=2)).max(axis=0).astype(np.float64)
    return peaks


def near_peaks(sound: Block, peaks: Peaks) -> Peaks:
    """Of each frame and its neighbours the largest sample, which bounds what can be between the frame's samples.

    `sound` has `MARGIN` samples on either side of whole frames; `peaks` are those frames' sample peaks.
    """
    before, after = (float(np.abs(edge).max()) for edge in (sound[:, :MARGIN], sound[:, -MARGIN:]))
    padded = np.concatenate([[before], peaks, [after]])
    near: Peaks = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    return near


def true_peaks(sound: Block, frame: int, frames: NDArray[np.int64]) -> Peaks:
    """The true peak of each of the frames, whichever channel. `sound` has `MARGIN` samples on either side."""
    highest = np.zeros(len(frames))
    for channel in sound:
        rows = np.lib.stride_tricks.sliding_window_view(channel[1:], frame + TAPS - 1)[frames * frame]
        exact = np.rint(rows.astype(np.float64) * SAMPLE_GRID) / SAMPLE_GRID
        within = exact[:, MARGIN - 1 : MARGIN - 1 + frame]
        for values in (within, product(exact, _matrix(frame))):
            highest = np.maximum(highest, np.maximum(values.max(axis=1), -values.min(axis=1)))
    return highest
