"""A look-ahead true-peak limiter: it bends what would rise above the ceiling, and changes nothing anywhere else.

Frame by frame (1 ms) it is known by how much the sound is too high. Reduction starts 5 ms before that in a smooth
curve, is held for 10 ms, so that the single pitch periods of a voice do not make it flutter, and goes back by 60 dB a
second.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block, windows
from pipeline.stages.audio.grid import Grid
from pipeline.stages.audio.truepeak import MARGIN, frame_peaks, in_whole_cells, sample_peaks

ATTACK_S, HOLD_S, RELEASE_DB_PER_S = 0.005, 0.010, 60.0
STEP_DB = 1 / 256
"""Reductions are rounded up to this: it hides from the last digit of a logarithm, which machines see differently."""

Levels = NDArray[np.float64]
"""In dB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limiting:
    """What the limiter is set to: a gain, and the ceiling of the true peak behind it; linear, full scale is 1."""

    grid: Grid
    gain: float
    ceiling: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Limited:
    """A block with its gain, and the most that was taken off in it, in dB."""

    sound: Block
    reduction_db: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Demand:
    """A block, padded to whole cells, and how far each of its frames has to come down, in dB."""

    sound: Block
    samples: int
    frames_db: Levels


def limited(pieces: Iterable[Block], limiting: Limiting) -> Iterator[Limited]:
    """The sound, with gain, below the ceiling, in blocks of the grid."""
    curve = _Curve(limiting.grid)
    current: _Demand | None = None
    for following in _demands(pieces, limiting):
        if current is not None:
            yield _bent(current, curve.nodes(current.frames_db, following.frames_db), limiting)
        current = following
    if current is not None:
        yield _bent(current, curve.nodes(current.frames_db, np.zeros(0)), limiting)


def _demands(pieces: Iterable[Block], limiting: Limiting) -> Iterator[_Demand]:
    for window in windows(pieces, limiting.grid.block, MARGIN, MARGIN):
        sound = in_whole_cells(window, limiting.grid.cell)
        yield _Demand(
            sound=sound[:, MARGIN:-MARGIN],
            samples=window.shape[1] - 2 * MARGIN,
            frames_db=_too_high(sound, limiting),
        )


def _too_high(sound: Block, limiting: Limiting) -> Levels:
    """How far each frame's true peak would be above the ceiling, in dB."""
    grid, highest = limiting.grid, limiting.ceiling / limiting.gain
    found = frame_peaks(sound, grid, sample_peaks(sound[:, MARGIN:-MARGIN], grid.cell), highest)
    over = np.flatnonzero(found > highest)
    result = np.zeros(len(found))
    result[over] = np.ceil(20 * np.log10(found[over] / highest) / STEP_DB) * STEP_DB
    return result


class _Curve:
    """The reduction at each frame's edges, followed from block to block."""

    def __init__(self, grid: Grid) -> None:
        frame_s = grid.frame / grid.rate_hz
        self._fall_db = RELEASE_DB_PER_S * frame_s
        self._attack = max(1, round(ATTACK_S / frame_s))
        self._hold = max(1, round(HOLD_S / frame_s)) + 1
        self._past: Levels = np.zeros(self._hold)
        self._held_db = 0.0

    def nodes(self, demand: Levels, following: Levels) -> Levels | None:
        """From the first frame's start to the last one's end, in dB; None where nothing has to come down."""
        ahead = np.zeros(self._attack + 2)
        head = following[: len(ahead)]
        ahead[: len(head)] = head
        around = np.concatenate([self._past, demand, ahead])
        self._past = around[len(demand) : len(demand) + self._hold]
        if not around.any() and self._held_db <= 0:
            return None
        # An edge lies between two frames, and what they hold reaches a little into theirs: one more to either side.
        held = np.lib.stride_tricks.sliding_window_view(around, self._hold + 2).max(axis=1)
        released = self._released(held)
        self._held_db = float(released[len(demand) - 1])
        return self._risen(released)[: len(demand) + 1]

    def _released(self, held: Levels) -> Levels:
        slope = np.arange(1, len(held) + 1) * self._fall_db
        released: Levels = np.maximum(np.maximum(np.maximum.accumulate(held + slope), self._held_db) - slope, 0)
        return released

    def _risen(self, released: Levels) -> Levels:
        """Each reduction begins `attack` frames early."""
        count = len(released) - self._attack
        result = released[:count]
        for early in range(1, self._attack + 1):
            share = 0.5 + 0.5 * math.cos(math.pi * early / (self._attack + 1))
            result = np.maximum(result, released[early : early + count] * share)
        return result


def _bent(demand: _Demand, nodes: Levels | None, limiting: Limiting) -> Limited:
    sound = demand.sound * np.float32(limiting.gain)
    if nodes is None:
        return Limited(sound=sound[:, : demand.samples], reduction_db=0.0)
    gains = (10 ** (-nodes / 20)).astype(np.float32)
    active = np.flatnonzero(np.maximum(nodes[:-1], nodes[1:]) > 0)
    ramp = np.arange(limiting.grid.frame, dtype=np.float32) / np.float32(limiting.grid.frame)
    start, step = gains[active, None], (gains[active + 1] - gains[active])[:, None]
    sound.reshape(len(sound), -1, limiting.grid.frame)[:, active] *= start + step * ramp
    return Limited(sound=sound[:, : demand.samples], reduction_db=float(nodes.max()))
