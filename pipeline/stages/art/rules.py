"""The laws of covers (E05xx, W05xx): Apple's artwork requirements, and what keeps apps quick."""

from pipeline.problems import Rule

EMPTY = Rule(
    code="E0501",
    title="the cover's file is empty",
    why="apps would show a grey square",
    fix="save the picture again; a copy or download of it may not have finished",
)
NOT_A_PICTURE = Rule(
    code="E0502",
    title="the file is not a picture that we can read",
    why="apps would show a grey square, and directories refuse the show",
    fix="export it as a PNG or JPEG of 3000 by 3000 pixels; renaming a file does not change what is in it",
)
DAMAGED = Rule(
    code="E0503",
    title="the picture is damaged or breaks off",
    why="apps would show half a picture, or none",
    fix="copy or export the picture again; a part of the file is missing",
)
NOT_SQUARE = Rule(
    code="E0504",
    title="the cover is not square",
    why="Apple refuses covers that are not square, and other apps cut them where they like",
    fix="crop it to a square, at best 3000 by 3000 pixels",
)
TOO_SMALL = Rule(
    code="E0505",
    title="the cover is too small",
    why="Apple refuses covers below 1400 pixels, and on large screens it would look blurred",
    fix="export it larger: at best 3000 by 3000 pixels",
)
TOO_LARGE = Rule(
    code="E0506",
    title="the picture has more pixels than any cover needs",
    why="no app shows that many, and opening it could bring this machine to a halt",
    fix="export it as 3000 by 3000 pixels",
)
ENLARGED = Rule(
    code="W0501",
    title="the cover will be enlarged",
    why="on large screens it looks a little soft",
    fix="if you have it larger, put that in: 3000 by 3000 pixels is best",
)
CROPPED = Rule(
    code="W0502",
    title="the cover will be cropped a little",
    why="covers are square, so a few rows or columns at the edges go",
    fix="nothing to do, unless something at the very edge matters: then crop it yourself",
)
TRANSPARENT = Rule(
    code="W0503",
    title="the cover is transparent in places (alpha channel)",
    why="covers have no transparency: those places become white, and white lettering on them disappears",
    fix="give the picture a background of its own, unless white is what you want",
)
PRINT_COLOURS = Rule(
    code="W0504",
    title="the cover has colours for print (CMYK) and does not say which",
    why="screens mix red, green and blue: the colours are guessed and may come out too bright",
    fix="export it in RGB (sRGB), or with its colour profile",
)
BROKEN_PROFILE = Rule(
    code="W0505",
    title="the cover's colour profile does not fit the picture",
    why="the colours are shown as if the profile were not there, and may be a little off",
    fix="export the picture again in sRGB",
)
MOVING = Rule(
    code="W0506",
    title="the cover moves (animation)",
    why="apps show covers that stand still: listeners get the first picture only",
    fix="nothing to do, unless another picture of the animation is the better cover",
)
