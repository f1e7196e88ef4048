"""Any picture to plain RGB, and RGB to JPEG: the only place that knows Pillow.

What comes out holds colours and nothing else: no alpha, no profile, no place or camera.
"""

import io
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from pipeline.art.rules import DAMAGED, EMPTY, NOT_A_PICTURE, TOO_LARGE
from pipeline.problems import CheckFailed

MOST_PIXELS = 100_000_000
BEST, WORST = 95, 20
DPI = (72, 72)
GREY_16_BIT = {"I;16", "I;16B", "I;16L", "I"}
_SIXTEEN_TO_EIGHT = 1 / 257


def opened(data: bytes, where: str) -> Image.Image:
    """The picture's header, not yet decoded. Raises CheckFailed (E0501, E0502, E0506)."""
    if not data:
        raise CheckFailed(EMPTY.at(where, "this file is empty"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise CheckFailed(TOO_LARGE.at(where, "has far more pixels than any cover")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise CheckFailed(NOT_A_PICTURE.at(where, "no kind of picture that we know")) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise CheckFailed(TOO_LARGE.at(where, f"is {picture.width} by {picture.height} pixels"))
    return picture


def rgb(picture: Image.Image, where: str) -> Image.Image:
    """The picture decoded: upright, sRGB, eight bits, opaque. Raises CheckFailed (E0503)."""
    try:
        picture.load()
        return _opaque(_srgb(ImageOps.exif_transpose(picture)))
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError) as error:
        raise CheckFailed(DAMAGED.at(where, "the picture cannot be read to its end")) from error


def _srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a broken profile: the plain numbers are the best guess there is
    return converted or picture


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode in GREY_16_BIT:
        picture = picture.convert("I").point(lambda v: v * _SIXTEEN_TO_EIGHT).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    with_alpha = picture.convert("RGBA")
    white = Image.new("RGBA", with_alpha.size, "white")
    return Image.alpha_composite(white, with_alpha).convert("RGB")


def square(picture: Image.Image, pixels: int) -> Image.Image:
    """The middle of the picture as a square of that many pixels."""
    return ImageOps.fit(picture, (pixels, pixels), Image.Resampling.LANCZOS)


def framed(picture: Image.Image, width: int, height: int) -> Image.Image:
    """The square picture in the middle of a wider one, on the colour of its own edge."""
    edge = picture.resize((1, 1), box=(0, 0, picture.width, max(picture.height // 50, 1))).getpixel((0, 0))
    frame = Image.new("RGB", (width, height), edge)
    frame.paste(square(picture, height), ((width - height) // 2, 0))
    return frame


def jpeg(picture: Image.Image, most_bytes: int) -> bytes:
    """Baseline JPEG of the best quality that fits. Finer colour goes before detail does."""
    low, high = WORST, BEST
    best = _jpeg(picture, high)
    if len(best) <= most_bytes:
        return best
    best = _jpeg(picture, low)
    while high - low > 1:
        middle = (low + high) // 2
        tried = _jpeg(picture, middle)
        if len(tried) <= most_bytes:
            low, best = middle, tried
        else:
            high = middle
    return best if len(best) <= most_bytes else _coarse(picture, most_bytes)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality, optimize=True, progressive=False, dpi=DPI, subsampling="4:2:0")
    return written.getvalue()


def _coarse(picture: Image.Image, most_bytes: int) -> bytes:
    """For noise, which no quality makes small: the same size in pixels with half, a quarter … of the detail."""
    detail = picture.width // 2
    while True:
        coarse = picture.resize((detail, detail), Image.Resampling.BOX).resize(picture.size, Image.Resampling.BILINEAR)
        written = _jpeg(coarse, WORST)
        if len(written) <= most_bytes or detail <= 1:
            return written
        detail //= 2
