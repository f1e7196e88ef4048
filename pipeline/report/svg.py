"""Pieces of a picture, as SVG that loads nothing, suits light and dark, and may stand alone or within a page.

Text is escaped as Jinja2 escapes it, by the library that does it for Jinja2: all of it goes through `Markup.format`.
"""

import math
import unicodedata
from collections.abc import Iterable

import numpy as np
from markupsafe import Markup

from pipeline.base.text import one_line
from pipeline.report.text import plain

WIDTH, NAME_AT = 960, 16
TITLE_LETTERS, NAME_LETTERS = 52, 40
"""What has room, mostly; a wide letter counts as two."""
TITLE_WIDTH, NAME_WIDTH = 520, 345
MINUS = "\N{MINUS SIGN}"

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
ROOM = Markup(
    '<svg y="{y}" width="{width}" height="{height}"><text class="{kind}" x="{x}" y="{line}">{text}</text></svg>'
)
"""Text that is cut off where its room ends, for letters come in all sizes."""
TEXT = Markup('<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{text}</text>')
PATH = Markup('<path class="{kind}" d="{line}"/>')
BAR = Markup('<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>')
LINE_BREAK = Markup("\n")


def picture(height: int, title: str, description: str, shapes: Iterable[Markup]) -> str:
    """The whole of it, with what it is said to show to those who do not see it."""
    return str(
        PICTURE.format(
            width=WIDTH,
            height=height,
            title=legible(title),
            description=description,
            style=STYLE,
            shapes=LINE_BREAK.join(shapes),
        )
    )


def text(kind: str, x: float, y: float, text: str) -> Markup:
    """A text at a place, in a style of its kind."""
    return TEXT.format(kind=kind, x=x, y=y, text=text)


def heading(title: str) -> Markup:
    """At the top left, cut off where its room ends."""
    text = shortened(legible(title), TITLE_LETTERS)
    return ROOM.format(y=0, width=TITLE_WIDTH, height=34, kind="head", x=NAME_AT, line=24, text=text)


def name(name: str, top: int, height: int) -> Markup:
    """At the left of a row, cut off where its room ends."""
    text = shortened(legible(name), NAME_LETTERS)
    return ROOM.format(y=top, width=NAME_WIDTH, height=height, kind="name", x=NAME_AT, line=16.5, text=text)


def figure(value: float, *, always: bool = False) -> str:
    """One decimal, which goes where it is zero unless it is asked for; a real minus; `?` where there is no figure.

    >>> figure(16.0), figure(16.0, always=True), figure(-0.04), figure(math.nan)
    ('16', '16.0', '0', '?')
    """
    if not math.isfinite(value):
        return "?"
    text = f"{round(value, 1) + 0.0:.1f}"
    return (text if always else text.removesuffix(".0")).replace("-", MINUS)


def signed(value: float) -> str:
    """With its sign, unless it is none.

    >>> signed(0.21), signed(0.01)
    ('+0.2', '0.0')
    """
    return f"{'+' if round(value, 1) > 0 else ''}{figure(value, always=True)}"


def legible(text: str) -> str:
    """Without what XML may not hold, on one line, nothing that turns the line around."""
    return plain(one_line(text)).plain


def shortened(text: str, most: int) -> str:
    """At most so many letters wide.

    >>> shortened("podcast", 7), shortened("podcasts", 7), shortened("播客节目", 7)
    ('podcast', 'podcas…', '播客节…')
    """
    widths = np.cumsum([1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text] or [0])
    return text if widths[-1] <= most else text[: int(np.searchsorted(widths, most - 1, side="right"))] + "…"
