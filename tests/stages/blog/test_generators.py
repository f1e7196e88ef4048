"""The real generators, as blogs run them: what a reader's browser gets is our link and our player, unharmed."""

import re
import subprocess
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from pipeline.model import BlogFlavour
from pipeline.stages import blog
from tests.support.shows import an_episode, an_item

TITLE = 'Stars *and* "quotes" & <b>, {{ page.url }}, {% if %}, a \\ and `code`'
ITEM = an_item(episode=an_episode(title=TITLE))
POST = b"---\ntitle: Bedtime\n---\nFirst *words*.\n\n<!-- podwright here -->\n\nLast *words*.\n"


def assert_readers_get_the_player(page: str) -> None:
    tree = html.document_fromstring(f"<!doctype html><body>{page}")
    (link,), (player,) = tree.findall(".//a"), tree.findall(".//iframe")
    assert (link.get("href"), link.text_content()) == (ITEM.page_url, f"{TITLE} (1 min)")
    assert dict(player.attrib) == {
        "src": ITEM.embed_url,
        "title": f"Listen: {TITLE}",
        "width": "100%",
        "height": str(blog.HEIGHT),
        "style": "border:0",
        "loading": "lazy",
        "sandbox": "allow-scripts allow-popups allow-popups-to-escape-sandbox",
    }
    assert "<p>Listen: <a" in page
    assert re.search(r"First <em>words</em>.*<iframe.*Last <em>words</em>", page, re.DOTALL)


def post(flavour: BlogFlavour) -> bytes:
    return blog.embed(POST, [ITEM], flavour).body


def test_commonmark_passes_the_player_through_and_reads_on_as_markdown_right_below() -> None:
    page = MarkdownIt("commonmark").render(post(BlogFlavour.HTML).replace(b"-->\n\nLast", b"-->\nLast").decode())
    assert_readers_get_the_player(page)


@pytest.mark.outside
def test_jekyll_passes_the_player_through(tmp_path: Path) -> None:
    (tmp_path / "bedtime.md").write_bytes(post(BlogFlavour.HTML))
    subprocess.run(["jekyll", "build", "--quiet", "--disable-disk-cache"], cwd=tmp_path, check=True, timeout=60)
    assert_readers_get_the_player((tmp_path / "_site" / "bedtime.html").read_text())


@pytest.mark.outside
def test_hugo_with_our_shortcode_shows_the_player(tmp_path: Path) -> None:
    templates = {
        "config.toml": 'disableKinds = ["taxonomy", "term", "sitemap", "RSS", "404"]\n',
        "layouts/_default/single.html": "{{ .Content }}",
        "layouts/_default/list.html": "{{ .Title }}",
        "layouts/shortcodes/podwright.html": blog.HUGO_SHORTCODE,
        "content/bedtime.md": post(BlogFlavour.HUGO).decode(),
    }
    for name, text in templates.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    subprocess.run(["hugo", "--quiet", "--cacheDir", tmp_path / "cache"], cwd=tmp_path, check=True, timeout=60)
    page = (tmp_path / "public" / "bedtime" / "index.html").read_text()
    assert_readers_get_the_player(page)
    assert "podwright here" not in page
