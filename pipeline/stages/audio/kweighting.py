"""K-weighting (ITU-R BS.1770-4, Annex 1): how loud sound is to a listener."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.grid import CELLS_PER_HOP, Grid
from pipeline.stages.audio.linear import Filter, System, filter_of, section, series


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KWeighting:
    """The weighting at one rate. Holds constants only: safe to share between threads."""

    filter: Filter

    def energies(self, sound: Block) -> NDArray[np.float64]:
        """The sum of squares of each weighted cell behind the first hop, which only warms the filter up.

        `sound` is (channels, whole hops); the result is (channels, cells).
        """
        weighted = self.filter.applied(sound).reshape(-1, self.filter.grid.cell)
        squares: NDArray[np.float64] = np.einsum("ij,ij->i", weighted, weighted).astype(np.float64)
        return squares.reshape(len(sound), -1)[:, CELLS_PER_HOP:]


@lru_cache
def k_weighting(grid: Grid) -> KWeighting:
    """The K-weighting filter of ITU-R BS.1770-4 (Annex 1) at the grid's rate, made once and kept.

    At 48 kHz it has the coefficients of the standard's tables 1 and 2; at others, those of the same response, as
    the standard asks.
    """
    return KWeighting(filter=filter_of(_shelf_and_high_pass(grid.rate_hz), grid))


def _shelf_and_high_pass(rate_hz: int) -> System:
    """The head's shelf and the high-pass, in series. At 48 kHz these are BS.1770-4's tables 1 and 2."""
    tangent, q = math.tan(math.pi * 1681.974450955533 / rate_hz), 0.7071752369554196
    gain = 10 ** (3.999843853973347 / 20)
    middle = gain**0.4996667741545416
    scale = 1 + tangent / q + tangent**2
    shelf = section(
        (gain + middle * tangent / q + tangent**2) / scale,
        2 * (tangent**2 - gain) / scale,
        (gain - middle * tangent / q + tangent**2) / scale,
        2 * (tangent**2 - 1) / scale,
        (1 - tangent / q + tangent**2) / scale,
    )
    tangent, q = math.tan(math.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    scale = 1 + tangent / q + tangent**2
    high_pass = section(1.0, -2.0, 1.0, 2 * (tangent**2 - 1) / scale, (1 - tangent / q + tangent**2) / scale)
    return series(shelf, high_pass)
