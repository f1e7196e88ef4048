"""RGB to JPEG: baseline, 72 dpi, nothing inside but colours, and never above the limit."""

from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

DPI = (72, 72)
LEAST, BEST = 25, 95
FULL_COLOUR = 80
"""From this quality on, the colours are kept as fine as the light: below it, both fade better together."""


def jpeg(picture: Image.Image, most_bytes: int, best: int = BEST) -> bytes:
    """The best quality up to `best` that fits. What no quality makes small, such as noise, loses detail instead."""
    for softer in _softened(picture):
        for subsampling, least in (("4:4:4", FULL_COLOUR), ("4:2:0", LEAST)):
            if fitting := _best(_encoder(softer, subsampling, most_bytes), least, best, most_bytes):
                return fitting
    msg = f"{picture.size} pixels cannot be said in {most_bytes} bytes"
    raise ValueError(msg)


def _softened(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture, then the same size with half, a quarter … of its detail."""
    yield picture
    detail = picture.width // 2
    while detail:
        few = picture.resize((detail, max(detail * picture.height // picture.width, 1)), Image.Resampling.LANCZOS)
        yield few.resize(picture.size, Image.Resampling.BICUBIC)
        detail //= 2


def _best(encode: Callable[[int], bytes], least: int, best: int, most_bytes: int) -> bytes | None:
    """By bisection; None when not even the least quality fits."""
    if len(made := encode(best)) <= most_bytes:
        return made
    if len(fitting := encode(least)) > most_bytes:
        return None
    while best - least > 1:
        middle = (least + best) // 2
        if len(made := encode(middle)) <= most_bytes:
            least, fitting = middle, made
        else:
            best = middle
    return fitting


def _encoder(picture: Image.Image, subsampling: str, most_bytes: int) -> Callable[[int], bytes]:
    def encode(quality: int) -> bytes:
        plain = _written(picture, subsampling, quality, optimize=False)
        # With code tables made to measure it gets smaller, but by no half; and Pillow has room for a byte a pixel then.
        hopeless = len(plain) > min(2 * most_bytes, picture.width * picture.height)
        return plain if hopeless else _written(picture, subsampling, quality, optimize=True)

    return encode


def _written(picture: Image.Image, subsampling: str, quality: int, *, optimize: bool) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=quality, subsampling=subsampling, optimize=optimize, dpi=DPI)
    return written.getvalue()
