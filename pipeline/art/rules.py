"""The laws of covers: Apple's artwork requirements, and what keeps apps quick."""

from pipeline.problems import Rule

EMPTY = Rule(
    code="E0501",
    title="an empty picture",
    why="apps would show a grey square",
    fix="save the picture again; this file has nothing in it",
)
NOT_A_PICTURE = Rule(
    code="E0502",
    title="a file that is not a picture",
    why="apps would show a grey square, and directories refuse the show",
    fix="save the picture as PNG or JPEG",
)
DAMAGED = Rule(
    code="E0503",
    title="a picture that breaks off",
    why="apps would show half a picture, or none",
    fix="copy or export the picture again; a part of the file is missing",
)
NOT_SQUARE = Rule(
    code="E0504",
    title="a cover that is not square",
    why="Apple refuses covers that are not square, and other apps cut them where they like",
    fix="crop it to a square, at best 3000 by 3000 pixels",
)
TOO_SMALL = Rule(
    code="E0505",
    title="a cover that is too small",
    why="Apple refuses covers below 1400 pixels, and on large screens it would look blurred",
    fix="export it larger: at best 3000 by 3000 pixels",
)
TOO_LARGE = Rule(
    code="E0506",
    title="a picture of absurd size",
    why="no app shows that many pixels, and opening it could stop this machine",
    fix="export it as 3000 by 3000 pixels",
)
ENLARGED = Rule(
    code="W0501",
    title="a cover that was enlarged",
    why="on large screens it looks a little soft",
    fix="if you have it larger, put that in: 3000 by 3000 pixels is best",
)
