"""Any picture a producer has becomes what apps take, or is refused in words."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from pipeline.art import make, probe
from pipeline.problems import CheckFailed

CYAN_ISH = (20, 140, 160)


def saved(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in probe(data, "cover.png")]


@pytest.fixture(scope="session")
def gradient() -> bytes:
    return saved(Image.linear_gradient("L").resize((3000, 3000)).convert("RGB"))


def test_every_size_is_a_plain_rgb_jpeg_within_its_limit(gradient: bytes) -> None:
    art = make(gradient, "cover.png")
    sizes = {3000: art.full, 1400: art.tag, **dict(art.web)}
    assert sorted(sizes) == [300, 600, 1200, 1400, 3000]
    for pixels, data in sizes.items():
        picture = opened(data)
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (pixels, pixels))
        assert picture.info["dpi"] == (72, 72)
    assert len(art.full) <= 512_000
    assert len(art.tag) <= 300_000
    assert opened(art.social).size == (1200, 630)


def test_the_same_picture_makes_the_same_bytes(gradient: bytes) -> None:
    assert make(gradient, "a") == make(gradient, "b")


def test_noise_stays_below_the_limit_too() -> None:
    art = make(saved(Image.effect_noise((1500, 1500), 100).convert("RGB"), "JPEG", quality=95), "cover.jpg")
    assert len(art.full) <= 512_000


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16", "CMYK"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    picture = Image.new("RGB", (1500, 1500), CYAN_ISH)
    converted = picture.convert("L").convert("I;16") if mode == "I;16" else picture.convert(mode)
    art = make(saved(converted, "TIFF"), "cover.tif")
    assert opened(art.web[0][1]).mode == "RGB"


def test_sixteen_bit_grey_keeps_its_greys() -> None:
    grey = Image.new("I;16", (1400, 1400), 32_768)
    assert abs(opened(make(saved(grey), "cover.png").web[0][1]).getpixel((9, 9))[0] - 128) <= 2  # type: ignore[index]


def test_transparency_becomes_white() -> None:
    clear = Image.new("RGBA", (1400, 1400), (0, 0, 0, 0))
    assert opened(make(saved(clear), "cover.png").web[0][1]).getpixel((9, 9)) == (255, 255, 255)


def test_a_picture_held_sideways_is_turned_upright_and_tells_nothing_of_its_camera() -> None:
    picture = Image.new("RGB", (1400, 1400), "white")
    picture.paste((0, 0, 0), (0, 0, 1400, 700))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker of cameras"
    made = opened(make(saved(picture, "JPEG", exif=exif.tobytes()), "cover.jpg").web[0][1])
    assert made.getpixel((290, 150)) == (0, 0, 0)
    assert not made.getexif()


def test_a_profile_is_applied_and_left_out() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = opened(make(saved(Image.new("RGB", (1400, 1400), CYAN_ISH), icc_profile=profile), "cover.png").web[0][1])
    assert "icc_profile" not in made.info
    assert all(abs(a - b) <= 3 for a, b in zip(made.getpixel((9, 9)), CYAN_ISH, strict=True))  # type: ignore[arg-type]


def test_a_hair_off_square_is_cropped_and_more_is_refused() -> None:
    assert codes(saved(Image.new("RGB", (3000, 2990)))) == []
    assert codes(saved(Image.new("RGB", (3000, 1500)))) == ["E0504"]


def test_too_small_is_refused_and_rather_small_is_told() -> None:
    assert codes(saved(Image.new("RGB", (1399, 1399)))) == ["E0505"]
    assert codes(saved(Image.new("RGB", (1400, 1400)))) == ["W0501"]
    assert codes(saved(Image.new("RGB", (3000, 3000)))) == []


def test_nothing_text_and_half_a_picture_are_told_apart(gradient: bytes) -> None:
    assert codes(b"") == ["E0501"]
    assert codes(b"Dear listener, this is a letter.") == ["E0502"]
    assert codes(gradient[: len(gradient) // 2]) == ["E0503"]


def test_a_bomb_is_refused_without_being_opened() -> None:
    bomb = saved(Image.new("1", (30_000, 30_000)))
    assert len(bomb) < 200_000
    assert codes(bomb) == ["E0506"]
    with pytest.raises(CheckFailed, match="E0506"):
        make(bomb, "cover.png")


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF"]))
def test_any_bytes_are_judged_in_words(body: bytes, head: bytes) -> None:
    assert all(problem.code[1:3] == "05" for problem in probe(head + body, "cover.png"))


def test_a_mutated_picture_is_made_or_refused(gradient: bytes) -> None:
    for at in range(0, len(gradient), len(gradient) // 40):
        mutated = gradient[:at] + bytes([gradient[at] ^ 0x55]) + gradient[at + 1 :]
        assert all(problem.code[1:3] == "05" for problem in probe(mutated, "cover.png"))
