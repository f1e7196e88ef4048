"""What cannot be a cover is refused in words, whatever the bytes are; what will change is told."""

import resource
import struct
import sys
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.problems import CheckFailed
from pipeline.stages.art import make, probe
from tests.stages.art.drawing import codes, gradient, red_is_green, saved

HEADS = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", b"II*\0\x08\0\0\0", b"BM"]


def plain(width: int, height: int) -> bytes:
    return saved(Image.new("L", (width, height), 90))


SHAPES = {
    (3000, 3000): [],
    (3000, 2999): ["W0502"],
    (3030, 3000): ["W0502"],
    (3031, 3000): ["E0504"],
    (1500, 3000): ["E0504", "W0501"],
    (1400, 1400): ["W0501"],
    (1399, 1399): ["E0505"],
    (1399, 1400): ["W0502", "E0505"],
    (1, 3000): ["E0504", "E0505"],
    (5000, 5000): [],
}


@pytest.mark.parametrize(("size", "expected"), SHAPES.items(), ids=map(str, SHAPES))
def test_a_shape_is_judged_in_numbers(size: tuple[int, int], expected: list[str]) -> None:
    problems = probe(plain(*size), "episodes/042/cover.png")
    assert [problem.code for problem in problems] == expected
    assert all(f"{size[0]} by {size[1]} pixels" in problem.what for problem in problems)
    assert all(problem.where == "episodes/042/cover.png" and problem.why and problem.fix for problem in problems)


def test_a_shape_with_an_error_makes_nothing_and_tells_its_warnings_too() -> None:
    data = plain(1399, 1400)
    with pytest.raises(CheckFailed) as failed:
        make(data, "c.png")
    assert tuple(failed.value.problems) == probe(data, "c.png")


def test_what_is_larger_than_needed_is_brought_down() -> None:
    assert Image.open(BytesIO(make(plain(5000, 5000), "c.png").full)).size == (3000, 3000)


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "E0501", "empty"),
        (b"Dear listener, this is a letter.", "E0502", "no kind of picture"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "E0502", "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "E0502", "HEIC"),
        (b"%PDF-1.7 and so on", "E0502", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 3000 3000\n", "E0502", "PostScript"),
        (b"\x89PNG\r\n\x1a\n", "E0502", "no kind of picture"),
    ],
)
def test_what_is_no_picture_is_called_by_its_name(data: bytes, code: str, word: str) -> None:
    (problem,) = probe(data, "cover.png")
    assert (problem.code, word in problem.what) == (code, True)
    with pytest.raises(CheckFailed, match=code):
        make(data, "cover.png")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"])
def test_half_a_picture_is_not_published(form: str) -> None:
    data = saved(gradient(1400), form)
    assert codes(data[: len(data) // 2])[0] in {"E0502", "E0503"}


def test_a_plain_picture_of_the_right_size_raises_no_word() -> None:
    for form in ("PNG", "JPEG"):
        assert codes(saved(gradient(), form)) == []


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for side in (10_001, 20_000, 60_000):
        head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
        chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
        empty = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
        assert codes(b"\x89PNG\r\n\x1a\n" + chunk + empty) == ["E0506"]
    kilobytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (
        1024 if sys.platform == "darwin" else 1
    )
    assert kilobytes < 50_000


def test_every_problem_is_told_at_once() -> None:
    clear = saved(Image.new("RGBA", (1000, 500)), icc_profile=b"no profile")
    assert codes(clear) == ["E0504", "E0505", "W0503", "W0505"]


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(HEADS))
def test_any_bytes_are_judged_in_words(body: bytes, head: bytes) -> None:
    assert all(problem.code[1:3] == "05" for problem in probe(head + body, "cover.png"))


def small(form: str, mode: str, **options: object) -> bytes:
    return saved(gradient(1400).resize((40, 40)).convert(mode), form, **options)


SMALL = [
    small("PNG", "RGBA"),
    small("PNG", "P", icc_profile=red_is_green()),
    small("PNG", "L", transparency=7),
    small("JPEG", "CMYK"),
    small("GIF", "P", transparency=3),
    small("WEBP", "RGBA"),
    small("TIFF", "I;16"),
    small("TIFF", "RGB", compression="tiff_lzw"),
    small("TIFF", "CMYK"),
    small("BMP", "RGB"),
    small("AVIF", "RGB"),
]


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(SMALL),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=6),
    st.one_of(st.none(), st.integers(0, 20_000)),
)
def test_a_picture_damaged_anywhere_is_judged_in_words(
    data: bytes, damage: list[tuple[int, int]], end: int | None
) -> None:
    damaged = bytearray(data)
    for at, byte in damage:
        damaged[at % len(damaged)] = byte
    assert all(problem.code[1:3] == "05" for problem in probe(bytes(damaged[:end]), "cover.png"))
