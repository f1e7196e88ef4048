"""Loudness from 100 ms of energy at a time (ITU-R BS.1770-4, Annex 1; EBU Tech 3341 and 3342)."""

import math

import numpy as np
from numpy.typing import NDArray

HOPS_PER_GATE, HOPS_PER_SHORT_TERM = 4, 30
"""A gating block (and "momentary") is 400 ms, "short-term" 3 s; either starts every 100 ms."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU, RANGE_GATE_LU = -10.0, -20.0
RANGE_LOW, RANGE_HIGH = 0.10, 0.95
OFFSET_LU = -0.691

Powers = NDArray[np.float64]
"""Weighted mean squares, one for each hop."""


def lufs(power: float) -> float:
    """The loudness of a weighted mean square; `-inf` for none."""
    return OFFSET_LU + 10 * math.log10(power) if power > 0 else -math.inf


def levels(powers: Powers) -> NDArray[np.float64]:
    """The same for many at once; nothing counts as -200."""
    return OFFSET_LU + 10 * np.log10(np.maximum(powers, 1e-20))


def integrated(powers: Powers) -> float:
    """Integrated loudness in LUFS. `-inf` for nothing to hear."""
    foreground = _gated(mean_of(powers, HOPS_PER_GATE), RELATIVE_GATE_LU)
    return lufs(float(foreground.mean())) if len(foreground) else -math.inf


def loudest_short_term(powers: Powers) -> float:
    """The loudest three seconds, in LUFS; `-inf` for a shorter sound."""
    return lufs(float(mean_of(powers, HOPS_PER_SHORT_TERM).max(initial=0)))


def loudness_range(powers: Powers) -> float:
    """LRA in LU (EBU Tech 3342): from the softest tenth to the loudest twentieth of the short-term loudness.

    It is 0 for a sound shorter than three seconds, or silent.
    """
    foreground = _gated(mean_of(powers, HOPS_PER_SHORT_TERM), RANGE_GATE_LU)
    if not len(foreground):
        return 0.0
    low, high = np.quantile(levels(foreground), (RANGE_LOW, RANGE_HIGH), method="nearest")
    return float(high - low)


def mean_of(powers: Powers, several: int) -> Powers:
    """The mean of each `several` that follow one another."""
    if len(powers) < several:
        return np.zeros(0)
    means: Powers = np.lib.stride_tricks.sliding_window_view(powers, several).mean(axis=1)
    return means


def _gated(means: Powers, relative_lu: float) -> Powers:
    """Those above -70 LUFS that are also not so much softer than all of these together."""
    heard = means[levels(means) > ABSOLUTE_GATE_LUFS]
    return heard[levels(heard) > lufs(float(heard.mean())) + relative_lu] if len(heard) else heard
