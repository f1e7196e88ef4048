"""A cover, checked and brought to every size: 3000 pixels for apps, small ones for pages, one for the audio file."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.art.picture import framed, jpeg, opened, rgb, square
from pipeline.art.rules import ENLARGED, NOT_SQUARE, TOO_SMALL
from pipeline.problems import CheckFailed, Problem, raise_errors

FULL = 3000
SMALLEST = 1400
WEB = (300, 600, 1200)
TAG = 1400
SOCIAL = (1200, 630)
MOST_FULL = 512_000
MOST_TAG = 300_000
MOST_WEB = 200_000
CROOKED = 0.01
"""A picture this little off square is cropped; more than that a person has to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """The cover as JPEGs: `full` 3000 pixels and at most 512 kB (Apple), `web` by pixels, `tag` at most 300 kB."""

    full: bytes
    web: tuple[tuple[int, bytes], ...]
    tag: bytes
    social: bytes


def probe(data: bytes, where: str) -> tuple[Problem, ...]:
    """What is wrong with the picture, errors and warnings, as far as it can be told by looking at it whole."""
    try:
        picture = opened(data, where)
        found = tuple(_judged(picture.width, picture.height, where))
        rgb(picture, where)
    except CheckFailed as failed:
        return tuple(failed.problems)
    return found


def make(data: bytes, where: str) -> Artwork:
    """Every size of the cover. Raises CheckFailed (E05..)."""
    header = opened(data, where)
    raise_errors(tuple(_judged(header.width, header.height, where)))
    picture = rgb(header, where)
    return Artwork(
        full=jpeg(square(picture, FULL), MOST_FULL),
        web=tuple((pixels, jpeg(square(picture, pixels), MOST_WEB)) for pixels in WEB),
        tag=jpeg(square(picture, TAG), MOST_TAG),
        social=jpeg(framed(square(picture, SOCIAL[1]), *SOCIAL), MOST_TAG),
    )


def _judged(width: int, height: int, where: str) -> Iterator[Problem]:
    square_enough = abs(width - height) <= CROOKED * max(width, height)
    if not square_enough:
        yield NOT_SQUARE.at(where, f"is {width} by {height} pixels")
    if min(width, height) < SMALLEST:
        yield TOO_SMALL.at(where, f"is {width} by {height} pixels, and must be at least {SMALLEST} each way")
    elif square_enough and min(width, height) < FULL * (1 - CROOKED):
        yield ENLARGED.at(where, f"is {width} by {height} pixels")
