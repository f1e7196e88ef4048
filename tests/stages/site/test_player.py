"""The episode page in a real browser: what a reader does, and what happens."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.stages.site.strings import ENGLISH
from tests.stages.site.conftest import Reader, served
from tests.stages.site.published import AUDIO, EPISODE, publish, the_item, the_site
from tests.support.shows import rich

pytestmark = pytest.mark.browser

NOW = "() => document.querySelector('audio').currentTime"
PAUSED = "() => document.querySelector('audio').paused"


def ready(page: Page) -> Page:
    page.wait_for_function("() => document.querySelector('audio').readyState > 0")
    return page


def seconds(page: Page) -> float:
    return float(page.evaluate(NOW))


def plays_from(page: Page, second: float) -> None:
    page.wait_for_function(
        "from => { const a = document.querySelector('audio'); return !a.paused && a.currentTime > from; }", arg=second
    )
    assert second <= seconds(page) < second + 5


def test_clicking_a_time_in_the_transcript_plays_from_there(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE))
    page.get_by_role("link", name="Play from 1:02").click()
    plays_from(page, 62)
    expect(page.locator("[data-cue].now")).to_have_text("Write down one question, the evening before.")
    assert page.url.endswith("#t=62")


def test_clicking_a_time_works_before_anything_is_loaded(reader: Reader) -> None:
    page = reader.opens(EPISODE)
    page.get_by_role("link", name="Play from 0:30").click()
    plays_from(page, 30)


def test_clicking_a_chapter_plays_it_and_marks_it(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE))
    page.get_by_role("link", name="Quiet Harbour asks").click()
    plays_from(page, 9.5)
    expect(page.locator("a[aria-current=true]")).to_contain_text("Quiet Harbour asks")


@pytest.mark.parametrize("moment", ["#t=62", "#t=1:02", "#t=0:01:02", "#t=npt:62", "#t62"])
def test_a_link_to_a_moment_starts_there(reader: Reader, moment: str) -> None:
    page = ready(reader.opens(EPISODE + moment))
    page.wait_for_function("() => document.querySelector('audio').currentTime === 62")
    assert page.evaluate(PAUSED)
    expect(page.get_by_role("status")).to_have_text(ENGLISH.starts.format(time="1:02"))
    expect(page.locator("a[aria-current=true]")).to_contain_text("The answer")


def test_a_moment_typed_into_the_address_bar_is_gone_to(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE))
    page.evaluate("() => { location.hash = '#t=20'; }")
    page.wait_for_function("() => document.querySelector('audio').currentTime === 20")


@pytest.mark.parametrize("nonsense", ["#t=", "#t=x", "#t99999", "#t=1e9", "#%E0%A4%A"])
def test_a_link_to_nowhere_starts_at_the_start(reader: Reader, nonsense: str) -> None:
    page = ready(reader.opens(EPISODE + nonsense))
    assert seconds(page) in {0, 1}


def test_a_moment_after_the_end_is_the_end(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE + "#t=9:59:59"))
    page.wait_for_function("() => document.querySelector('audio').currentTime === 80")


def test_a_time_can_be_opened_in_a_window_of_its_own(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE))
    time = page.get_by_role("link", name="Play from 1:02")
    assert time.evaluate("link => link.href") == page.url + "#t=62"
    time.click(modifiers=["ControlOrMeta"])
    assert page.evaluate(PAUSED)


def test_skipping_and_speed_do_what_they_say(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE + "#t=20"))
    page.get_by_role("button", name="Forward 30 seconds").click()
    page.wait_for_function("() => document.querySelector('audio').currentTime === 50")
    page.get_by_role("button", name="Back 15 seconds").click()
    page.wait_for_function("() => document.querySelector('audio').currentTime === 35")
    page.get_by_label("Speed").select_option("1.5")
    assert page.evaluate("() => document.querySelector('audio').playbackRate") == 1.5


def test_keys_work_in_the_player_and_nowhere_else(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE + "#t=20"))
    page.locator("body").press("l")
    page.locator(".moment").first.press("k")
    assert (seconds(page), page.evaluate(PAUSED)) == (20, True)
    player = page.get_by_role("button", name="Back 15 seconds")
    player.press("l")
    page.wait_for_function("() => document.querySelector('audio').currentTime === 50")
    player.press("j")
    page.wait_for_function("() => document.querySelector('audio').currentTime === 35")
    player.press("k")
    plays_from(page, 35)
    player.press("k")
    assert page.evaluate(PAUSED)


def test_a_link_to_this_moment_can_be_copied(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE + "#t=20", permissions=["clipboard-read", "clipboard-write"]))
    page.get_by_role("button", name="Link to here").click()
    expect(page.get_by_role("status")).to_have_text(ENGLISH.shared.format(time="0:20"))
    assert page.evaluate("() => navigator.clipboard.readText()") == reader.address + EPISODE + "#t=20"


def test_where_copying_is_forbidden_the_address_bar_has_the_moment(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE))
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Forward 30 seconds").click()
    page.get_by_role("button", name="Link to here").click()
    expect(page.get_by_role("status")).to_have_text(ENGLISH.share_by_hand.format(time="0:30"))
    assert page.url.endswith("#t=30")


def test_the_transcript_scrolls_along_when_asked_to(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE, height=640, reduced_motion="reduce"))
    page.get_by_label(ENGLISH.follow).check()
    page.evaluate("() => scrollTo(0, 0)")
    page.evaluate("() => { const a = document.querySelector('audio'); a.currentTime = 61.5; a.play(); }")
    expect(page.locator("#t62")).to_be_in_viewport()


def test_a_page_that_is_loaded_again_finds_its_place(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE))
    page.get_by_role("button", name="Forward 30 seconds").press("l")
    page.get_by_role("button", name="Forward 30 seconds").press("k")
    plays_from(page, 30)
    page.reload()
    ready(page)
    page.wait_for_function("() => document.querySelector('audio').currentTime >= 30")
    assert page.evaluate("() => localStorage.length") == 0
    assert page.context.cookies() == []


def test_what_has_the_focus_is_never_hidden_behind_the_player(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE, reduced_motion="reduce"))
    page.get_by_role("link", name="Play from 1:02").click()
    plays_from(page, 62)
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
        focused = page.locator(":focus").bounding_box()
        player = page.locator(".player").bounding_box()
        assert focused is not None
        assert player is not None
        assert focused["y"] >= player["y"] + player["height"]


def test_audio_that_is_missing_is_owned_up_to(reader: Reader) -> None:
    page = reader.opens("robots.txt")
    page.route("**/*.wav", lambda route: route.abort())
    page.goto(reader.address + EPISODE)
    expect(page.get_by_role("status")).to_have_text(ENGLISH.broken)
    reader.witness.complaints.clear()  # the browser rightly tells of the request that failed


def test_without_javascript_everything_is_there(reader: Reader) -> None:
    page = reader.opens(EPISODE, java_script_enabled=False)
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_text("Write down one question, the evening before.")).to_be_visible()
    expect(page.locator("[data-scripted]").first).to_be_hidden()
    page.get_by_role("link", name="The answer").click()
    page.wait_for_url(f"**/{AUDIO}#t=62")


def test_the_paper_has_the_words_and_not_the_machinery(reader: Reader) -> None:
    page = reader.opens(EPISODE)
    page.emulate_media(media="print")
    expect(page.locator(".player")).to_be_hidden()
    expect(page.get_by_text("Write down one question, the evening before.")).to_be_visible()
    expect(page.get_by_role("heading", name="Download")).to_be_hidden()


def test_the_phones_lock_screen_is_told_what_plays(reader: Reader) -> None:
    page = ready(reader.opens(EPISODE))
    told = page.evaluate(
        "() => { const m = navigator.mediaSession.metadata; return [m.title, m.artist, m.artwork[0].src]; }"
    )
    assert told == [
        "School meetings without dread",
        "Coming Up For Air",
        f"{reader.address}art/cover-0123456789ab-600.jpg",
    ]


def test_a_picture_from_elsewhere_in_the_notes_is_not_fetched(reader: Reader, tmp_path: Path) -> None:
    html = '<p>Look.</p><img src="https://elsewhere.example/pixel.png" alt="A chart">'
    episode = replace(the_item().episode, notes=replace(rich("Look."), html=html))
    publish(tmp_path, the_site(), (replace(the_item(), episode=episode),))
    with served(tmp_path) as base:
        page = reader.opens(base + "robots.txt")
        failures: list[str | None] = []
        page.on("requestfailed", lambda r: failures.append(r.failure) if "elsewhere" in r.url else None)
        page.goto(base + EPISODE)
        expect(page.get_by_text("Look.")).to_be_visible()
    assert failures == ["csp"]
    assert any("img-src" in complaint for complaint in reader.witness.complaints)
    reader.witness.complaints.clear()
