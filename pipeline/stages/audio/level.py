"""How much gain brings a sound to a loudness, with what the limiter will take away counted in.

Gain is one number for the whole: nothing is ever compressed. Single peaks (a clap, a cough) may be limited by any
amount; but where the loudest hundredth of the sound would have to give way by more than `MOST_LIMITING_DB`, the sound
itself is too dynamic for the target, and it stays quieter instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.gating import integrated
from pipeline.stages.audio.grid import CELLS_PER_HOP, Grid
from pipeline.stages.audio.limiter import RELEASE_DB_PER_S
from pipeline.stages.audio.meter import Measurement

MOST_LIMITING_DB = 12.0
LOUDEST_PART = 0.01
STEP_DB = 0.01
"""Gain is rounded to this, so that machines which add up in another order agree on it."""
CLOSE_LU = 0.003
MOST_STEPS = 25
QUIETEST = 1e-9
HOPS_AT_ONCE = 6000
"""Ten minutes: arithmetic in double precision would take gigabytes for a long day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The gain to begin with, and the most that may be given."""

    gain_db: float
    most_db: float

    def corrected(self, short_lu: float) -> "Level":
        """After it was heard how much the gain falls short."""
        return Level(gain_db=_rounded(min(self.most_db, self.gain_db + short_lu)), most_db=self.most_db)


def level_for(parts: Sequence[Measurement], *, target_lufs: float, ceiling_db: float) -> Level:
    """The level of a sound that consists of these parts one after another, and is not silent."""
    grid, powers = parts[0].grid, np.concatenate([part.powers for part in parts])
    peaks = np.concatenate([part.peaks[: len(part.powers) * CELLS_PER_HOP] for part in parts])
    heights = (20 * np.log10(np.maximum(peaks, np.float32(QUIETEST))) - np.float32(ceiling_db)).reshape(
        -1, CELLS_PER_HOP
    )
    most_db = _rounded(MOST_LIMITING_DB - float(np.quantile(heights, 1 - LOUDEST_PART)))
    gain_db = min(most_db, target_lufs - integrated(powers))
    for _ in range(MOST_STEPS):
        heard = integrated(powers * _left(heights, gain_db, grid)) + gain_db
        step_lu = min(most_db - gain_db, target_lufs - heard)
        gain_db += step_lu
        if abs(step_lu) < CLOSE_LU:
            break
    return Level(gain_db=_rounded(gain_db), most_db=most_db)


def _rounded(gain_db: float) -> float:
    return round(gain_db / STEP_DB) * STEP_DB


def _left(heights: NDArray[np.float32], gain_db: float, grid: Grid) -> NDArray[np.float64]:
    """The part of each hop's power that passes the limiter, when its cells reach so far over the ceiling with gain."""
    left = np.ones(len(heights))
    falling = np.arange(HOPS_AT_ONCE * CELLS_PER_HOP + 1) * (RELEASE_DB_PER_S * grid.cell / grid.rate_hz)
    before_db, held_db = 0.0, 0.0
    for start in range(0, len(heights), HOPS_AT_ONCE):
        over_db = heights[start : start + HOPS_AT_ONCE].astype(np.float64).ravel() + gain_db
        if max(held_db, before_db, float(over_db.max())) > 0:
            around = np.concatenate([[before_db], over_db])
            held = np.concatenate([[held_db], np.maximum(np.maximum(around[1:], around[:-1]), 0)])
            slope = falling[: len(held)]
            reduction = np.maximum(np.maximum.accumulate(held + slope) - slope, 0)[1:]
            left[start : start + HOPS_AT_ONCE] = _passed(over_db, reduction)
            held_db = float(reduction[-1])
        before_db = float(over_db[-1])
    return left


def _passed(over_db: NDArray[np.float64], reduction_db: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of each hop's power that is left, when each cell's is taken to go with the square of its peak."""
    weight = 10 ** (over_db / 10)
    passed = (weight * 10 ** (-reduction_db / 10)).reshape(-1, CELLS_PER_HOP).sum(axis=1)
    part: NDArray[np.float64] = passed / weight.reshape(-1, CELLS_PER_HOP).sum(axis=1)
    return part
