"""Every size that apps, pages, audio files and posts are given, and the limits they keep."""

import struct
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from PIL import Image

from pipeline.stages.art import Artwork
from tests.stages.art.drawing import colour, gradient, made, near, opened

LIMITS = {3000: 512_000, 1200: 300_000, 600: 110_000, 300: 40_000}


@cache
def of_gradient() -> Artwork:
    return made(gradient())


@cache
def of_noise() -> Artwork:
    noise = np.random.default_rng(1).integers(0, 256, (3000, 3000, 3), dtype=np.uint8)
    return made(Image.fromarray(noise), compress_level=1)


def squares(artwork: Artwork) -> list[tuple[int, bytes]]:
    return [(3000, artwork.full), (1200, artwork.tag), *artwork.web]


def segments(data: bytes) -> list[int]:
    """The markers of a JPEG up to its picture (ITU-T T.81, B.1)."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return found


@pytest.mark.parametrize("artwork", [of_gradient, of_noise])
def test_every_size_is_a_square_rgb_jpeg_within_its_limit(artwork: Callable[[], Artwork]) -> None:
    for pixels, data in squares(artwork()):
        picture = opened(data)
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (pixels, pixels))
        assert picture.info["dpi"] == (72, 72)
        assert len(data) <= LIMITS[pixels]


def test_the_pictures_for_pages_come_in_ascending_order() -> None:
    assert [pixels for pixels, _ in of_gradient().web] == [300, 600, 1200]


def test_every_picture_is_baseline_and_holds_nothing_but_the_picture() -> None:
    camera = Image.Exif()
    camera[0x010F] = "Maker of cameras"
    plain = gradient(1400)
    artwork = made(plain, "JPEG", quality=95, exif=camera.tobytes(), comment=b"kitchen", xmp=b"<x:xmpmeta>kitchen</x>")
    for _, data in (*squares(artwork), (1200, artwork.social)):
        # APP0 (JFIF), quantisation, baseline frame, Huffman tables: no APPn with a camera or a place, no comment.
        assert set(segments(data)) == {0xE0, 0xDB, 0xC0, 0xC4}
        assert b"kitchen" not in data


def test_the_quality_is_the_best_that_fits() -> None:
    for data, limit in ((of_noise().full, LIMITS[3000]), (of_noise().tag, LIMITS[1200])):
        assert len(data) > 0.9 * limit


def test_a_simple_picture_keeps_its_colours_as_fine_as_its_light() -> None:
    stripes = Image.new("RGB", (1500, 1500), "red")
    stripes.paste("blue", (750, 0, 1500, 1500))
    full = opened(made(stripes).full)
    assert near(full.getpixel((1490, 1500)), (254, 0, 0), off=12)
    assert near(full.getpixel((1510, 1500)), (0, 0, 254), off=12)


def test_the_same_picture_makes_the_same_bytes() -> None:
    assert made(gradient()) == of_gradient()


def test_the_middle_of_a_crooked_picture_is_kept() -> None:
    crooked = Image.new("RGB", (1400, 1412), "white")
    crooked.paste("black", (0, 0, 1400, 6))
    crooked.paste("black", (0, 1406, 1400, 1412))
    artwork = made(crooked)
    assert near(colour(artwork, y=0.0), (255, 255, 255), off=10)
    assert near(colour(artwork, y=1.0), (255, 255, 255), off=10)


def test_the_social_picture_shows_all_of_the_cover_on_the_colour_of_its_edge() -> None:
    cover = Image.new("RGB", (1400, 1400), (200, 30, 60))
    cover.paste((10, 20, 90), (200, 200, 1200, 1200))
    social = opened(made(cover).social)
    assert social.size == (1200, 630)
    assert near(social.getpixel((5, 300)), (200, 30, 60), off=6)
    assert near(social.getpixel((600, 315)), (10, 20, 90), off=6)
    # The cover begins 285 pixels from the left, and its own frame is a seventh of its side wide.
    assert near(social.getpixel((285 + 80, 315)), (200, 30, 60), off=8)
    assert near(social.getpixel((285 + 100, 315)), (10, 20, 90), off=8)
