"""Covers in a feed: each size that is published, and the wide picture for players and previews."""

from collections.abc import Sequence

from pipeline.model import Cover
from pipeline.stages.feed.xml import Element, element

SOCIAL_WIDTH, SOCIAL_HEIGHT = 1200, 630
"""Pixels of the wide picture."""


def images(cover: Cover) -> Sequence[Element]:
    """`podcast:image` in each size that is published, largest first, and the wide one for players and previews."""
    squares = sorted((cover.full, *cover.web), key=lambda picture: -picture.pixels)
    return [
        *(_image(one.url, "artwork", one.pixels, one.pixels, "1/1") for one in squares),
        _image(cover.social, "artwork social", SOCIAL_WIDTH, SOCIAL_HEIGHT, "40/21"),
    ]


def thumbnail(cover: Cover) -> Element:
    """`media:thumbnail` (Media RSS): the wide picture that previews show, and its size in pixels."""
    return element("media:thumbnail", url=cover.social, width=str(SOCIAL_WIDTH), height=str(SOCIAL_HEIGHT))


def _image(url: str, purpose: str, width: int, height: int, ratio: str) -> Element:
    return element(
        "podcast:image",
        href=url,
        type="image/jpeg",
        purpose=purpose,
        width=str(width),
        height=str(height),
        **{"aspect-ratio": ratio},
    )
