"""Any colours to eight bits of sRGB, opaque; and what is worth telling of them."""

from collections.abc import Iterator
from io import BytesIO
from typing import cast

from PIL import Image, ImageCms

from pipeline.problems import Problem
from pipeline.stages.art import rules

BACKGROUND = "white"
DEEP_GREYS = ("I", "I;16", "I;16L", "I;16B", "I;16N", "F")
# A profile's colour space (ICC.1:2022, 7.2.8) and Pillow's mode for pictures in it.
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab": "LAB"}
_WITHOUT_ALPHA = {"LA": "L", "RGBA": "RGB"}
_OPAQUE = 255


def judged(picture: Image.Image, where: str) -> Iterator[Problem]:
    """Warnings for colours that will change on the way."""
    if _transparent(picture):
        yield rules.TRANSPARENT.at(where, "parts of the picture are transparent and become white")
    profile = _profile(picture)
    if picture.mode == "CMYK" and not profile:
        yield rules.PRINT_COLOURS.at(where, "the picture is CMYK, without a colour profile that we can read")
    elif picture.info.get("icc_profile") and not profile:
        yield rules.BROKEN_PROFILE.at(where, "the colour profile inside the picture cannot be used")


def plain(picture: Image.Image) -> Image.Image:
    """Mode L, LA, RGB, RGBA, CMYK or LAB: eight bits a channel, no palette. Colours and profile stay what they are."""
    if picture.mode in DEEP_GREYS:
        return _eight_bits(picture)
    if picture.has_transparency_data:
        return picture.convert("LA" if picture.mode in ("L", "LA", "La") else "RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK", "LAB") else picture.convert(_flat_mode(picture))


def srgb(picture: Image.Image) -> Image.Image:
    """A plain picture as RGB: its profile applied, and what is transparent laid on white."""
    alpha = picture.getchannel("A") if picture.mode in _WITHOUT_ALPHA else None
    # A new picture, also where nothing is transparent: it carries none of the comments and places of the old one.
    ground = Image.new("RGB", picture.size, BACKGROUND)
    ground.paste(_converted(picture), mask=alpha)
    return ground


def _flat_mode(picture: Image.Image) -> str:
    return "L" if picture.mode == "1" else "RGB"


def _eight_bits(picture: Image.Image) -> Image.Image:
    # Converting these to RGB clips everything above 255 to white: they are brought down to 255 first.
    top = _extremes(picture.convert("F"))[1]
    tops = (1.0, 65_535.0) if picture.mode == "F" else (65_535.0,)
    full = next((limit for limit in tops if top <= limit), top)
    return picture.convert("F").point(lambda value: value * (255 / full) + 0.5).convert("L")


def _converted(picture: Image.Image) -> Image.Image:
    profile = _profile(picture)
    flat = picture.convert(_WITHOUT_ALPHA.get(picture.mode, picture.mode))
    if profile is None:
        return flat.convert("RGB")
    source = flat.convert(_MODES[_space(profile)])
    # The transform changes colours only: written where the picture came from, its profile would be applied twice.
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), source.mode, "RGB")
    return ImageCms.applyTransform(source, transform) or source


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The picture's colour profile, when there is one that can be read and fits."""
    if picture.mode == "LAB":
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
        fits = _MODES.get(_space(profile)) in _fitting(picture.mode)
        ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), _MODES[_space(profile)], "RGB")
    except Exception:  # noqa: BLE001 - LittleCMS and Pillow raise many kinds, and all mean the same here
        return None
    return profile if fits else None


def _fitting(mode: str) -> tuple[str, ...]:
    """The modes that a profile for a picture of this mode may be for."""
    if mode == "CMYK":
        return ("CMYK",)
    return ("L", "RGB") if mode in ("1", "L", "LA", *DEEP_GREYS) else ("RGB",)


def _space(profile: ImageCms.ImageCmsProfile) -> str:
    return profile.profile.xcolor_space.strip()


def _transparent(picture: Image.Image) -> bool:
    if not picture.has_transparency_data:
        return False
    with_alpha = picture if "A" in picture.getbands() else picture.convert("RGBA")
    return _extremes(with_alpha.getchannel("A"))[0] < _OPAQUE


def _extremes(channel: Image.Image) -> tuple[float, float]:
    low, high = cast("tuple[float, float]", channel.getextrema())
    return low, high
