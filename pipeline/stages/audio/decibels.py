"""Levels and amplitudes: full scale is 1.0, and 0 dB."""

import math


def decibels(amplitude: float) -> float:
    """The level of a linear amplitude; `-inf` for none.

    >>> round(decibels(0.5), 2)
    -6.02
    """
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


def amplitude_of(level_db: float) -> float:
    """The linear amplitude of a level.

    >>> round(amplitude_of(-6.02), 3)
    0.5
    """
    return float(10 ** (level_db / 20))
