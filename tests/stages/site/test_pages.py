"""What the pages say, and how they hang together."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

import pipeline.stages.site
from pipeline.model import FeedAddress, Item, Millis, Post, Site
from pipeline.stages.site import (
    VERSION,
    assets,
    embed_page,
    episode_page,
    not_found_page,
    oembed,
    robots,
    show_page,
    sitemap,
)
from pipeline.stages.site.strings import ENGLISH, Strings
from tests.stages.site.markup import elements, links
from tests.stages.site.published import files, the_item, the_items, the_site
from tests.support.shows import BASE, a_show, a_site, an_episode, an_item, rich

PAGES: dict[str, Callable[[Site, Item], str]] = {
    "episode": episode_page,
    "embed": embed_page,
    "show": lambda site, item: show_page(site, [item]),
    "not found": lambda site, _: not_found_page(site),
}
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())


@each_page
def test_a_page_loads_only_what_lies_below_the_base_url(page: Callable[[Site, Item], str]) -> None:
    site, item = the_site(), the_item()
    held = files(site, (item,))
    loading = {"img": "src", "script": "src", "audio": "src"}
    html = page(site, item)
    wanted = [e.attributes[loading[e.tag]] for e in elements(html) if loading.get(e.tag, "?") in e.attributes]
    wanted += [e.attributes["href"] for e in elements(html, "link") if "stylesheet" in e.attributes["rel"]]
    wanted += [e.attributes["href"] for e in elements(html, "link") if "icon" in e.attributes["rel"]]
    here = {episode_page: item.page_url, embed_page: item.embed_url}.get(page, BASE + "index.html")
    assert wanted
    assert [key for w in wanted if (key := urljoin(here, w).removeprefix(BASE)) not in held] == []
    assert not [w for w in wanted if urlsplit(w).scheme]


@each_page
def test_a_page_states_its_policy_before_it_loads_anything_and_keeps_it(page: Callable[[Site, Item], str]) -> None:
    html = page(the_site(), the_item())
    policy, *_ = (e for e in elements(html, "meta") if e.attributes.get("http-equiv") == "Content-Security-Policy")
    directives = dict(rule.split(" ", 1) for rule in policy.attributes["content"].split("; "))
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy.attributes["content"]
    before = html[: html.index("Content-Security-Policy")]
    assert not re.search(r"src=|<link|<script|<style", before)
    assert not [e for e in elements(html) if e.tag == "style" or "style" in e.attributes]
    inline = [e for e in elements(html, "script") if "src" not in e.attributes]
    assert {e.attributes.get("type") for e in inline} <= {"application/ld+json"}


@each_page
def test_every_id_is_unique_and_every_reference_on_the_page_is_met(page: Callable[[Site, Item], str]) -> None:
    html = page(the_site(), the_item())
    ids = [e.attributes["id"] for e in elements(html) if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    inner = [link[1:] for link in links(html) if link.startswith("#")]
    named = [e.attributes["aria-labelledby"] for e in elements(html) if "aria-labelledby" in e.attributes]
    assert set(inner + named) <= set(ids)


def test_the_audio_is_named_relative_to_the_page_and_absolute_for_others() -> None:
    html = episode_page(a_site(), an_item())
    assert elements(html, "audio")[0].attributes["src"] == "../media/042-school-meetings-0123456789ab.mp3"
    (audio,) = (e for e in elements(html, "meta") if e.attributes.get("property") == "og:audio")
    assert audio.attributes["content"] == BASE + "media/042-school-meetings-0123456789ab.mp3"


def test_audio_that_lives_on_another_host_is_allowed_by_name() -> None:
    html = episode_page(a_site(), an_item(enclosure_url="https://media.example/a.mp3"))
    assert elements(html, "audio")[0].attributes["src"] == "https://media.example/a.mp3"
    assert "media-src &#39;self&#39; https://media.example;" in html
    assert "script-src &#39;self&#39;;" in html


def test_wordpress_finds_the_embed_in_the_first_kilobytes() -> None:
    head = episode_page(the_site(), the_item())[:2000]
    assert 'type="application/json+oembed"' in head
    assert the_item().oembed_url in head


def test_the_oembed_answer_has_the_form_that_wordpress_lets_through() -> None:
    answer = json.loads(oembed(the_site(), the_item()))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    form = r'<blockquote><a href="([^"]+)">([^<]+)</a></blockquote><iframe src="([^"]+)" [^>]*></iframe>'
    page, title, frame = re.fullmatch(form, answer["html"]).groups()  # type: ignore[union-attr]
    assert (page, title, frame) == (the_item().page_url, the_item().episode.title, the_item().embed_url)
    assert answer["height"] >= 200  # below that WordPress stretches the frame


def test_search_engines_get_the_facts_of_the_episode() -> None:
    (script,) = (e for e in elements(episode_page(the_site(), the_item()), "script") if "src" not in e.attributes)
    facts = json.loads(script.text)
    assert facts["@type"] == "PodcastEpisode"
    assert facts["datePublished"] == "2026-10-06T06:00:00Z"
    assert facts["associatedMedia"]["contentUrl"] == the_item().enclosure_url
    assert facts["partOfSeries"]["webFeed"] == BASE + "feeds/public.xml"
    assert [part["startOffset"] for part in facts["hasPart"]] == [0, 9, 62]
    assert "null" not in script.text


def test_times_work_without_a_script() -> None:
    html = episode_page(the_site(), the_item())
    moments = [e.attributes["href"] for e in elements(html, "a") if "data-t" in e.attributes]
    assert f"../{the_item().enclosure.key}#t=62" in moments
    assert all(re.search(r"\.wav#t=[0-9.]+$", moment) for moment in moments)
    (line,) = (e for e in elements(html, "span") if e.attributes.get("id") == "t62")
    assert line.text == "Write down one question, the evening before."


def test_estimated_times_are_owned_up_to() -> None:
    item = the_item()
    assert item.transcript is not None
    assert ENGLISH.estimated in episode_page(the_site(), item)
    exact = replace(item, transcript=replace(item.transcript, estimated=False))
    assert ENGLISH.estimated not in episode_page(the_site(), exact)


def test_what_an_episode_lacks_leaves_no_empty_place() -> None:
    bare = an_item(chapters=(), transcript=None, transcript_files=(), posts=(), episode=an_episode(people=()))
    html = episode_page(a_site(feeds=()), bare)
    headings = [e.text for e in elements(html, "h2")]
    assert headings == [ENGLISH.notes, ENGLISH.downloads]
    assert ENGLISH.chapters not in embed_page(a_site(), bare)


def test_a_draft_of_a_post_is_not_named() -> None:
    (post,) = an_item().posts
    both = an_item(
        posts=(post, replace(post, id="secret", title="Not yet", url="https://blog.air.example/s", draft=True))
    )
    html = episode_page(a_site(), both)
    assert post.title in html
    assert "Not yet" not in html


def test_the_summary_is_not_said_twice_when_the_notes_open_with_it() -> None:
    assert 'class="lede"' not in episode_page(a_site(), an_item())
    other = an_episode(notes=rich("Something else entirely."))
    assert 'class="lede"' in episode_page(a_site(), an_item(episode=other))


def test_an_episode_of_another_language_speaks_it_and_marks_the_english_words() -> None:
    html = episode_page(a_site(), an_item(episode=an_episode(language="de-AT")))
    assert elements(html, "html")[0].attributes["lang"] == "de-AT"
    (heading,) = (e for e in elements(html, "h2") if e.text == ENGLISH.transcript)
    assert heading.attributes["lang"] == "en"
    assert ">2026-10-06</time>" in html
    english = episode_page(a_site(), an_item())
    assert not [e for e in elements(english, "h2") if "lang" in e.attributes]


def test_scripts_that_run_from_right_to_left_do() -> None:
    html = episode_page(a_site(), an_item(episode=an_episode(language="ar")))
    assert elements(html, "html")[0].attributes["dir"] == "rtl"


def test_the_day_is_the_same_wherever_the_page_is_built() -> None:
    utc = datetime(2026, 10, 6, 23, 30, tzinfo=UTC)
    elsewhere = utc.astimezone(timezone(timedelta(hours=9)))
    assert episode_page(a_site(), an_item(published=utc)) == episode_page(a_site(), an_item(published=elsewhere))


def test_the_show_page_lists_what_it_is_given_newest_first() -> None:
    items = the_items()
    html = show_page(the_site(), items)
    order = [link for link in links(html) if link.startswith("episodes/")]
    assert order == [item.page_url.removeprefix(BASE) for item in items]
    assert show_page(the_site(), items[::-1]) == html
    assert "042-school-meetings" not in show_page(the_site(), items[1:])


def test_a_long_list_is_divided_into_years() -> None:
    start = datetime(2026, 10, 6, 6, 0, tzinfo=UTC)
    many = [an_item(episode=an_episode(slug=f"e{n}"), published=start - timedelta(weeks=5 * n)) for n in range(24)]
    years = [e.text for e in elements(show_page(a_site(), many), "h3") if e.attributes.get("class") == "year"]
    assert years == ["2026", "2025", "2024"]


def test_a_show_without_episodes_says_so() -> None:
    assert ENGLISH.none_yet in show_page(a_site(), [])


def test_the_feed_address_can_be_copied_from_a_field() -> None:
    (field,) = elements(show_page(the_site(), the_items()), "input")
    assert field.attributes["value"] == BASE + "feeds/public.xml"
    assert "readonly" in field.attributes


def test_the_main_feed_is_in_sight_and_the_others_are_one_step_away() -> None:
    feeds = (*the_site().feeds, FeedAddress(title="Season 2", url=BASE + "feeds/season-2.xml"))
    html = show_page(replace(the_site(), feeds=feeds), the_items())
    assert [e.attributes["value"] for e in elements(html, "input")] == [feed.url for feed in feeds]
    assert html.index(feeds[0].url) < html.index("<summary>Other feeds") < html.rindex(feeds[1].url)
    alternates = [
        e.attributes["href"] for e in elements(html, "link") if e.attributes.get("type") == "application/rss+xml"
    ]
    assert alternates == [feed.url for feed in feeds]


def test_the_sitemap_names_every_page_that_was_given() -> None:
    xml = sitemap(the_site(), the_items())
    assert re.findall("<loc>(.*?)</loc>", xml) == [BASE + "index.html", *(i.page_url for i in the_items())]
    assert f"Sitemap: {BASE}sitemap.xml" in robots(the_site())


def test_the_lost_page_finds_home_from_anywhere() -> None:
    site = a_site(show=a_show(base_url="https://air.example/show", website="https://air.example/show/"))
    assert set(links(not_found_page(site))) - {"#content"} == {
        "/show/index.html",
        "/show/index.html#episodes",
        "/show/index.html#subscribe",
    }


@pytest.mark.parametrize("key", assets().keys())
def test_an_asset_is_named_after_its_content(key: str) -> None:
    assert hashlib.sha256(assets()[key]).hexdigest()[:12] in key
    assert key.startswith("assets/")


def test_the_player_script_stays_small() -> None:
    (player,) = (content for key, content in assets().items() if key.startswith("assets/player-"))
    assert len(player) < 8000


def test_a_cover_without_smaller_sizes_is_used_as_it_is() -> None:
    bare = replace(an_item().cover, web=())
    html = episode_page(a_site(cover=bare), an_item(cover=bare))
    assert {e.attributes["src"] for e in elements(html, "img")} == {"../art/cover-0123456789ab-3000.jpg"}


def test_every_word_of_the_table_is_used() -> None:
    room = Path(pipeline.stages.site.__file__).parent
    sources = "".join(p.read_text() for p in sorted(room.rglob("*")) if p.suffix in {".j2", ".py"})
    assert [f.name for f in fields(Strings) if not re.search(rf"words\.{f.name}\b", sources)] == []


MAKE_ALL = """
import hashlib
from tests.stages.site.published import files, the_items, the_site
every = hashlib.sha256()
for key, content in sorted(files(the_site(), the_items()).items()):
    every.update(key.encode() + content)
print(every.hexdigest())
"""


def test_every_byte_is_the_same_in_another_zone_locale_and_hash_order() -> None:
    def made(**environment: str) -> str:
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", MAKE_ALL], env={**os.environ, "PYTHONPATH": ".", **environment},
            check=True, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        return run.stdout

    here = made(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert made(PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="de_DE.UTF-8") == here


def test_the_version_is_a_short_name() -> None:
    assert re.fullmatch(r"\d+-[0-9a-f]{12}", VERSION)


def test_a_post_without_a_web_address_is_named_and_not_linked() -> None:
    post = Post(id="x", title="Spoken at the meeting", url="javascript:alert(1)", path="posts/x.md")
    html = episode_page(a_site(), an_item(posts=(post,)))
    assert post.title in html
    assert "javascript:" not in html


@pytest.mark.parametrize(
    ("duration", "said"),
    [(40_000, "40 s"), (77_160, "1 min"), (59 * 60_000 + 45_000, "1 h 0 min"), (7_500_000, "2 h 5 min")],
)
def test_a_length_is_said_as_one_would_tell_a_friend(duration: int, said: str) -> None:
    enclosure = replace(an_item().enclosure, duration=Millis(duration))
    assert f">{said}</time>" in episode_page(a_site(), an_item(enclosure=enclosure))
