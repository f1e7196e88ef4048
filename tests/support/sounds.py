"""Valid measurements to start a test from."""

from dataclasses import replace
from typing import Any

from pipeline.model import Condition, Loudness, Mastered, Millis, Span


def a_loudness(**changes: Any) -> Loudness:  # noqa: ANN401 - passes through to the dataclass
    loudness = Loudness(
        integrated_lufs=-16.0,
        momentary_lufs=-11.0,
        short_term_lufs=-13.0,
        range_lu=6.0,
        true_peak_dbtp=-1.2,
        sample_peak_dbfs=-1.4,
        rate_hz=44_100,
        channels=2,
        samples=44_100 * 60,
    )
    return replace(loudness, **changes)


def a_condition(**changes: Any) -> Condition:  # noqa: ANN401 - passes through to the dataclass
    condition = Condition(
        dc=0.0, balance_db=0.2, correlation=0.9, clipped=0, noise_lufs=-62.0, silence=None, ends_loud=False
    )
    return replace(condition, **changes)


def a_mastered(**changes: Any) -> Mastered:  # noqa: ANN401 - passes through to the dataclass
    mastered = Mastered(
        recording=a_loudness(integrated_lufs=-28.0),
        condition=a_condition(),
        delivered=a_loudness(),
        gain_db=12.0,
        limited_db=0.4,
        untouched=False,
        body=Span(start=Millis(0), end=Millis(60_000)),
        speech=(),
    )
    return replace(mastered, **changes)
