"""Integrated loudness from 100 ms of energy at a time (ITU-R BS.1770-4, Annex 1, gating)."""

import math

import numpy as np
from numpy.typing import NDArray

HOPS_PER_GATE = 4
"""A gating block is 400 ms and starts every 100 ms."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_LU = -0.691


def lufs(power: float) -> float:
    """The loudness of a weighted mean square; `-inf` for none."""
    return OFFSET_LU + 10 * math.log10(power) if power > 0 else -math.inf


def levels(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for many at once; nothing counts as -200."""
    return OFFSET_LU + 10 * np.log10(np.maximum(powers, 1e-20))


def integrated(powers: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS of a sound's weighted mean squares, one for each hop. `-inf` for nothing to hear."""
    if len(powers) < HOPS_PER_GATE:
        return -math.inf
    gates = np.lib.stride_tricks.sliding_window_view(powers, HOPS_PER_GATE).mean(axis=1)
    heard = gates[levels(gates) > ABSOLUTE_GATE_LUFS]
    if not len(heard):
        return -math.inf
    foreground = heard[levels(heard) > lufs(float(heard.mean())) + RELATIVE_GATE_LU]
    return lufs(float(foreground.mean()))
