"""What mastering did to one sound: its loudness over time, before and after."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from pipeline.model import Curve
from pipeline.report.svg import BAR, PATH, figure, heading, picture, text
from pipeline.report.text import counted

HEIGHT = 320
LEFT, RIGHT, TOP, BOTTOM = 60, 944, 76, 288
"""Where the curves are."""
MOST_POINTS = 1000
"""A curve has no more."""
PEAKS_BEFORE, PEAKS_AFTER, PEAK_HEIGHT = 43, 52, 7
LOUDER_LU, SOFTER_LU, AROUND_LU = 20.0, 30.0, 6.0
"""How far from the target is drawn at most, and at least."""
LEVEL_STEP_LU = 5
TIME_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
MOST_TIMES = 9
MINUTE_S, HOUR_S = 60, 3600
SANEST_DB = 300.0
"""No level is further from 0."""
PLOT = Markup('<svg x="{left}" y="{top}" width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">')

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axes:
    """Where a moment and a level are in the picture, in user units."""

    seconds: float
    softest_lufs: float
    loudest_lufs: float

    def x(self, at_s: float) -> float:
        return LEFT + (RIGHT - LEFT) * at_s / self.seconds

    def y(self, level_lufs: float) -> float:
        return TOP + (BOTTOM - TOP) * (self.loudest_lufs - level_lufs) / (self.loudest_lufs - self.softest_lufs)


def loudness_picture(  # noqa: PLR0913, PLR0917 - two sounds, and what was promised of the second
    before: Curve, after: Curve, target_lufs: float, tolerance_lu: float, ceiling_dbtp: float, title: str
) -> str:
    """Short-term loudness over time before and after mastering, with the target, and where peaks pass the ceiling."""
    axes = _axes((before, after), target_lufs)
    promise = f"{figure(target_lufs)} ± {figure(tolerance_lu)} LUFS"
    shapes = [
        heading(title),
        *_legend(promise, ceiling_dbtp),
        *_peaks(before, after, ceiling_dbtp, axes),
        *_levels(axes),
        *_times(axes),
        PLOT.format(left=LEFT, top=TOP, width=RIGHT - LEFT, height=BOTTOM - TOP),
        *_target(target_lufs, tolerance_lu, axes),
        PATH.format(kind="before", line=_line(before, axes)),
        PATH.format(kind="after", line=_line(after, axes)),
        Markup("</svg>"),
    ]
    if not any(_heard(curve) for curve in (before, after)):
        shapes.append(text("mid", (LEFT + RIGHT) / 2, BOTTOM - 12, "nothing to hear"))
    described = (
        f"Short-term loudness over {_moment(axes.seconds, 1)}, and the target of {promise}."
        f" Before: {_described(before, ceiling_dbtp)}. After: {_described(after, ceiling_dbtp)}."
    )
    return picture(HEIGHT, title, described, shapes)


def _legend(promise: str, ceiling_dbtp: float) -> Iterator[Markup]:
    """What each colour means, at the right of the title."""
    yield PATH.format(kind="before", line="M530 19h18")
    yield text("label", 554, 24, "before")
    yield PATH.format(kind="after", line="M610 19h18")
    yield text("label", 634, 24, "after")
    yield BAR.format(kind="band", x=680, y=12, width=18, height=14)
    yield PATH.format(kind="target", line="M680 19h18")
    yield text("label", 704, 24, promise)
    yield PATH.format(kind="after peak", line="M832.5 15v8")
    yield text("label", 840, 24, f"over {figure(ceiling_dbtp)} dBFS")


def _peaks(before: Curve, after: Curve, ceiling_dbtp: float, axes: _Axes) -> Iterator[Markup]:
    yield text("label end", LEFT - 8, PEAKS_AFTER + 3, "peaks")
    for kind, curve, top in (("before", before, PEAKS_BEFORE), ("after", after, PEAKS_AFTER)):
        yield PATH.format(kind="lane", line=f"M{LEFT} {top + PEAK_HEIGHT / 2:.1f}H{RIGHT}")
        yield PATH.format(kind=f"{kind} peak", line=_marks(curve, ceiling_dbtp, top, axes))


def _marks(curve: Curve, ceiling_dbtp: float, top: int, axes: _Axes) -> str:
    return "".join(
        f"M{axes.x(at_s):.1f} {top}v{PEAK_HEIGHT}"
        for at_s, peak in _points(_highest(curve.peaks_dbfs), curve.hop_s * _together(curve.peaks_dbfs))
        if peak > ceiling_dbtp
    )


def _levels(axes: _Axes) -> Iterator[Markup]:
    """Lines across, and their levels at the left."""
    levels = range(int(axes.softest_lufs), int(axes.loudest_lufs) + 1, LEVEL_STEP_LU)
    yield PATH.format(kind="grid", line="".join(f"M{LEFT} {axes.y(level):.1f}H{RIGHT}" for level in levels))
    for level in levels[:-1]:
        yield text("label end", LEFT - 8, axes.y(level) + 4.5, figure(level))
    yield text("label end", LEFT - 8, axes.y(levels[-1]) + 4.5, "LUFS")


def _times(axes: _Axes) -> Iterator[Markup]:
    """Moments along the bottom."""
    step = _time_step(axes.seconds)
    times = range(0, int(axes.seconds) + 1, step)
    yield PATH.format(kind="grid", line="".join(f"M{axes.x(at_s):.1f} {BOTTOM}v5" for at_s in times))
    for at_s in times:
        x = axes.x(at_s)
        kind, x = ("label end", float(RIGHT)) if x > RIGHT - 16 else ("label mid", x)
        yield text(kind, x, BOTTOM + 20, _moment(at_s, step))


def _target(target_lufs: float, tolerance_lu: float, axes: _Axes) -> Iterator[Markup]:
    top, bottom = axes.y(target_lufs + tolerance_lu), axes.y(target_lufs - tolerance_lu)
    yield BAR.format(kind="band", x=LEFT, y=top, width=RIGHT - LEFT, height=bottom - top)
    yield PATH.format(kind="target", line=f"M{LEFT} {axes.y(target_lufs):.1f}H{RIGHT}")


def _line(curve: Curve, axes: _Axes) -> str:
    """Through all that was heard; the `h0` makes a dot of a point that has no neighbours."""
    steps, joined = [], False
    for at_s, level in _points(_mean(curve.short_term_lufs), curve.hop_s * _together(curve.short_term_lufs)):
        heard = math.isfinite(level)
        if heard:
            steps.append(f"{'L' if joined else 'M'}{axes.x(at_s):.1f} {axes.y(level):.1f}{'' if joined else 'h0'}")
        joined = heard
    return "".join(steps)


def _points(values: Values, each_s: float) -> Iterator[tuple[float, float]]:
    """Each with the middle of the time it stands for, in seconds."""
    for at, value in enumerate(values.tolist()):
        yield (at + 0.5) * each_s, value


def _together(values: Sequence[float]) -> int:
    """How many hops become one point."""
    return max(1, -(-len(values) // MOST_POINTS))


def _levelled(values: Sequence[float]) -> Values:
    """Without what is not finite."""
    levels = np.asarray(values, np.float64)
    return np.where(np.isfinite(levels), levels.clip(-SANEST_DB, SANEST_DB), np.nan)


def _starts(values: Sequence[float]) -> NDArray[np.int64]:
    return np.arange(0, len(values), _together(values))


def _highest(values: Sequence[float]) -> Values:
    """The highest of the hops of each point."""
    highest: Values = np.fmax.reduceat(_levelled(values), _starts(values))
    return highest


def _mean(values: Sequence[float]) -> Values:
    """The mean power, as a level, of those hops of each point that have something to hear."""
    levels, starts = _levelled(values), _starts(values)
    powers = np.add.reduceat(np.nan_to_num(10 ** (levels / 10)), starts)
    heard = np.add.reduceat(np.isfinite(levels).astype(np.float64), starts)
    means = np.full(len(starts), np.nan)
    means[heard > 0] = 10 * np.log10(powers[heard > 0] / heard[heard > 0])
    return means


def _heard(curve: Curve) -> list[float]:
    return [level for level in curve.short_term_lufs if math.isfinite(level)]


def _axes(curves: Sequence[Curve], target_lufs: float) -> _Axes:
    """All that was heard, in whole steps; pauses far below the target would only press the rest together."""
    levels = [level for curve in curves for level in _heard(curve)]
    softest = max(target_lufs - SOFTER_LU, min([*levels, target_lufs - AROUND_LU]))
    loudest = min(target_lufs + LOUDER_LU, max([*levels, target_lufs + AROUND_LU]))
    return _Axes(
        seconds=max(curve.seconds for curve in curves) or 1.0,
        softest_lufs=math.floor(softest / LEVEL_STEP_LU) * LEVEL_STEP_LU,
        loudest_lufs=math.ceil(loudest / LEVEL_STEP_LU) * LEVEL_STEP_LU,
    )


def _time_step(seconds: float) -> int:
    """In seconds; whole days where nothing less is enough."""
    day = TIME_STEPS_S[-1]
    return next(
        (step for step in TIME_STEPS_S if seconds / step < MOST_TIMES), math.ceil(seconds / day / MOST_TIMES) * day
    )


def _moment(at_s: float, step_s: int) -> str:
    """`h:mm`, or `h:mm:ss` where steps are shorter than a minute.

    >>> _moment(3720, 600), _moment(75.4, 15)
    ('1:02', '0:01:15')
    """
    hour, within = divmod(int(at_s), HOUR_S)
    minute, second = divmod(within, MINUTE_S)
    return f"{hour}:{minute:02}" + (f":{second:02}" if step_s < MINUTE_S else "")


def _described(curve: Curve, ceiling_dbtp: float) -> str:
    levels = _heard(curve)
    if not levels:
        return "nothing to hear"
    over = sum(math.isfinite(peak) and peak > ceiling_dbtp for peak in curve.peaks_dbfs)
    peaks = (
        f"samples over {figure(ceiling_dbtp)} dBFS at {counted(over, 'moment')}"
        if over
        else "no sample over the ceiling"
    )
    return f"from {figure(min(levels))} to {figure(max(levels))} LUFS, {peaks}"
