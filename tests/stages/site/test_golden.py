"""Whole pages beside the files that say what they are. Asset names are compared without their hashes."""

import re
from pathlib import Path

import pytest

from pipeline.stages.site import embed_page, episode_page, not_found_page, oembed, robots, show_page, sitemap
from tests.stages.site.published import the_item, the_items, the_site

GOLDEN = Path(__file__).parent / "golden"
MADE = {
    "episode.html": lambda: episode_page(the_site(), the_item()),
    "embed.html": lambda: embed_page(the_site(), the_item()),
    "show.html": lambda: show_page(the_site(), the_items()),
    "404.html": lambda: not_found_page(the_site()),
    "oembed.json": lambda: oembed(the_site(), the_item()),
    "sitemap.xml": lambda: sitemap(the_site(), the_items()),
    "robots.txt": lambda: robots(the_site()),
}


def without_hashes(text: str) -> str:
    return re.sub(r"(assets/[a-z]+)-[0-9a-f]{12}\.", r"\1.", text)


@pytest.mark.parametrize("name", MADE)
def test_a_page_is_what_it_was(name: str) -> None:
    assert without_hashes(MADE[name]()) == (GOLDEN / name).read_text(encoding="utf-8")
