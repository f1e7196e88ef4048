"""Time as meter and limiter count it: frames of about 1 ms in cells of 10 ms in hops of 100 ms in blocks of 4 s.

Whole samples everywhere, so at rates that are no multiple of 100 a cell is the nearest whole number of samples.
"""

import math
from dataclasses import dataclass

CELLS_PER_HOP = 10
HOPS_PER_BLOCK = 40
SHORTEST_FRAME = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How many samples a frame, a cell, a hop and a block have at `rate_hz`. Each divides the next."""

    rate_hz: int
    frame: int
    cell: int

    @property
    def hop(self) -> int:
        """100 ms: a quarter of BS.1770-4's gating block, which is its step."""
        return self.cell * CELLS_PER_HOP

    @property
    def block(self) -> int:
        """4 s: what is measured and limited at a time."""
        return self.hop * HOPS_PER_BLOCK

    @property
    def frames_per_cell(self) -> int:
        """How many frames of about 1 ms a cell of 10 ms is divided into: 9 at 44.1 kHz, 10 at 48 kHz."""
        return self.cell // self.frame


def grid_for(rate_hz: int) -> Grid:
    """The grid at a rate.

    >>> grid = grid_for(44_100)
    >>> grid.frame, grid.cell, grid.hop, grid.block
    (49, 441, 4410, 176400)
    """
    cell = max(SHORTEST_FRAME, round(rate_hz / 100))
    return Grid(rate_hz=rate_hz, frame=_frame(cell), cell=cell)


def _frame(cell: int) -> int:
    """The divisor nearest to 48, where a filter written as a matrix costs least; never shorter than an interpolator."""
    divisors = (d for d in range(SHORTEST_FRAME, cell + 1) if cell % d == 0)
    return min(divisors, key=lambda d: abs(math.log(d / 48)))
