"""The small player in the frame of somebody else's post."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.stages.site.conftest import Reader, served
from tests.stages.site.published import EMBED, EPISODE

# What a WordPress page does around an embed it does not know (wp-includes/js/wp-embed.js): it keeps the frame hidden
# until a message signed with the frame's secret arrives, sets the height it is told (200 to 1000), and follows a link
# to the frame's own host when the frame has the focus.
WORDPRESS = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A post</title>
<blockquote data-secret="{signature}">The link</blockquote>
<iframe data-secret="{signature}" sandbox="allow-scripts" style="position: absolute; clip: rect(1px, 1px, 1px, 1px)"
 src="{frame}#?secret={signature}" width="600" height="200" title="The player"></iframe>
<script>
const frame = document.querySelector("iframe"), quotation = document.querySelector("blockquote");
addEventListener("message", ({{ data, source }}) => {{
  if (!data || data.secret !== "{signature}" || source !== frame.contentWindow) return;
  quotation.style.display = "none";
  frame.removeAttribute("style");
  if (data.message === "height") frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
  const sameHost = data.message === "link" && new URL(data.value).host === new URL(frame.src).host;
  if (sameHost && document.activeElement === frame) top.location.href = data.value;
}});
</script>"""

pytestmark = pytest.mark.browser


@pytest.fixture
def post(reader: Reader, tmp_path: Path) -> Iterator[Page]:
    """A post on another origin, with the player in a frame whose sandbox allows scripts and nothing else."""
    html = WORDPRESS.format(signature="s3cret", frame=reader.address + EMBED)
    (tmp_path / "index.html").write_text(html)
    with served(tmp_path) as blog:
        yield reader.opens(blog, width=700)


def frame(post: Page) -> FrameLocator:
    return post.frame_locator("iframe")


def test_the_frame_shows_itself_in_a_wordpress_post(post: Page) -> None:
    expect(post.locator("blockquote")).to_be_hidden()
    expect(post.locator("iframe")).not_to_have_attribute("style", "position")
    expect(post.locator("iframe")).to_have_attribute("height", "200")


def test_a_chapter_plays_although_the_frame_has_no_origin(post: Page) -> None:
    frame(post).locator("summary").click()
    frame(post).get_by_role("link", name="The answer").click()
    audio = frame(post).locator("audio")
    expect(audio).to_have_js_property("paused", value=False)
    expect(frame(post).locator("a[aria-current=true]")).to_contain_text("The answer")
    assert audio.evaluate("a => a.currentTime") >= 62
    assert audio.evaluate("() => origin") == "null"


def test_the_frame_grows_with_its_chapters_and_shrinks_again(post: Page) -> None:
    summary = frame(post).locator("summary")
    summary.click()
    post.wait_for_function("() => Number(document.querySelector('iframe').height) > 250")
    summary.click()
    post.wait_for_function("() => Number(document.querySelector('iframe').height) === 200")


def test_the_way_to_the_full_page_leads_out_of_the_sandbox(post: Page, reader: Reader) -> None:
    expect(post.locator("blockquote")).to_be_hidden()
    frame(post).get_by_role("link", name="Transcript and notes").click()
    post.wait_for_url(reader.address + EPISODE)


@pytest.mark.parametrize(("width", "height"), [(320, 180), (390, 180), (600, 180), (1000, 200)])
def test_the_small_player_fits_its_frame(reader: Reader, width: int, height: int) -> None:
    page = reader.opens(EMBED, width=width, height=height)
    size = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [width, height]


def test_the_full_page_opens_beside_the_post(reader: Reader) -> None:
    page = reader.opens(EMBED)
    link = page.get_by_role("link", name="Transcript and notes")
    with page.context.expect_page() as opened:
        link.click()
    assert opened.value.url == reader.address + EPISODE
    assert opened.value.evaluate("() => window.opener") is None


def test_the_small_player_works_without_javascript(reader: Reader) -> None:
    page = reader.opens(EMBED, java_script_enabled=False)
    expect(page.locator("audio[controls]")).to_be_visible()
    page.locator("summary").click()
    page.get_by_role("link", name="The answer").click()
    page.wait_for_url("**/*.wav#t=62")
