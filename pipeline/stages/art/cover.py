"""A cover, checked and brought to every size: 3000 pixels for apps, small ones for pages, one for the audio file."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from pipeline.problems import CheckFailed, Problem, raise_errors
from pipeline.stages.art import colour, rules
from pipeline.stages.art.decoding import decoded, moves
from pipeline.stages.art.encoding import jpeg

FULL = 3000
SMALLEST = 1400
SOCIAL = (1200, 630)
MOST_FULL = 512_000
MOST_TAG = 300_000
MOST_SOCIAL = 300_000
MOST_WEB = {300: 40_000, 600: 110_000, 1200: 300_000}
WEB_QUALITY = 85
CROOKED = 0.01
"""A picture this little off square is cropped; more than that a person has to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """The cover as baseline RGB JPEGs.

    `full` has 3000 pixels a side and at most 512 kB (Apple: 1400 to 3000 pixels); `web` is by pixels, ascending; `tag`,
    for inside the audio, has 1200 pixels and at most 300 kB; `social` is 1200 by 630 (Open Graph), the cover in its
    middle on the colour of its own edge.
    """

    full: bytes
    web: tuple[tuple[int, bytes], ...]
    tag: bytes
    social: bytes


def probe(data: bytes, where: str) -> tuple[Problem, ...]:
    """Every problem and warning of the picture. It is decoded, since a file that breaks off has a perfect header."""
    try:
        return tuple(_judged(decoded(data, where), data, where))
    except CheckFailed as failed:
        return tuple(failed.problems)


def make(data: bytes, where: str) -> Artwork:
    """Every size of the cover. Raises CheckFailed with every problem, warnings included, when one is an error."""
    picture = decoded(data, where)
    raise_errors(tuple(_shape(picture, where)))
    full = colour.srgb(_square(colour.plain(picture), FULL))
    middle = _smaller(full, max(MOST_WEB))  # the smaller ones come from it: quicker, and no eye can tell
    web = {pixels: _smaller(middle, pixels) for pixels in MOST_WEB}
    return Artwork(
        full=jpeg(full, MOST_FULL),
        web=tuple((pixels, jpeg(small, MOST_WEB[pixels], WEB_QUALITY)) for pixels, small in web.items()),
        tag=jpeg(middle, MOST_TAG),
        social=jpeg(_framed(middle), MOST_SOCIAL, WEB_QUALITY),
    )


def _judged(picture: Image.Image, data: bytes, where: str) -> Iterator[Problem]:
    yield from _shape(picture, where)
    yield from colour.judged(picture, where)
    if moves(data):
        yield rules.MOVING.at(where, "the picture is an animation; its first frame becomes the cover")


def _shape(picture: Image.Image, where: str) -> Iterator[Problem]:
    short, long = sorted(picture.size)
    is_now = f"the picture is {picture.width} by {picture.height} pixels"
    if long - short > CROOKED * long:
        yield rules.NOT_SQUARE.at(where, is_now)
    elif long != short:
        yield rules.CROPPED.at(where, f"{is_now} and is cropped to {short} by {short}")
    if short < SMALLEST:
        yield rules.TOO_SMALL.at(where, f"{is_now}, and {SMALLEST} by {SMALLEST} is the least")
    elif short < FULL * (1 - CROOKED):
        yield rules.ENLARGED.at(where, f"{is_now} and is enlarged to {FULL} by {FULL}")


def _square(picture: Image.Image, pixels: int) -> Image.Image:
    """The middle of the picture as a square. Transparent pixels do not bleed: Pillow weighs them by their alpha."""
    side = min(picture.size)
    left, top = (picture.width - side) / 2, (picture.height - side) / 2
    return picture.resize((pixels, pixels), Image.Resampling.LANCZOS, box=(left, top, left + side, top + side))


def _smaller(picture: Image.Image, pixels: int) -> Image.Image:
    return picture.resize((pixels, pixels), Image.Resampling.LANCZOS)


def _framed(picture: Image.Image) -> Image.Image:
    width, height = SOCIAL
    frame = Image.new("RGB", SOCIAL, _edge_colour(picture))
    frame.paste(_smaller(picture, height), ((width - height) // 2, 0))
    return frame


def _edge_colour(picture: Image.Image) -> tuple[int, int, int]:
    """The colour most of the left and right edge has: there the frame meets the cover."""
    small = _smaller(picture, 100)
    edges = Image.new("RGB", (2, small.height))
    edges.paste(small.crop((0, 0, 1, small.height)), (0, 0))
    edges.paste(small.crop((small.width - 1, 0, small.width, small.height)), (1, 0))
    few = edges.quantize(4, Image.Quantize.MEDIANCUT)
    most = few.histogram().index(max(few.histogram()))
    red, green, blue = (few.getpalette() or [])[most * 3 : most * 3 + 3]
    return red, green, blue
