"""Show notes as they reach the apps."""

import re

import pytest
from lxml import etree, html

from pipeline.model import Chapter, Item, Millis, Post, RichText
from pipeline.stages import feed
from tests.support.shows import a_channel, an_episode, an_item

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def told(item: Item) -> tuple[str, str]:
    """Description and full text of the only item, as an app reads them."""
    node = etree.fromstring(feed.write(a_channel(), [item])).find("channel/item")
    assert node is not None
    return node.findtext("description") or "", node.findtext(CONTENT) or ""


def noted(markup: str, **changes: object) -> Item:
    notes = RichText(markdown=markup, html=markup, text=markup)
    bare = {"chapters": (), "posts": (), **changes}
    return an_item(episode=an_episode(notes=notes), **bare)


@pytest.mark.parametrize(
    ("markup", "short"),
    [
        ("<p>Plain</p>", "<p>Plain</p>"),
        ("<h2>Big <em>news</em></h2>", "<p><strong>Big <em>news</em></strong></p>"),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", "<p>One</p>\n<p>Two</p>"),
        ("<blockquote>One</blockquote>", "<p>One</p>"),
        ("<p>Say <code>a &lt; b</code></p>", "<p>Say a &lt; b</p>"),
        ("loose <b>words</b>", "<p>loose <b>words</b></p>"),
        ("<table><tr><th>When</th><td>Mondays</td></tr></table>", "<p>When Mondays</p>"),
        ("<ol start='3'><li><p>One</p></li></ol>", "<ol><li><p>One</p></li></ol>"),
        ("<p>a<br>b</p><hr><p>c\N{NO-BREAK SPACE}d</p>", "<p>a<br>b</p>\n<p>c\N{NO-BREAK SPACE}d</p>"),
        ('<p><a href="/guide" title="t">x</a></p>', '<p><a href="https://air.example/guide">x</a></p>'),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p><a>x</a></p>"),
        ('<p><a href="http://[">x</a></p>', "<p><a>x</a></p>"),
        ("<script>bad()</script><p>x</p><!-- no -->", "<p>x</p>"),
        ("<p>end ]]&gt; of it</p>", "<p>end ]]&gt; of it</p>"),
    ],
)
def test_notes_keep_their_words_and_lose_what_apps_do_not_show(markup: str, short: str) -> None:
    assert told(noted(markup))[0] == short


def test_the_full_text_keeps_headings_quotes_and_tables_with_whole_links() -> None:
    assert told(noted('<h2>News</h2>\n<blockquote><a href="../x">x</a></blockquote>'))[1] == (
        '<h2>News</h2>\n<blockquote><a href="https://air.example/x">x</a></blockquote>'
    )


def test_an_episode_without_notes_is_told_by_its_summary() -> None:
    item = an_item(episode=an_episode(notes=RichText(markdown="", html="", text="")), chapters=(), posts=())
    assert told(item)[0] == "<p>How to walk into a school meeting and come out with a plan.</p>"


def test_posts_and_time_stamps_follow_the_notes() -> None:
    short, full = told(an_item())
    assert re.findall(r"(?<=>)[^<>\n]+", short) == [
        "How to walk into a school meeting and come out with a plan.",
        "The answer in writing:",
        "The school keeps calling me in",
        "00:00:00 Welcome",
        "00:00:30 The question",
        "00:01:02 The answer",
    ]
    assert full == short


def test_posts_of_an_episode_in_another_language_stand_without_english_words() -> None:
    assert "writing" not in told(an_item(episode=an_episode(language="ja")))[0]


@pytest.mark.parametrize("starts", [(0, 1000), (500, 1000, 2000)])
def test_time_stamps_that_make_no_chapters_are_left_out(starts: tuple[int, ...]) -> None:
    chapters = tuple(Chapter(start=Millis(start), title="x") for start in starts)
    assert "00:00:0" not in told(noted("<p>x</p>", chapters=chapters))[0]


def test_notes_too_long_end_at_a_sentence_and_keep_links_and_time_stamps() -> None:
    first = '<p>Read <a href="https://example.org/">this</a> first.</p>'
    item = noted(first + "<p>" + "Ünd so weiter & so on. " * 400 + "</p>", chapters=an_item().chapters)
    short, full = told(item)
    assert 3900 < len(short.encode()) <= 4000
    assert len(full) > len(short)
    assert short.startswith(first)
    assert "so on.</p>\n<p>00:00:00 Welcome<br>" in short


@pytest.mark.parametrize("word", ["word ", "w", "&", "&amp;", "あ", "🙂", "<b>x</b> "])
def test_however_long_the_notes_are_the_description_fits_and_is_sound(word: str) -> None:
    short, full = told(noted(f"<p>{word * 5000}</p>", chapters=an_item().chapters))
    assert len(short.encode()) <= 4000
    assert len(full) >= len(short)
    assert "00:01:02 The answer" in short
    assert "\ufffd" not in html.fromstring(short).text_content()
    assert not re.search(r"&[a-z]*…", short)


def test_time_stamps_too_many_for_the_room_are_all_left_out_and_stay_in_the_full_text() -> None:
    chapters = tuple(Chapter(start=Millis(1000 * second), title="x" * 50) for second in range(100))
    short, full = told(noted("<p>Short.</p>", chapters=chapters))
    assert short == "<p>Short.</p>"
    assert full.count("<br>") == 99


def test_posts_too_many_for_the_room_give_way_to_the_notes() -> None:
    posts = tuple(Post(id=str(n), title="x" * 90, url="https://b.example/", path="p.md") for n in range(60))
    short, full = told(noted("<p>Short.</p>", posts=posts))
    assert short == "<p>Short.</p>"
    assert full.count("<li>") == 60
