"""Bytes to a picture in memory. Whatever the bytes are, only CheckFailed comes out; what is too big is not decoded."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO

from PIL import Image, ImageOps

from pipeline.problems import CheckFailed
from pipeline.stages.art import rules

MOST_PIXELS = 100_000_000
# Named one by one: among the others that Pillow knows, one starts Ghostscript.
FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
MOVING_FORMATS = ("PNG", "WEBP", "AVIF", "GIF")
_KNOWN_BY_SIGHT = (
    (b"ftypheic", "a HEIC photo"),
    (b"ftypheix", "a HEIC photo"),
    (b"ftypmif1", "a HEIC photo"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript drawing"),
    (b"8BPS", "a Photoshop file"),
    (b"gimp xcf", "a GIMP file"),
    (b"<svg", "an SVG drawing"),
    (b"<html", "a web page"),
)
_SIGHT = 512


def decoded(data: bytes, where: str) -> Image.Image:
    """The first frame, upright, in the mode it is stored in. Raises CheckFailed (E0501, E0502, E0503, E0506)."""
    if not data:
        raise CheckFailed(rules.EMPTY.at(where, "the file is empty"))
    with _quiet():
        picture = _opened(data, where)
        try:
            picture.load()
        except Exception as error:  # Pillow's decoders raise what they like on damaged files
            raise CheckFailed(rules.DAMAGED.at(where, "the picture cannot be read to its end")) from error
        # Where the orientation cannot be read, the picture is shown as it is stored: so do apps.
        with suppress(Exception):
            ImageOps.exif_transpose(picture, in_place=True)
        return picture


def moves(data: bytes) -> bool:
    """Whether there is more than one frame, in a picture that can be decoded."""
    with _quiet(), suppress(Exception), Image.open(BytesIO(data), formats=FORMATS) as picture:
        return picture.format in MOVING_FORMATS and bool(getattr(picture, "is_animated", False))
    return False


def _opened(data: bytes, where: str) -> Image.Image:
    """The picture with its header read and nothing decoded."""
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise CheckFailed(rules.TOO_LARGE.at(where, "the picture has far more pixels than any cover")) from error
    except Exception as error:  # and so do its parsers on foreign files
        raise CheckFailed(rules.NOT_A_PICTURE.at(where, _sight(data))) from error
    if picture.width * picture.height > MOST_PIXELS:
        what = f"the picture is {picture.width} by {picture.height} pixels, {MOST_PIXELS // 1_000_000} million at most"
        raise CheckFailed(rules.TOO_LARGE.at(where, what))
    return picture


def _sight(data: bytes) -> str:
    head = data[:_SIGHT].lower()
    names = (name for mark, name in _KNOWN_BY_SIGHT if mark.lower() in head)
    return f"this is {next(names, 'no kind of picture that we know')}"


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Pillow's warnings, which would reach a producer's screen as Python code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
