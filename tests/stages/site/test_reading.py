"""Everybody can read it: any screen, light and dark, with a keyboard, a thumb or a screen reader (WCAG 2.2 AA)."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pipeline.model import Cover, Picture
from pipeline.stages.site import not_found_page
from pipeline.stages.site.strings import ENGLISH
from tests.stages.site.conftest import Reader, served
from tests.stages.site.published import EMBED, EPISODE, files, publish, the_item, the_site
from tests.support.shows import an_episode, rich

pytestmark = pytest.mark.browser

PAGES = ("index.html", EPISODE, EMBED, "404.html")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Links within running text are exempt (WCAG 2.2, 2.5.8), and so is what another, larger target does as well.
NARROW_TARGETS = """() => [...document.querySelectorAll("a, button, select, summary, label, input")]
  .filter((e) => e.checkVisibility() && !e.closest(".prose, label > *, .skip"))
  .filter((e) => !e.matches("label[for], .art, .embed h1 a"))
  .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height])
  .filter(([, height]) => height > 0 && height < 44)"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("key", PAGES)
def test_axe_finds_nothing_to_complain_about(reader: Reader, key: str, width: int) -> None:
    page = reader.opens(key, width=width, reduced_motion="reduce")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        answer = Axe().run(page, options=RULES).response
        assert answer["violations"] == [], scheme
        assert len(answer["passes"]) > 10


def test_axe_is_content_while_it_plays_too(reader: Reader) -> None:
    page = reader.opens(EPISODE, reduced_motion="reduce")
    page.get_by_role("link", name="Play from 1:02").click()
    expect(page.locator(".now")).to_be_visible()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page, options=RULES).response["violations"] == [], scheme


@pytest.mark.parametrize("key", PAGES)
def test_nothing_needs_scrolling_sideways(reader: Reader, key: str) -> None:
    page = reader.opens(key)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("key", PAGES)
def test_a_thumb_can_hit_everything(reader: Reader, key: str) -> None:
    page = reader.opens(key, has_touch=True)
    assert page.evaluate(NARROW_TARGETS) == []


def test_words_without_end_do_not_break_the_page(reader: Reader, tmp_path: Path) -> None:
    endless = "Donaudampfschifffahrtselektrizitäten" * 4
    item = the_item()
    assert item.transcript is not None
    cues = tuple(replace(cue, text=endless, speaker=endless, heading=endless) for cue in item.transcript.cues)
    episode = an_episode(title=endless, summary=endless, notes=rich(endless), people=())
    chapters = tuple(replace(chapter, title=endless) for chapter in item.chapters)
    posts = tuple(replace(post, title=endless) for post in item.posts)
    long = replace(
        item, episode=episode, chapters=chapters, posts=posts, transcript=replace(item.transcript, cues=cues)
    )
    show = replace(the_site().show, title=endless, description=endless, author=endless, copyright=endless)
    publish(tmp_path, replace(the_site(), show=show), (long,))
    with served(tmp_path) as base:
        for key in PAGES:
            page = reader.opens(base + key, width=320)
            assert page.evaluate("() => document.documentElement.scrollWidth") == 320, key


def test_a_feed_address_is_copied_with_one_tap(reader: Reader) -> None:
    page = reader.opens("index.html", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=ENGLISH.copy).click()
    expect(page.get_by_role("status")).to_have_text(ENGLISH.copied)
    assert page.evaluate("() => navigator.clipboard.readText()") == "https://air.example/feeds/public.xml"


def test_the_lost_page_is_whole_at_any_depth(reader: Reader, tmp_path: Path) -> None:
    show = replace(the_site().show, base_url="https://air.example/show/")
    moved = replace(the_site(), show=show, cover=_moved(the_site().cover))
    for key, content in {**files(the_site(), (the_item(),)), "404.html": not_found_page(moved).encode()}.items():
        (tmp_path / key).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / key).write_bytes(content)
    with served(tmp_path, under="/show") as base:
        page = reader.opens(base + "episodes/1999/never.html")
        expect(page.get_by_role("heading", name=ENGLISH.missing)).to_have_css("font-weight", "600")
        page.get_by_role("link", name=ENGLISH.all_episodes).first.click()
        page.wait_for_url(base + "index.html#episodes")
    reader.witness.complaints[:] = [c for c in reader.witness.complaints if "404" not in c]


def _moved(cover: Cover) -> Cover:
    def under_show(url: str) -> str:
        return url.replace("air.example/", "air.example/show/")

    def moved(picture: Picture) -> Picture:
        return replace(picture, url=under_show(picture.url))

    return Cover(full=moved(cover.full), web=tuple(map(moved, cover.web)), social=under_show(cover.social))
