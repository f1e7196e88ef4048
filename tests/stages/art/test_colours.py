"""Whatever colours a picture is stored in, listeners see those that its maker saw."""

import pytest
from PIL import Image

from pipeline.stages.art import cover
from tests.stages.art.drawing import TEAL, codes, colour, linear_grey, made, near, opened, red_is_green, saved

SIDE = (1400, 1400)
SEEN_GREY = (137, 137, 137)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the size: colours do not depend on it, and seconds do."""
    monkeypatch.setattr(cover, "FULL", 300)


def half_clear() -> Image.Image:
    """Transparent on the left, opaque teal on the right; what is transparent hides black."""
    picture = Image.new("RGBA", SIDE, (0, 0, 0, 0))
    picture.paste((*TEAL, 255), (700, 0, 1400, 1400))
    return picture


def flat(mode: str) -> Image.Image:
    return Image.new("RGB", SIDE, TEAL).convert(mode)


OPAQUE = {
    "RGB as JPEG": (flat("RGB"), "JPEG"),
    "RGB as WebP": (flat("RGB"), "WEBP"),
    "RGB as AVIF": (flat("RGB"), "AVIF"),
    "RGB as BMP": (flat("RGB"), "BMP"),
    "palette as GIF": (flat("RGB").quantize(16), "GIF"),
    "RGBX as TIFF": (flat("RGBX"), "TIFF"),
    "YCbCr as TIFF": (flat("YCbCr"), "TIFF"),
}


@pytest.mark.parametrize(("picture", "form"), OPAQUE.values(), ids=OPAQUE)
def test_every_kind_of_colour_keeps_its_colour(picture: Image.Image, form: str) -> None:
    assert near(colour(made(picture, form)), TEAL, off=8)


def test_print_colours_become_screen_colours_and_are_told() -> None:
    cyan = Image.new("CMYK", SIDE, (255, 0, 0, 0))
    for form in ("TIFF", "JPEG"):
        assert near(colour(made(cyan, form)), (0, 255, 255), off=6)
        assert "W0504" in codes(saved(cyan, form))


def test_lab_becomes_what_it_looks_like() -> None:
    grey = Image.merge("LAB", [Image.new("L", SIDE, 137), Image.new("L", SIDE, 128), Image.new("L", SIDE, 128)])
    assert near(colour(made(grey, "TIFF")), (128, 128, 128), off=3)


def test_what_is_transparent_becomes_white() -> None:
    palette = Image.new("P", SIDE, 0)
    palette.putpalette([0, 0, 0, *TEAL])
    for clear, options in (
        (half_clear(), {}),
        (half_clear().convert("LA"), {}),
        (palette, {"transparency": b"\0\x80"}),
    ):
        assert near(colour(made(clear, **options), x=0.2), (255, 255, 255), off=2)


def test_transparency_is_told_in_every_format() -> None:
    for form in ("PNG", "WEBP", "TIFF"):
        assert "W0503" in codes(saved(half_clear(), form)), form
    for picture in (half_clear().convert("LA"), half_clear().quantize(4)):
        assert "W0503" in codes(saved(picture)), picture.mode
    assert "W0503" in codes(saved(Image.new("P", SIDE, 0), transparency=0))
    assert "W0503" in codes(saved(Image.new("RGB", SIDE, TEAL), transparency=TEAL))


def test_an_edge_of_transparency_has_no_dark_seam() -> None:
    full = opened(made(half_clear()).full)
    brightness = [sum(full.getpixel((x, full.height // 2))) for x in range(full.width)]
    assert min(brightness) >= sum(TEAL) - 30


def test_an_opaque_picture_with_an_alpha_channel_is_not_called_transparent() -> None:
    assert "W0503" not in codes(saved(flat("RGBA")))


@pytest.mark.parametrize("mode", ["I;16", "I;16B", "I", "F", "1"])
def test_deep_and_shallow_greys_keep_their_greys(mode: str) -> None:
    half, whole = {"1": (0, 255), "F": (0.5, 1.0)}.get(mode, (32_896, 65_535))
    picture = Image.new(mode, SIDE, half)
    picture.paste(whole, (0, 700, 1400, 1400))
    artwork = made(picture, "TIFF")
    assert near(colour(artwork, y=0.2), (0, 0, 0) if mode == "1" else (128, 128, 128), off=2)
    assert near(colour(artwork, y=0.8), (255, 255, 255), off=2)


def test_a_grey_deeper_than_any_screen_ends_in_white() -> None:
    picture = Image.new("I", SIDE, 1_000_000)
    picture.paste(2_000_000, (0, 700, 1400, 1400))
    assert near(colour(made(picture, "TIFF"), y=0.2), (128, 128, 128), off=2)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_an_embedded_profile_is_applied_once_and_left_out(mode: str) -> None:
    red = Image.new("RGB", SIDE, (255, 0, 0)).convert(mode)
    artwork = made(red, icc_profile=red_is_green())
    assert near(colour(artwork), (0, 255, 0), off=6)
    assert "icc_profile" not in opened(artwork.full).info
    assert "W0505" not in codes(saved(red, icc_profile=red_is_green()))


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_a_profile_for_grey_is_applied_too(mode: str) -> None:
    grey = Image.new(mode, SIDE, {"L": 64, "LA": (64, 255)}.get(mode, 64 * 257))
    assert near(colour(made(grey, icc_profile=linear_grey())), SEEN_GREY)


def test_a_profile_for_colour_on_a_grey_picture_is_no_problem() -> None:
    grey = Image.new("L", SIDE, 100)
    assert near(colour(made(grey, icc_profile=red_is_green())), (100, 100, 100))
    assert codes(saved(grey, icc_profile=red_is_green())) == []


def test_a_profile_that_is_broken_or_for_something_else_is_told_and_passed_over() -> None:
    picture = Image.new("RGB", SIDE, TEAL)
    for profile in (b"not a profile", red_is_green()[:200], linear_grey()):
        assert codes(saved(picture, icc_profile=profile)) == ["W0505"]
    assert near(colour(made(picture, icc_profile=b"not a profile")), TEAL)


@pytest.mark.parametrize("turn", [1, 3, 5, 6, 8])
def test_a_picture_held_any_way_is_turned_upright(turn: int) -> None:
    upright = Image.new("RGB", SIDE, "white")
    upright.paste("black", (0, 0, 1400, 700))
    upright.paste("red", (0, 0, 700, 700))
    undo = {3: 3, 5: 5, 6: 2, 8: 4}
    held = upright.transpose(Image.Transpose(undo[turn])) if turn > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    artwork = made(held, "PNG", exif=exif)
    assert near(colour(artwork, 0.2, 0.2), (254, 0, 0), off=8)
    assert near(colour(artwork, 0.8, 0.2), (0, 0, 0), off=8)
    assert near(colour(artwork, 0.2, 0.8), (255, 255, 255), off=8)


def test_the_first_frame_of_an_animation_is_the_cover_and_it_is_told() -> None:
    first, second = Image.new("RGB", SIDE, TEAL), Image.new("RGB", SIDE, "yellow")
    for form in ("GIF", "PNG", "WEBP", "AVIF"):
        moving = saved(first, form, save_all=True, append_images=[second], duration=100)
        assert codes(moving) == ["W0506"], form
        assert codes(saved(first, form)) == [], form
    assert near(colour(made(first, "GIF", save_all=True, append_images=[second], duration=100)), TEAL, off=8)
