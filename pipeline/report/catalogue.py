"""How a whole catalogue stands: one thin strip for each episode."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.report.svg import BAR, NAME_AT, PATH, figure, legible, name, picture, signed, text
from pipeline.report.text import counted

ROW_HEIGHT, ROWS_TOP = 24, 40
LOUDNESS_AT, RANGE_AT, DEVIATION_AT = 390, 430, 784
RANGE_WIDTH, DEVIATION_WIDTH = 140, 110
"""Of the longest bars, in user units."""
LEAST_RANGE_LU, LEAST_DEVIATION_LU = 20.0, 2.0
"""The scales of the bars reach at least so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """An episode among others: what is delivered in LUFS, its range in LU, and by how many LU it misses the target."""

    name: str
    delivered_lufs: float
    range_lu: float
    deviation_lu: float


def catalogue_strip(rows: Sequence[StripRow]) -> str:
    """Each episode in a thin strip: its loudness, its range as a bar, and how far it is from the target as another."""
    ranges = _reach((row.range_lu for row in rows), LEAST_RANGE_LU)
    deviations = _reach((row.deviation_lu for row in rows), LEAST_DEVIATION_LU)
    bottom = ROWS_TOP + ROW_HEIGHT * len(rows)
    shapes = [
        text("label", NAME_AT, 26, "episode"),
        text("label end", LOUDNESS_AT, 26, "LUFS"),
        text("label", RANGE_AT, 26, "range, LU"),
        text("label mid", DEVIATION_AT, 26, "from the target, LU"),
        *(shape for at, row in enumerate(rows) for shape in _strip(at, row, ranges, deviations)),
        PATH.format(kind="target", line=f"M{DEVIATION_AT} {ROWS_TOP - 4}V{bottom}"),
    ]
    described = "; ".join(f"{legible(row.name)}: {_row_described(row)}" for row in rows) or "No episodes"
    return picture(bottom + 12, f"The loudness of {counted(len(rows), 'episode')}", f"{described}.", shapes)


def _strip(at: int, row: StripRow, ranges: float, deviations: float) -> Iterator[Markup]:
    """One episode. `ranges` and `deviations` are the longest that have room, in LU."""
    top = ROWS_TOP + ROW_HEIGHT * at
    line = top + 16.5
    yield name(row.name, top, ROW_HEIGHT)
    if not math.isfinite(row.delivered_lufs):
        yield text("label", RANGE_AT, line, "nothing to hear")
        return
    yield text("label end", LOUDNESS_AT, line, figure(row.delivered_lufs, always=True))
    if math.isfinite(row.range_lu):
        width = RANGE_WIDTH * max(0.0, row.range_lu) / ranges
        yield BAR.format(kind="range-bar", x=RANGE_AT, y=top + 9, width=width, height=6)
        yield text("label", RANGE_AT + width + 6, line, figure(row.range_lu, always=True))
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
    yield text("label" if louder else "label end", x, top + 16.5, signed(deviation_lu))


def _row_described(row: StripRow) -> str:
    if not math.isfinite(row.delivered_lufs):
        return "nothing to hear"
    return (
        f"{figure(row.delivered_lufs, always=True)} LUFS, range {figure(row.range_lu, always=True)} LU,"
        f" {signed(row.deviation_lu)} LU from the target"
    )


def _reach(values: Iterable[float], least: float) -> float:
    return max([least, *(abs(value) for value in values if math.isfinite(value))])
