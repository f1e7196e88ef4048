"""Where somebody speaks: the 100 ms that stand out from the quietest moments of the same recording."""

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Millis, Span
from pipeline.stages.audio.gating import levels
from pipeline.stages.audio.grid import Grid

FLOOR_PART, TOP_PART = 0.05, 0.95
"""Noise is what the quietest twentieth is at most, voices what the loudest is at least."""
FLOOR_LUFS = -70.0
LEAST_CONTRAST_LU = 6.0
"""With less between quiet and loud there are no pauses to tell from speech."""
RISE = 0.35
"""How much of the way from floor to top counts as speech."""
HOPS = 3
"""Pauses shorter than 300 ms are bridged; what is still shorter than that itself is no speech."""


def speech(powers: NDArray[np.float64], grid: Grid, body: Span) -> tuple[Span, ...]:
    """The stretches of `body` in which somebody speaks, in order. `powers` are those of the whole file."""
    hop_ms = grid.hop * 1000 / grid.rate_hz
    first, last = int(np.ceil(body.start / hop_ms)), min(len(powers), int(body.end / hop_ms))
    return tuple(
        Span(start=Millis(round((first + start) * hop_ms)), end=Millis(min(body.end, round((first + end) * hop_ms))))
        for start, end in stretches(levels(powers[first:last]))
    )


def stretches(loudness: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Where somebody speaks, by the loudness of each hop: the first hop, and the one behind the last."""
    return _joined(_voiced(loudness))


def _voiced(loudness: NDArray[np.float64]) -> NDArray[np.bool_]:
    if not len(loudness):
        return np.zeros(0, np.bool_)
    floor = max(FLOOR_LUFS, float(np.quantile(loudness, FLOOR_PART)))
    top = float(np.quantile(loudness, TOP_PART))
    if top - floor < LEAST_CONTRAST_LU:
        return np.full(len(loudness), top > FLOOR_LUFS)
    return loudness > floor + max(LEAST_CONTRAST_LU / 2, RISE * (top - floor))


def _joined(voiced: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of true, joined across short gaps, without the short ones. Half-open, in hops."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], voiced, [False]]).astype(np.int8)))
    joined: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if joined and start - joined[-1][1] < HOPS:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return [(start, end) for start, end in joined if end - start >= HOPS]
