"""Whatever people write, the feed is well-formed, and every parser reads back what they wrote."""

import io
import os
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import Any

import feedparser
import podcastparser
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.base.text import one_line
from pipeline.model import Chapter, Item, Millis, Person, RichText
from pipeline.stages import feed
from tests.support.maximal import maximal
from tests.support.shows import a_channel, a_show, an_episode, an_item

FREE = {
    "name",
    "text",
    "title",
    "display",
    "season_name",
    "license",
    "server",
    "space",
    "account",
    "address",
    "purpose",
}
PSC = "{http://podlove.org/simple-chapters}chapter"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ANYTHING = st.text(st.one_of(st.characters(), st.characters(categories=["Cc", "Cs", "Co", "Cn"])), max_size=60)
"""Surrogates and control characters are likelier here than among people."""
SCRIPT = """
import sys
from pipeline.stages import feed
from tests.stages.feed.published import full
sys.stdout.buffer.write(feed.write(*full()))
"""


def an_item_saying(title: str, notes: str, name: str) -> Item:
    chapters = tuple(Chapter(start=Millis(1000 * second), title=f"{name} {second}") for second in range(3))
    people = (Person(name=name),)
    rich = RichText(markdown=notes, html=notes, text=notes)
    return an_item(episode=an_episode(title=title, notes=rich, people=people, summary=notes), chapters=chapters)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_text_is_read_back_as_it_was_but_for_what_no_feed_can_hold(title: str, notes: str, name: str) -> None:
    channel = a_channel(show=a_show(author=name, description=notes))
    body = feed.write(replace(channel, feed=replace(channel.feed, title=title)), [an_item_saying(title, notes, name)])
    root = etree.fromstring(body)
    assert root.findtext("channel/title") == one_line(title)
    assert root.findtext("channel/item/title") == one_line(title)
    assert [c.get("title") for c in root.iter(PSC)] == [one_line(f"{name} {n}") for n in range(3)]
    assert root.findtext(f"channel/item/{PODCAST}person") == one_line(name)
    description = root.findtext("channel/item/description") or ""
    assert len(description.encode()) <= 4000
    assert [p.code for p in feed.check(body, "f") if p.code in {"E0801", "E0808"}] == []


def saying_everywhere(noun: Any, text: str) -> Any:  # noqa: ANN401 - any noun of the model
    """The noun with that text wherever it has a free text, however deep."""
    if isinstance(noun, tuple):
        return tuple(saying_everywhere(one, text) for one in noun)
    if not is_dataclass(noun) or isinstance(noun, type):
        return noun
    changes = {
        each.name: text if each.name in FREE else saying_everywhere(getattr(noun, each.name), text)
        for each in fields(noun)
        if each.name not in FREE or getattr(noun, each.name) is not None
    }
    return replace(noun, **changes)


def texts_of(root: etree._Element, tag: str, attribute: str | None = None) -> set[str]:
    nodes = root.iter(f"{PODCAST}{tag}")
    return {(node.get(attribute) if attribute else node.text) or "" for node in nodes}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")
@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_every_tag_takes_any_text_and_gives_it_back(text: str) -> None:
    channel, (item,) = maximal()
    show = channel.show
    channel = replace(
        channel,
        show=replace(
            show,
            people=saying_everywhere(show.people, text),
            funding=saying_everywhere(show.funding, text),
            shared=saying_everywhere(show.shared, text),
            podcast=saying_everywhere(show.podcast, text),
        ),
    )
    episode = replace(item.episode, shared=saying_everywhere(item.episode.shared, text))
    episode = replace(episode, podcast=saying_everywhere(episode.podcast, text), people=())
    item = replace(item, episode=episode, soundbites=episode.podcast.soundbites[:1], value=episode.shared.value)
    body = feed.write(channel, [item])
    root = etree.fromstring(body)
    for tag in ("location", "txt", "person", "funding", "updateFrequency", "soundbite", "contentLink"):
        assert texts_of(root, tag) == {one_line(text)}, tag
    for tag, attribute in (
        ("chat", "server"),
        ("valueRecipient", "address"),
        ("season", "name"),
        ("episode", "display"),
    ):
        assert texts_of(root, tag, attribute) == {one_line(text)}, tag
    assert not feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False).bozo
    (read,) = podcastparser.parse("https://air.example/f.xml", io.BytesIO(body))["episodes"]
    assert read["guid"] == item.guid


def looks_encoded_twice(text: str) -> bool:
    """What feedparser believes to be UTF-8 read as Latin-1; it "repairs" such text, whoever wrote it."""
    try:
        return text.encode("latin-1").decode("utf-8") != text
    except UnicodeError:
        return False


@pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")
@settings(max_examples=60, deadline=None)
@given(ANYTHING, ANYTHING)
def test_feedparser_and_podcastparser_read_back_what_was_written(title: str, name: str) -> None:
    said = one_line(title) or "A title"
    assume(not looks_encoded_twice(said))
    item = an_item_saying(said, "<p>Notes.</p>", one_line(name) or "A name")
    body = feed.write(a_channel(), [item])
    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    (entry,) = parsed.entries
    assert unescape(entry.title) == unescape(said)
    (episode,) = podcastparser.parse("https://air.example/f.xml", io.BytesIO(body))["episodes"]
    assert episode["title"] == said
    assert (entry.id, episode["guid"]) == (item.guid, item.guid)
    assert (entry.enclosures[0].href, episode["enclosures"][0]["url"]) == (item.enclosure_url, item.enclosure_url)
    assert [chapter["title"] for chapter in episode["chapters"]] == [one_line(c.title) for c in item.chapters]


@pytest.mark.parametrize(
    ("zone", "locale", "seed"), [("Asia/Kathmandu", "C", "1"), ("America/Caracas", "C.UTF-8", "77")]
)
def test_zone_locale_and_hash_seed_leave_no_trace(zone: str, locale: str, seed: str) -> None:
    def written(**settings: str) -> bytes:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **settings}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, check=True, capture_output=True, timeout=120
        ).stdout

    assert written(TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed) == written(TZ="UTC", LC_ALL="POSIX", PYTHONHASHSEED="0")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("a\x00b\x08c\x1fd\x7fe\x9ff", "abc def"),
        ("a\ud800b\udfffc", "abc"),
        ("\ufeffa\ufffe\uffff", "a"),
        ("  a \n\t b\u2028c ", "a b c"),
        ("e\u0301 \U0001f3fd \u200d \u202b", "e\u0301 \U0001f3fd \u200d \u202b"),
        ("&amp; <![CDATA[ ]]> %00", "&amp; <![CDATA[ ]]> %00"),
    ],
)
def test_only_what_no_feed_can_hold_is_left_out(said: str, heard: str) -> None:
    root = etree.fromstring(feed.write(a_channel(), [an_item_saying(said, f"<p>{said}</p>", said)]))
    assert root.findtext("channel/item/title") == heard
    assert root.findtext(f"channel/item/{PODCAST}person") == heard
