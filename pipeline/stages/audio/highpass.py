"""A high-pass: rumble, handling noise and offset go, and the voice stays (Butterworth, 12 dB an octave)."""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

from pipeline.stages.audio.blocks import Block, windows
from pipeline.stages.audio.grid import Grid
from pipeline.stages.audio.linear import Filter, filter_of, section

Q = math.sqrt(0.5)


def high_passed(pieces: Iterable[Block], grid: Grid, corner_hz: float) -> Iterator[Block]:
    """The sound without what lies below the corner, where it is 3 dB down. As many samples as there were.

    The corner must be 40 Hz or more: a deeper filter remembers for longer than a hop.
    """
    found = _filter(grid, corner_hz)
    for window in windows(pieces, grid.block, grid.hop, 0):
        yield _filtered(window, found)


def _filtered(window: Block, found: Filter) -> Block:
    hop = found.grid.hop
    missing = -window.shape[1] % hop
    whole = np.pad(window, ((0, 0), (0, missing))) if missing else window
    return found.applied(whole).reshape(len(window), -1)[:, hop : window.shape[1]]


@lru_cache
def _filter(grid: Grid, corner_hz: float) -> Filter:
    tangent = math.tan(math.pi * corner_hz / grid.rate_hz)
    scale = 1 + tangent / Q + tangent**2
    damped = (1 - tangent / Q + tangent**2) / scale
    return filter_of(section(1 / scale, -2 / scale, 1 / scale, 2 * (tangent**2 - 1) / scale, damped), grid)
