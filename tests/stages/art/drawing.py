"""Pictures to make covers of, as bytes; and colour profiles that nobody could overlook."""

import struct
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from pipeline.stages.art import Artwork, make, probe

TEAL = (20, 140, 160)


def saved(picture: Image.Image, form: str = "PNG", **options: Any) -> bytes:  # noqa: ANN401 - passes through to Pillow
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in probe(data, "cover.png")]


def made(picture: Image.Image, form: str = "PNG", **options: Any) -> Artwork:  # noqa: ANN401 - passes through to Pillow
    return make(saved(picture, form, **options), "cover.png")


def colour(artwork: Artwork, x: float = 0.5, y: float = 0.5) -> tuple[int, ...]:
    """The colour at a place of the smallest picture, 0 to 1 from the top left."""
    picture = opened(artwork.web[0][1])
    return picture.getpixel((round(x * (picture.width - 1)), round(y * (picture.height - 1))))  # type: ignore[return-value]


def near(one: tuple[int, ...], other: tuple[int, ...], off: int = 4) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= off for a, b in zip(one, other, strict=True))


@cache
def gradient(pixels: int = 3000) -> Image.Image:
    light = Image.linear_gradient("L").resize((pixels, pixels))
    return Image.merge("RGB", (light, light.transpose(Image.Transpose.ROTATE_90), light.rotate(180)))


def red_is_green() -> bytes:
    """The sRGB profile with the red and the green primary exchanged: what is stored as red is seen as green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entries = {profile[at : at + 4].decode(): at for at in range(132, 132 + 12 * profile[131], 12)}
    for end in ("XYZ", "TRC"):
        red, green = entries[f"r{end}"], entries[f"g{end}"]
        profile[red : red + 4], profile[green : green + 4] = profile[green : green + 4], profile[red : red + 4]
    return bytes(profile)


def linear_grey() -> bytes:
    """A profile for grey without gamma: a stored 64 is as light as 137 in sRGB."""
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    tags = {
        b"wtpt": white,
        b"kTRC": b"curv" + bytes(8),
        b"desc": b"desc" + bytes(20),
        b"cprt": b"text\0\0\0\0None\0\0\0\0",
    }
    table, body, at = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"lcms", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + body
