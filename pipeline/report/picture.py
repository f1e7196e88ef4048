"""Pictures of loudness, as SVG: what mastering did to one sound, and how a whole catalogue stands.

They load nothing, suit light and dark, and may stand alone or within a page. Text is escaped as Jinja2 escapes it, by
the library that does it for Jinja2: all of it goes through `Markup.format`.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from pipeline.report.text import counted, plain
from pipeline.site.wording import clean

WIDTH, HEIGHT = 960, 320
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
TITLE_LETTERS, NAME_LETTERS = 52, 40
"""What has room, mostly; a wide letter counts as two."""
TITLE_WIDTH, NAME_WIDTH = 520, 345
MINUS = "\N{MINUS SIGN}"
SANEST_DB = 300.0
"""No level is further from 0."""

ROW_HEIGHT, ROWS_TOP = 24, 40
NAME_AT, LOUDNESS_AT, RANGE_AT, DEVIATION_AT = 16, 390, 430, 784
RANGE_WIDTH, DEVIATION_WIDTH = 140, 110
"""Of the longest bars, in user units."""
LEAST_RANGE_LU, LEAST_DEVIATION_LU = 20.0, 2.0
"""The scales of the bars reach at least so far."""

Values = NDArray[np.float64]

STYLE = Markup("""<style>
.loudness { --paper: #fffdf9; --ink: #2a2320; --quiet: #665a52; --line: #e9e1d6; --faint: #8f8a86; --strong: #97391c;
  --band: #dcebdc; --target: #3f7a4a; font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
@media (prefers-color-scheme: dark) {
  .loudness { --paper: #1c1815; --ink: #ece4da; --quiet: #b5a89c; --line: #342e29; --faint: #8f8a86;
    --strong: #f2a683; --band: #263a2a; --target: #86bf90; }
}
.loudness text { fill: var(--quiet); }
.loudness .head { fill: var(--ink); font-size: 16px; font-weight: 600; }
.loudness .name { fill: var(--ink); }
.loudness .end { text-anchor: end; }
.loudness .mid { text-anchor: middle; }
.loudness .paper { fill: var(--paper); }
.loudness .band { fill: var(--band); }
.loudness .after-bar { fill: var(--strong); }
.loudness .range-bar { fill: var(--faint); }
.loudness path { fill: none; stroke: var(--line); stroke-linecap: round; stroke-linejoin: round; }
.loudness .target { stroke: var(--target); stroke-dasharray: 6 4; stroke-linecap: butt; }
.loudness .before { stroke: var(--faint); }
.loudness .after { stroke: var(--strong); stroke-width: 2; }
.loudness .peak { stroke-width: 1.5; stroke-linecap: butt; }
</style>""")
PICTURE = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" class="loudness" role="img" viewBox="0 0 {width} {height}">
<title>{title}</title>
<desc>{description}</desc>
{style}
<rect class="paper" width="{width}" height="{height}"/>
{shapes}
</svg>
""")
PLOT = Markup('<svg x="{left}" y="{top}" width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">')
ROOM = Markup(
    '<svg y="{y}" width="{width}" height="{height}"><text class="{kind}" x="{x}" y="{line}">{text}</text></svg>'
)
"""Text that is cut off where its room ends, for letters come in all sizes."""
TEXT = Markup('<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{text}</text>')
PATH = Markup('<path class="{kind}" d="{line}"/>')
BAR = Markup('<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>')
LINE_BREAK = Markup("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A sound, a hop at a time, in LUFS and dBTP: the first of each belongs to the hop that begins at 0.

    What is not finite, such as silence, is left out of the picture.
    """

    hop_s: float
    short_term_lufs: tuple[float, ...]
    peaks_dbtp: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.hop_s * max(len(self.short_term_lufs), len(self.peaks_dbtp))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An episode among others: what is delivered in LUFS, its range in LU, and by how many LU it misses the target."""

    name: str
    delivered_lufs: float
    range_lu: float
    deviation_lu: float


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
    promise = f"{_figure(target_lufs)} ± {_figure(tolerance_lu)} LUFS"
    shapes = [
        _heading(title),
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
        shapes.append(_text("mid", (LEFT + RIGHT) / 2, BOTTOM - 12, "nothing to hear"))
    described = (
        f"Short-term loudness over {_moment(axes.seconds, 1)}, and the target of {promise}."
        f" Before: {_described(before, ceiling_dbtp)}. After: {_described(after, ceiling_dbtp)}."
    )
    return _picture(HEIGHT, title, described, shapes)


def catalogue_strip(rows: Sequence[Row]) -> str:
    """Each episode in a thin strip: its loudness, its range as a bar, and how far it is from the target as another."""
    ranges = _reach((row.range_lu for row in rows), LEAST_RANGE_LU)
    deviations = _reach((row.deviation_lu for row in rows), LEAST_DEVIATION_LU)
    bottom = ROWS_TOP + ROW_HEIGHT * len(rows)
    shapes = [
        _text("label", NAME_AT, 26, "episode"),
        _text("label end", LOUDNESS_AT, 26, "LUFS"),
        _text("label", RANGE_AT, 26, "range, LU"),
        _text("label mid", DEVIATION_AT, 26, "from the target, LU"),
        *(shape for at, row in enumerate(rows) for shape in _strip(at, row, ranges, deviations)),
        PATH.format(kind="target", line=f"M{DEVIATION_AT} {ROWS_TOP - 4}V{bottom}"),
    ]
    described = "; ".join(f"{_legible(row.name)}: {_row_described(row)}" for row in rows) or "No episodes"
    return _picture(bottom + 12, f"The loudness of {counted(len(rows), 'episode')}", f"{described}.", shapes)


def _picture(height: int, title: str, description: str, shapes: Iterable[Markup]) -> str:
    return str(
        PICTURE.format(
            width=WIDTH,
            height=height,
            title=_legible(title),
            description=description,
            style=STYLE,
            shapes=LINE_BREAK.join(shapes),
        )
    )


def _text(kind: str, x: float, y: float, text: str) -> Markup:
    return TEXT.format(kind=kind, x=x, y=y, text=text)


def _heading(title: str) -> Markup:
    text = _shortened(_legible(title), TITLE_LETTERS)
    return ROOM.format(y=0, width=TITLE_WIDTH, height=34, kind="head", x=NAME_AT, line=24, text=text)


def _name(name: str, top: int) -> Markup:
    text = _shortened(_legible(name), NAME_LETTERS)
    return ROOM.format(y=top, width=NAME_WIDTH, height=ROW_HEIGHT, kind="name", x=NAME_AT, line=16.5, text=text)


def _legend(promise: str, ceiling_dbtp: float) -> Iterator[Markup]:
    """What each colour means, at the right of the title."""
    yield PATH.format(kind="before", line="M530 19h18")
    yield _text("label", 554, 24, "before")
    yield PATH.format(kind="after", line="M610 19h18")
    yield _text("label", 634, 24, "after")
    yield BAR.format(kind="band", x=680, y=12, width=18, height=14)
    yield PATH.format(kind="target", line="M680 19h18")
    yield _text("label", 704, 24, promise)
    yield PATH.format(kind="after peak", line="M832.5 15v8")
    yield _text("label", 840, 24, f"over {_figure(ceiling_dbtp)} dBTP")


def _peaks(before: Curve, after: Curve, ceiling_dbtp: float, axes: _Axes) -> Iterator[Markup]:
    yield _text("label end", LEFT - 8, PEAKS_AFTER + 3, "peaks")
    for kind, curve, top in (("before", before, PEAKS_BEFORE), ("after", after, PEAKS_AFTER)):
        yield PATH.format(kind="lane", line=f"M{LEFT} {top + PEAK_HEIGHT / 2:.1f}H{RIGHT}")
        yield PATH.format(kind=f"{kind} peak", line=_marks(curve, ceiling_dbtp, top, axes))


def _marks(curve: Curve, ceiling_dbtp: float, top: int, axes: _Axes) -> str:
    return "".join(
        f"M{axes.x(at_s):.1f} {top}v{PEAK_HEIGHT}"
        for at_s, peak in _points(_highest(curve.peaks_dbtp), curve.hop_s * _together(curve.peaks_dbtp))
        if peak > ceiling_dbtp
    )


def _levels(axes: _Axes) -> Iterator[Markup]:
    """Lines across, and their levels at the left."""
    levels = range(int(axes.softest_lufs), int(axes.loudest_lufs) + 1, LEVEL_STEP_LU)
    yield PATH.format(kind="grid", line="".join(f"M{LEFT} {axes.y(level):.1f}H{RIGHT}" for level in levels))
    for level in levels[:-1]:
        yield _text("label end", LEFT - 8, axes.y(level) + 4.5, _figure(level))
    yield _text("label end", LEFT - 8, axes.y(levels[-1]) + 4.5, "LUFS")


def _times(axes: _Axes) -> Iterator[Markup]:
    """Moments along the bottom."""
    step = _time_step(axes.seconds)
    times = range(0, int(axes.seconds) + 1, step)
    yield PATH.format(kind="grid", line="".join(f"M{axes.x(at_s):.1f} {BOTTOM}v5" for at_s in times))
    for at_s in times:
        x = axes.x(at_s)
        kind, x = ("label end", float(RIGHT)) if x > RIGHT - 16 else ("label mid", x)
        yield _text(kind, x, BOTTOM + 20, _moment(at_s, step))


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
    over = sum(math.isfinite(peak) and peak > ceiling_dbtp for peak in curve.peaks_dbtp)
    peaks = (
        f"peaks over {_figure(ceiling_dbtp)} dBTP at {counted(over, 'moment')}" if over else "no peak over the ceiling"
    )
    return f"from {_figure(min(levels))} to {_figure(max(levels))} LUFS, {peaks}"


def _strip(at: int, row: Row, ranges: float, deviations: float) -> Iterator[Markup]:
    """One episode. `ranges` and `deviations` are the longest that have room, in LU."""
    top = ROWS_TOP + ROW_HEIGHT * at
    line = top + 16.5
    yield _name(row.name, top)
    if not math.isfinite(row.delivered_lufs):
        yield _text("label", RANGE_AT, line, "nothing to hear")
        return
    yield _text("label end", LOUDNESS_AT, line, _figure(row.delivered_lufs, always=True))
    if math.isfinite(row.range_lu):
        width = RANGE_WIDTH * max(0.0, row.range_lu) / ranges
        yield BAR.format(kind="range-bar", x=RANGE_AT, y=top + 9, width=width, height=6)
        yield _text("label", RANGE_AT + width + 6, line, _figure(row.range_lu, always=True))
    if math.isfinite(row.deviation_lu):
        yield from _deviation(row.deviation_lu, top, deviations)


def _deviation(deviation_lu: float, top: int, deviations: float) -> Iterator[Markup]:
    """To the right of the target where it is louder, else to the left."""
    louder = deviation_lu > 0
    width = DEVIATION_WIDTH * abs(deviation_lu) / deviations
    yield BAR.format(
        kind="after-bar", x=DEVIATION_AT if louder else DEVIATION_AT - width, y=top + 9, width=width, height=6
    )
    x = DEVIATION_AT + (width + 6 if louder else -width - 6)
    yield _text("label" if louder else "label end", x, top + 16.5, _signed(deviation_lu))


def _row_described(row: Row) -> str:
    if not math.isfinite(row.delivered_lufs):
        return "nothing to hear"
    return (
        f"{_figure(row.delivered_lufs, always=True)} LUFS, range {_figure(row.range_lu, always=True)} LU,"
        f" {_signed(row.deviation_lu)} LU from the target"
    )


def _reach(values: Iterable[float], least: float) -> float:
    return max([least, *(abs(value) for value in values if math.isfinite(value))])


def _figure(value: float, *, always: bool = False) -> str:
    """One decimal, which goes where it is zero unless it is asked for; a real minus; `?` where there is no figure.

    >>> _figure(16.0), _figure(16.0, always=True), _figure(-0.04), _figure(math.nan)
    ('16', '16.0', '0', '?')
    """
    if not math.isfinite(value):
        return "?"
    text = f"{round(value, 1) + 0.0:.1f}"
    return (text if always else text.removesuffix(".0")).replace("-", MINUS)


def _signed(value: float) -> str:
    """With its sign, unless it is none.

    >>> _signed(0.21), _signed(0.01)
    ('+0.2', '0.0')
    """
    return f"{'+' if round(value, 1) > 0 else ''}{_figure(value, always=True)}"


def _legible(text: str) -> str:
    """Without what XML may not hold, on one line, nothing that turns the line around."""
    return plain(" ".join(clean(text).split())).plain


def _shortened(text: str, most: int) -> str:
    """At most so many letters wide.

    >>> _shortened("podcast", 7), _shortened("podcasts", 7), _shortened("播客节目", 7)
    ('podcast', 'podcas…', '播客节…')
    """
    widths = np.cumsum([1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text] or [0])
    return text if widths[-1] <= most else text[: int(np.searchsorted(widths, most - 1, side="right"))] + "…"
