"""A feed that somebody opens in a browser.

Chromium shows `application/rss+xml`, which apps want, as its source; an `.xml` file from a web server that calls it
`application/xml`, as most do of themselves, is shown with its style.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.stages import feed
from tests.stages.site.conftest import served
from tests.support.shows import a_channel, an_item

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[str]:
    key, style = feed.stylesheet()
    with served(tmp_path) as origin:
        channel = a_channel(style_url=origin + key)
        for name, body in {key: style, "feeds/public.xml": feed.write(channel, [an_item()])}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(body)
        yield origin


def test_a_feed_reads_like_a_page(chromium: Browser, folder: str) -> None:
    page = chromium.new_page()
    page.goto(f"{folder}feeds/public.xml")
    shown = "[...document.querySelectorAll('*')].filter(e => !e.children.length && e.getClientRects().length)"
    assert page.evaluate(f"{shown}.map(e => e.textContent)") == [
        "Coming Up For Air",
        "Answers to the questions families send us.",
        "School meetings without dread",
        "Tue, 06 Oct 2026 06:00:00 +0000",
    ]
    said = page.evaluate("getComputedStyle(document.querySelector('channel'), '::before').content")
    assert "podcast app" in said
    page.close()
