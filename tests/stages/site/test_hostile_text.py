"""Whatever stands in a title, a name, a note or an address, it is text to the reader and never a program."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.base.text import sayable
from pipeline.model import Chapter, Cue, Item, Millis, Person, Post, RichText, Site, Transcript
from pipeline.stages.site import embed_page, episode_page, oembed, show_page, sitemap
from tests.stages.site.markup import Element, elements, links
from tests.support.shows import BASE, a_show, a_site, an_episode, an_item

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><b>",
    '"onload="alert(1)',
    "' onerror='alert(1)",
    "</title><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "{time} {0} {number.__class__}",
    "nul\x00bell\x07esc\x1b[31m\x85\ud800\ufffe end",
    "\u202eright to left",
    "&lt;b&gt;&amp;&nbsp;",
)
SCRIPTED = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "java\nscript:x")
OWN_SCRIPTS = {"player", "embed", "copy"}


def a_hostile_site(text: str) -> Site:
    show = a_show(
        title=text, description=text, author=text, copyright=text, license=text, website="javascript:alert(1)",
        people=(Person(name=text, role=text, url="javascript:alert(1)"),),
    )  # fmt: skip
    return a_site(show=show)


def a_hostile_item(text: str, address: str = "javascript:alert(1)") -> Item:
    episode = an_episode(
        title=text,
        summary=text,
        notes=RichText(markdown=text, html="<p>Sanitised.</p>", text=text),
        people=(Person(name=text, role=text, url=address, image=address),),
        tags=(text,),
    )
    cue = Cue(start=Millis(0), end=Millis(900), text=text, speaker=text, heading=text)
    return an_item(
        episode=episode,
        chapters=(Chapter(start=Millis(0), title=text, url=address),),
        transcript=Transcript(cues=(cue, replace(cue, start=Millis(900))), language="en"),
        posts=(Post(id="x", title=text, url=address, path="posts/x.md"),),
    )


def all_pages(site: Site, item: Item) -> list[str]:
    return [episode_page(site, item), embed_page(site, item), show_page(site, [item])]


def programs(page: str) -> list[Element]:
    """Elements and attributes that a browser would run, except our own scripts and the facts for search engines."""
    found = elements(page)
    handlers = [e for e in found if any(name.startswith("on") for name in e.attributes)]
    scripts = [e for e in found if e.tag == "script" and e.attributes.get("type") != "application/ld+json"]
    foreign = [e for e in scripts if e.attributes.get("src", "").split("assets/")[-1].split("-")[0] not in OWN_SCRIPTS]
    return [*handlers, *foreign, *(e for e in found if e.tag in {"iframe", "object", "embed", "base", "form", "style"})]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_and_never_run(text: str) -> None:
    for page in all_pages(a_hostile_site(text), a_hostile_item(text)):
        assert programs(page) == []
        page.encode()  # a lone surrogate would not go out at all
        assert "\x00" not in page
        assert [e.text for e in elements(page, "h1")] == [sayable(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_cannot_break_out_of_the_facts_for_search_engines(text: str) -> None:
    page = episode_page(a_site(), a_hostile_item(text))
    (script,) = (e for e in elements(page, "script") if e.attributes.get("type") == "application/ld+json")
    assert json.loads(script.text)["name"] == sayable(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_cannot_break_out_of_the_oembed_html(text: str) -> None:
    answer = json.loads(oembed(a_hostile_site(text), a_hostile_item(text)))
    tags = elements(answer["html"])
    assert [e.tag for e in tags] == ["blockquote", "a", "iframe"]
    assert tags[2].attributes["title"] == sayable(text)
    assert set(tags[2].attributes) == {"src", "width", "height", "title", "sandbox", "frameborder"}


@pytest.mark.parametrize("address", SCRIPTED)
def test_a_scripted_address_is_never_a_link(address: str) -> None:
    item = a_hostile_item("Rowan Ash", address)
    site = a_site(show=a_show(website=address, people=item.episode.people))
    for page in all_pages(site, item):
        assert [link for link in links(page) if not link.startswith(("http", "../", "#", "index", "episodes/"))] == []
        assert "alert(1)" not in page


def test_the_sitemap_is_xml_whatever_the_slug() -> None:
    odd = an_item(page_url=BASE + "episodes/a&b<c>'d'.html")
    root = etree.fromstring(sitemap(a_site(), [odd]).encode())
    assert root[1][0].text == odd.page_url


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=st.text(alphabet=st.characters(codec=None), min_size=1, max_size=60))
def test_any_title_and_any_words_arrive_as_they_were_written(text: str) -> None:
    page = episode_page(a_site(), a_hostile_item(text))
    read = sayable(text)
    assert elements(page, "h1")[0].text == read
    (said,) = (e.text for e in elements(page, "span") if e.attributes.get("id") == "t0")
    assert said == read
    assert programs(page) == []


def test_the_notes_are_the_only_html_that_is_trusted_and_still_lose_control_characters() -> None:
    notes = RichText(markdown="", html="<p>An <em>aside</em>\x00\x08.</p>", text="An aside.")
    page = episode_page(a_site(), an_item(episode=an_episode(notes=notes)))
    assert "<p>An <em>aside</em>.</p>" in page
