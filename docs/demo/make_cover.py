"""Draws the demo show's covers: evening light over water, and breath rising to the surface.

    python docs/demo/make_cover.py

Flat shapes only, so that 3000 x 3000 pixels stay small as a PNG. The letters are the font inside Pillow.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

SHOW = Path(__file__).parent.parent.parent
PIXELS = 3000
FINER = 2
"""Drawn at this many times the size and then made smaller: soft edges."""
COLOURS = 96
TITLE = ("COMING UP", "FOR AIR")
SURFACE = 0.47
"""Where the water begins, as a share of the side."""
GLINTS = 2
"""How many waves carry the sun's light."""


@dataclass(frozen=True, kw_only=True)
class Light:
    """The colours of one hour of the day; the water's from the surface down."""

    sky: str
    water: Sequence[str]
    sun: str
    bubble: str
    letters: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One cover. Suns and bubbles are (x, y, radius) as shares of the side."""

    file: str
    light: Light
    suns: Sequence[tuple[float, float, float]]
    bubbles: Sequence[tuple[float, float, float]]


DAWN = Light(
    sky="#f9d9b8",
    water=("#8fc1c4", "#6aa9b4", "#488ea1", "#2f748c", "#1f5b75", "#17465f", "#12364c"),
    sun="#fff6e6",
    bubble="#e9f6f3",
    letters="#17465f",
)
DUSK = Light(
    sky="#c7cbe8",
    water=("#9aa5cb", "#7d8aba", "#6472a6", "#4d5a90", "#3b4678", "#2d3660", "#22294b"),
    sun="#fff3ea",
    bubble="#eceefb",
    letters="#2d3660",
)
PICTURES = (
    Picture(
        file="cover.png",
        light=DAWN,
        suns=((0.5, 0.485, 0.155),),
        bubbles=(
            (0.5, 0.71, 0.042),
            (0.545, 0.8, 0.027),
            (0.475, 0.86, 0.018),
            (0.512, 0.91, 0.011),
            (0.49, 0.95, 0.007),
        ),
    ),
    Picture(
        file="episodes/003-the-child-who-says-he-is-fine/cover.png",
        light=DUSK,
        suns=((0.41, 0.475, 0.135), (0.66, 0.495, 0.085)),
        bubbles=(
            (0.41, 0.72, 0.036),
            (0.445, 0.81, 0.021),
            (0.405, 0.87, 0.012),
            (0.66, 0.71, 0.022),
            (0.64, 0.775, 0.013),
            (0.653, 0.83, 0.008),
        ),
    ),
)


def draw(picture: Picture) -> Image.Image:
    """The cover at full size, in few colours."""
    side = PIXELS * FINER
    canvas = Image.new("RGB", (side, side), picture.light.sky)
    pen = ImageDraw.Draw(canvas)
    draw_sky(pen, picture, side)
    draw_water(pen, picture, side)
    for x, y, radius in picture.bubbles:
        draw_bubble(pen, picture.light, (x * side, y * side, radius * side))
    draw_title(pen, picture, side)
    small = canvas.resize((PIXELS, PIXELS), Image.Resampling.BOX)
    return small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def draw_sky(pen: ImageDraw.ImageDraw, picture: Picture, side: int) -> None:
    """Rings of light around each sun."""
    light = picture.light
    for reach, amount in ((3.3, 0.16), (2.45, 0.32), (1.7, 0.52), (1.0, 1.0)):
        for x, y, radius in picture.suns:
            circle(pen, (x * side, y * side, radius * reach * side), mixture(light.sky, light.sun, amount))


def draw_water(pen: ImageDraw.ImageDraw, picture: Picture, side: int) -> None:
    """Waves, each deeper than the one before, and the suns' light on the first of them."""
    light = picture.light
    for depth, colour in enumerate(light.water):
        level = SURFACE + (1.02 - SURFACE) * (depth / len(light.water)) ** 1.15
        crest = [(step * side / 200, (level + rise(depth, step / 200)) * side) for step in range(201)]
        pen.polygon([*crest, (side, side), (0, side)], fill=colour)
        for x, _, radius in picture.suns if depth < GLINTS else ():
            glint = mixture(colour, light.sun, 0.55 - 0.12 * depth)
            draw_glints(pen, (x, level + 0.024 + 0.012 * depth, radius * (0.9 - 0.24 * depth)), glint, side)


def rise(depth: int, x: float) -> float:
    """How far a wave's crest lies from its level at `x`; deeper waves are longer and higher."""
    return (0.012 + 0.006 * depth) * math.sin(2 * math.pi * x * (1.6 - 0.12 * depth) + depth * 1.9)


def draw_glints(pen: ImageDraw.ImageDraw, place: tuple[float, float, float], colour: str, side: int) -> None:
    """Two strokes of a sun's light on a wave: the middle of the upper one, and half its length."""
    x, y, reach = place
    for row, (shift, share) in enumerate(((0.0, 1.0), (0.018, 0.55))):
        left, top = (x + shift - reach * share) * side, (y + 0.021 * row) * side
        thick = 0.0085 * side
        pen.rounded_rectangle((left, top, left + 2 * reach * share * side, top + thick), radius=thick / 2, fill=colour)


def draw_bubble(pen: ImageDraw.ImageDraw, light: Light, place: tuple[float, float, float]) -> None:
    """A ring and a glint."""
    x, y, radius = place
    circle(pen, place, light.bubble)
    circle(pen, (x, y, radius * 0.86), mixture(light.water[3], light.bubble, 0.28))
    circle(pen, (x - radius * 0.36, y - radius * 0.38, radius * 0.17), light.bubble)


def draw_title(pen: ImageDraw.ImageDraw, picture: Picture, side: int) -> None:
    """The show's name, its letters set wide, in the sky."""
    font, ink = ImageFont.load_default(size=0.088 * side), picture.light.letters
    for row, words in enumerate(TITLE):
        gap = 0.016 * side
        widths = [font.getlength(letter) for letter in words]
        x = (side - sum(widths) - gap * (len(words) - 1)) / 2
        for letter, width in zip(words, widths, strict=True):
            pen.text(
                (x, (0.07 + 0.115 * row) * side),
                letter,
                font=font,
                fill=ink,
                stroke_width=0.0022 * side,
                stroke_fill=ink,
            )
            x += width + gap


def circle(pen: ImageDraw.ImageDraw, place: tuple[float, float, float], colour: str) -> None:
    """A filled circle; `place` is its middle and its radius."""
    x, y, radius = place
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def mixture(first: str, second: str, amount: float) -> str:
    """A colour between two: nought gives the first, one the second."""
    pairs = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * amount):02x}" for a, b in pairs)


def main() -> None:
    """Draw them all."""
    for picture in PICTURES:
        path = SHOW / picture.file
        draw(picture).save(path, optimize=True)
        print(f"{picture.file}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
