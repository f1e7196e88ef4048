"""How much gain brings a sound to a loudness, with what the limiter will take away counted in.

Gain is one number for the whole: nothing is ever compressed. Single peaks (a clap, a cough) may be limited by any
amount; but where the loudest hundredth of the sound would have to give way by more than `MOST_LIMITING_DB`, the sound
itself is too dynamic for the target, and it stays quieter instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.gating import integrated
from pipeline.audio.grid import CELLS_PER_HOP, Grid
from pipeline.audio.limiter import RELEASE_DB_PER_S
from pipeline.audio.meter import Measurement

MOST_LIMITING_DB = 12.0
LOUDEST_PART = 0.01
STEP_DB = 0.01
"""Gain is rounded to this, so that machines which add up in another order agree on it."""
CLOSE_LU = 0.003
MOST_STEPS = 25
QUIETEST = 1e-9


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
    heights = 20 * np.log10(np.maximum(peaks.astype(np.float64), QUIETEST)) - ceiling_db
    most_db = _rounded(MOST_LIMITING_DB - float(np.quantile(heights, 1 - LOUDEST_PART)))
    gain_db = min(most_db, target_lufs - integrated(powers))
    for _ in range(MOST_STEPS):
        heard = integrated(powers * _left(heights + gain_db, grid)) + gain_db
        step_lu = min(most_db - gain_db, target_lufs - heard)
        gain_db += step_lu
        if abs(step_lu) < CLOSE_LU:
            break
    return Level(gain_db=_rounded(gain_db), most_db=most_db)


def _rounded(gain_db: float) -> float:
    return round(gain_db / STEP_DB) * STEP_DB


def _left(over_db: NDArray[np.float64], grid: Grid) -> NDArray[np.float64]:
    """The part of each hop's power that passes the limiter, when its cells reach so far over the ceiling."""
    slope = np.arange(len(over_db)) * (RELEASE_DB_PER_S * grid.cell / grid.rate_hz)
    held = np.maximum(over_db, np.concatenate([[0.0], over_db[:-1]]))
    reduction = np.maximum(np.maximum.accumulate(np.maximum(held, 0) + slope) - slope, 0)
    weight = 10 ** (over_db / 10)
    passed = (weight * 10 ** (-reduction / 10)).reshape(-1, CELLS_PER_HOP).sum(axis=1)
    part: NDArray[np.float64] = passed / weight.reshape(-1, CELLS_PER_HOP).sum(axis=1)
    return part
