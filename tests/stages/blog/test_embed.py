"""A player goes into somebody's post, and not one byte of theirs changes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.model import BlogFlavour, Item, Millis
from pipeline.stages import blog
from tests.support.shows import an_episode, an_item

HTML, HUGO = BlogFlavour.HTML, BlogFlavour.HUGO
GOLDEN = Path(__file__).parent / "golden"
FRONT = b"---\ntitle: Bedtime\nepisodes: ['042']\n---\n"


def an_item_of(id_: str, title: str = "School meetings without dread", language: str = "en") -> Item:
    return an_item(episode=an_episode(id=id_, slug=f"{id_}-talk", title=title, language=language))


ITEMS = {id_: an_item_of(id_) for id_ in ("042", "043", "044")}


def put(post: bytes, *ids: str, flavour: BlogFlavour = HTML) -> bytes:
    return blog.embed(post, [ITEMS[id_] for id_ in ids], flavour).body


def warnings(post: bytes, *ids: str, flavour: BlogFlavour = HTML) -> list[tuple[str, str]]:
    spliced = blog.embed(post, [ITEMS[id_] for id_ in ids], flavour, where="posts/a.md")
    return [(problem.code, problem.where) for problem in spliced.problems]


@pytest.mark.parametrize("flavour", BlogFlavour)
@pytest.mark.parametrize("name", ["plain", "anchor", "two"])
def test_a_post_becomes_exactly_this(name: str, flavour: BlogFlavour) -> None:
    ids = ("042", "043") if name == "two" else ("042",)
    expected = (GOLDEN / f"{name}.{flavour.value}.md").read_bytes()
    assert put((GOLDEN / f"{name}.md").read_bytes(), *ids, flavour=flavour) == expected


# --- what readers get ---------------------------------------------------------------------------------------------


def test_the_plain_link_comes_before_the_player_and_says_how_long_it_takes() -> None:
    text = put(FRONT + b"Hello.\n", "042").decode()
    link = '<a href="https://air.example/episodes/042-talk.html">School meetings without dread (1 min)</a>'
    assert 0 < text.index(link) < text.index('<iframe src="https://air.example/embed/042-talk.html"')


@pytest.mark.parametrize(
    ("millis", "length"), [(400, "1 min"), (89_000, "1 min"), (91_000, "2 min"), (4_320_000, "72 min")]
)
def test_the_length_is_in_whole_minutes_and_never_nought(millis: int, length: str) -> None:
    enclosure = replace(ITEMS["042"].enclosure, duration=Millis(millis))
    body = blog.embed(FRONT, [replace(ITEMS["042"], enclosure=enclosure)], HTML).body.decode()
    assert f"({length})</a>" in body


def test_a_title_cannot_break_out_of_the_page_or_into_a_template() -> None:
    title = 'A "quoted" <script> & {{ site.secret }} {% raw %} `x` \\ \u2028 --> \n\n\x00end'
    for flavour in BlogFlavour:
        text = blog.embed(FRONT, [an_item_of("042", title)], flavour).body.decode()
        body = text.removeprefix(FRONT.decode())
        assert "<script" not in body
        assert "{{ site" not in body
        assert "{%" not in body
        assert "`" not in body
        assert body.count("-->") == (2 if flavour is HTML else 0)
        assert len(body.splitlines()) == (6 if flavour is HTML else 2)
        assert "A &quot;quoted&quot; &lt;script&gt; &amp; &#123;&#123; site.secret &#125;&#125;" in body


def test_a_title_that_no_encoding_can_hold_still_makes_a_player() -> None:
    assert b"one two" in blog.embed(FRONT, [an_item_of("042", "one \ud800 two")], HTML).body


def test_the_word_before_the_link_is_in_the_episode_s_language_or_else_in_english() -> None:
    for language, word in (("de-AT", "Anhören"), ("fr", "Écouter"), ("xx", "Listen"), ("", "Listen")):
        assert f"<p>{word}: <a" in blog.embed(FRONT, [an_item_of("042", language=language)], HTML).body.decode()


def test_an_id_of_any_letters_makes_markers_that_hold() -> None:
    for id_ in ("a b", "-->", 'x" seal="', "здравствуй", "here", "\ud800"):
        for flavour in BlogFlavour:
            once = blog.embed(FRONT, [an_item_of(id_)], flavour).body
            assert blog.embed(once, [an_item_of(id_)], flavour) == blog.Spliced(body=once)
            assert blog.unembed(once) == FRONT


# --- where it goes ------------------------------------------------------------------------------------------------


def test_without_an_anchor_players_stand_at_the_end_in_the_order_given() -> None:
    text = put(FRONT + b"Hello.\n", "043", "042")
    assert text.startswith(FRONT + b"Hello.\n\n<!-- podwright 043 ")
    assert text.index(b"podwright 043") < text.index(b"podwright 042")


def test_below_an_anchor_players_keep_their_order_whenever_they_were_added() -> None:
    post = FRONT + b"One.\n\n<!-- podwright here -->\n\nTwo.\n"
    assert put(put(post, "042"), "042", "043") == put(post, "042", "043")
    assert put(post, "042").endswith(b"<!-- /podwright -->\n\nTwo.\n")


def test_an_anchor_that_touches_text_gets_a_warning_instead_of_a_player() -> None:
    for post in (b"One.\n<!-- podwright here -->\n\nTwo.\n", b"One.\n\n<!-- podwright here -->\nTwo.\n"):
        assert put(post, "042") == post
        assert warnings(post, "042") == [("W0712", f"posts/a.md:{post[: post.index(b'<!')].count(10) + 1}")]


def test_a_player_that_a_person_moved_is_brought_up_to_date_where_it_stands() -> None:
    moved = put(b"", "042").lstrip() + b"\n\nText below.\n"
    fresh = blog.embed(moved, [an_item_of("042", "A new title")], HTML).body
    assert fresh.endswith(b"\n\nText below.\n")
    assert fresh.count(b"A new title") == 2
    assert blog.embed(fresh, [ITEMS["042"]], HTML).body == moved


def test_text_right_below_a_player_keeps_its_distance_when_the_player_goes() -> None:
    below = put(b"Above.\n", "042") + b"Below.\n"
    assert put(below) == b"Above.\n\nBelow.\n"


def test_a_change_of_generator_changes_the_form_of_the_player() -> None:
    post = FRONT + b"Hello.\n"
    assert put(put(post, "042", flavour=HTML), "042", flavour=HUGO) == put(post, "042", flavour=HUGO)
    assert put(put(post, "042", flavour=HUGO), "042", flavour=HTML) == put(post, "042", flavour=HTML)


def test_only_the_player_of_an_episode_that_is_no_longer_linked_goes() -> None:
    post = FRONT + b"Hello.\n"
    assert put(put(post, "042", "043", "044"), "042", "044") == put(post, "042", "044")
    assert put(put(post, "042")) == post


def test_line_ends_turned_by_git_do_not_look_like_an_edit() -> None:
    crlf = put(FRONT + b"Hello.\n", "042").replace(b"\n", b"\r\n")
    assert put(crlf, "042") == crlf
    assert put(crlf) == (FRONT + b"Hello.\n").replace(b"\n", b"\r\n")


# --- what is left alone -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flavour", BlogFlavour)
def test_a_player_that_a_person_edited_is_theirs(flavour: BlogFlavour) -> None:
    edited = put(FRONT, "042", flavour=flavour).replace(b"without dread", b"without fear")
    assert put(edited, "042", flavour=flavour) == edited
    assert warnings(edited, "042", flavour=flavour) == [("W0707", "posts/a.md:6")]
    assert put(edited, flavour=flavour) == edited
    assert warnings(edited, flavour=flavour) == [("W0708", "posts/a.md:6")]
    assert blog.unembed(edited) == edited


def test_a_marker_with_another_id_or_without_a_seal_counts_as_edited() -> None:
    post = put(FRONT, "042")
    renamed = post.replace(b"podwright 042", b"podwright 043")
    assert warnings(renamed, "043") == [("W0707", "posts/a.md:6")]
    unsealed = FRONT + b"<!-- podwright 042 -->\n<!-- /podwright -->\n"
    assert put(unsealed, "042") == unsealed


def test_markers_without_partners_are_told_and_everything_stays() -> None:
    start = put(b"", "042").split(b"\n")[2]
    for post in (b"a\n" + start + b"\nb\n", b"a\n<!-- /podwright -->\nb\n"):
        assert put(post, "043").startswith(post)
        assert blog.unembed(put(post, "043")) == post
        assert ("W0709", "posts/a.md:2") in warnings(post, "043")


def test_markers_within_markers_leave_the_whole_one_ours_and_the_broken_one_alone() -> None:
    inner = put(b"", "043").lstrip()
    nested = put(b"", "042").replace(b"<iframe", inner + b"\n<iframe").lstrip()
    assert [code for code, _ in warnings(nested, "042", "043")] == ["W0709", "W0709"]
    assert put(nested, "042", "043") == nested


CODE = [
    (b"```html\n", b"```\n"),
    (b"~~~~\n", b"~~~~\n"),
    (b"- ```\n", b"  ```\n"),
    (b"1. ~~~ md\n", b"   ~~~~~\n"),
    (b"<!-- for later\n", b"-->\n"),
    (b"<pre>\n", b"</pre>\n"),
    (b"<SCRIPT>\n", b"</script >\n"),
    (b"{% raw %}\n", b"{% endraw %}\n"),
    (b"{%- highlight html -%}\n", b"{%- endhighlight -%}\n"),
    (b"{{< highlight html >}}\n", b"{{< /highlight >}}\n"),
]


@pytest.mark.parametrize(("opening", "closing"), CODE)
def test_a_player_shown_as_an_example_is_not_ours(opening: bytes, closing: bytes) -> None:
    example_of_it = opening + put(b"", "042").lstrip() + b"\n" + closing
    assert put(example_of_it) == example_of_it
    assert put(example_of_it, "042").startswith(example_of_it + b"\n<!-- podwright 042")


@pytest.mark.parametrize("opening", [opening for opening, _ in CODE])
def test_a_post_that_ends_inside_something_is_left_alone_and_the_opening_is_named(opening: bytes) -> None:
    post = FRONT + b"Text.\n\n" + opening + b"more\n"
    assert put(post, "042") == post
    assert warnings(post, "042") == [("W0711", "posts/a.md:7")]
    assert warnings(post) == []


def test_a_player_that_slipped_inside_something_unclosed_is_told_even_when_it_should_go() -> None:
    post = b"```\ncode\n" + put(b"", "042").lstrip() + b"\n"
    assert put(post) == post
    assert warnings(post) == [("W0713", "posts/a.md:3")]


def test_a_huge_line_of_things_that_open_and_close_is_read_once() -> None:
    for line in (
        b"{% raw %}" * 200_000 + b"{% endraw %}",
        b"`" * 1_000_000,
        b"{%" + b" " * 1_000_000,
        b"<!--" * 200_000,
    ):
        assert blog.unembed(line) == line


def test_what_closes_on_its_own_line_does_not_hide_the_rest() -> None:
    for line in (
        b"<!-- a note -->\n",
        b"<pre>x</pre>\n",
        b"{% raw %}{{ x }}{% endraw %} {% raw %}y{% endraw %}\n",
        b"```x```\n",
    ):
        assert put(line, "042").startswith(line + b"\n<!-- podwright 042")


def test_a_line_that_closes_one_thing_and_opens_another_stays_open() -> None:
    post = b"{% raw %}x{% endraw %} {% raw %}\ncode\n"
    assert put(post, "042") == post


def test_an_anchor_before_something_that_never_closes_still_serves() -> None:
    post = b"<!-- podwright here -->\n\n```\ncode\n"
    assert blog.unembed(put(post, "042")) == post != put(post, "042")


def test_front_matter_of_every_kind_is_never_read_as_text() -> None:
    marker = b"<!-- podwright here -->\n\n"
    json = b'{"title": "}",\n "draft": {\n}\n }\n'
    for front in (b"---\n" + marker + b"---\n", b"+++\n" + marker + b"+++\n", json, b"\xef\xbb\xbf" + json):
        assert put(front + b"Text.\n", "042").startswith(front + b"Text.\n\n<!-- podwright 042")


@pytest.mark.parametrize("front", [b"---\ntitle: x\n", b"+++\n---\n", b'{"title": "x"\n', b'{"a":' * 100_000])
def test_front_matter_that_never_ends_is_left_alone(front: bytes) -> None:
    assert put(front, "042") == front
    assert warnings(front, "042") == [("W0711", "posts/a.md:1")]


def test_a_post_that_begins_with_a_template_s_braces_has_no_front_matter() -> None:
    for post in (b"{{ page.title }}\n", b"{% include intro.html %}\n"):
        assert put(post, "042").startswith(post + b"\n<!-- podwright 042")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_post_in_another_encoding_is_left_alone(encoding: str) -> None:
    post = "---\ntitle: Café\n---\nHello\n".encode(encoding)
    assert put(post, "042") == post == blog.unembed(post)
    assert warnings(post, "042") == [("W0710", "posts/a.md")]


# --- the laws -----------------------------------------------------------------------------------------------------

BLOCKS = [put(b"", id_, flavour=flavour).strip() for id_ in ITEMS for flavour in BlogFlavour]
FRAGMENTS: Sequence[bytes] = [
    *BLOCKS,
    *(line for block in BLOCKS for line in block.split(b"\n")),
    *(part.rstrip() for pair in CODE for part in pair),
    b"<!-- podwright here -->",
    b"<!-- podwright 042 -->",
    b'{{< podwright id="042" >}}',
    b"{{< podwright >}}",
    b"Text. ",
    b"- item",
    b"    code",
    b"---",
    b"+++",
    b"{",
    b"}",
    b"title: x",
    b"\xef\xbb\xbf",
    b" ",
    b"\t",
    b"\xff",
    b"\x00",
    b"\xe2\x80\xa8",
    b"\x0b\x0c\x85",
]
ENDS = [b"\n", b"\r\n", b"\r", b"\n\n", b"\r\n\r\n", b""]
hostile = st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=8), max_size=12).flatmap(
    lambda parts: st.lists(st.sampled_from(ENDS), min_size=len(parts), max_size=len(parts)).map(
        lambda ends: b"".join(part + end for part, end in zip(parts, ends, strict=True))
    )
)
chosen = st.permutations(sorted(ITEMS)).flatmap(lambda ids: st.integers(0, len(ids)).map(lambda n: ids[:n]))
flavours = st.sampled_from(BlogFlavour)


@given(hostile, chosen, flavours)
@example(b"Text.\r", ["042"], HTML)
@example(b"---\nt: x\n---", ["042", "043"], HUGO)
def test_a_second_time_changes_nothing(post: bytes, ids: list[str], flavour: BlogFlavour) -> None:
    once = put(post, *ids, flavour=flavour)
    assert put(once, *ids, flavour=flavour) == once


@given(hostile, chosen, flavours)
def test_taking_out_gives_back_the_post_byte_for_byte(post: bytes, ids: list[str], flavour: BlogFlavour) -> None:
    clean = blog.unembed(post)
    assert blog.unembed(put(clean, *ids, flavour=flavour)) == clean
    assert put(put(clean, *ids, flavour=flavour)) == clean


@given(hostile, chosen, flavours)
def test_everything_outside_the_markers_stays_where_it_is(post: bytes, ids: list[str], flavour: BlogFlavour) -> None:
    clean = blog.unembed(post)
    after = put(clean, *ids, flavour=flavour)
    start = next((at for at, (a, b) in enumerate(zip(clean, after, strict=False)) if a != b), len(clean))
    assert after.endswith(clean[start:])


@given(hostile, chosen, chosen, flavours)
def test_what_was_embedded_before_does_not_matter_at_the_end_of_a_post(
    post: bytes, before: list[str], ids: list[str], flavour: BlogFlavour
) -> None:
    clean = blog.unembed(post)
    earlier = put(clean, *before, flavour=flavour)
    now = put(earlier, *ids, flavour=flavour)
    assert blog.unembed(now) == clean
    assert len(now) == len(put(clean, *ids, flavour=flavour))


@given(hostile, chosen, flavours)
def test_any_post_gets_its_players_or_a_warning(post: bytes, ids: list[str], flavour: BlogFlavour) -> None:
    spliced = blog.embed(post, [ITEMS[id_] for id_ in ids], flavour)
    for id_ in ids:
        name = f"/embed/{id_}-talk.html".encode()
        assert name in spliced.body or spliced.problems


@given(st.text(max_size=60), st.text(max_size=20), flavours)
def test_any_title_and_id_make_a_block_that_is_recognised_again(title: str, id_: str, flavour: BlogFlavour) -> None:
    item = an_item_of(id_ or "x", title)
    once = blog.embed(b"Text.\n", [item], flavour)
    assert once.problems == ()
    assert blog.embed(once.body, [item], flavour) == once
    assert blog.unembed(once.body) == b"Text.\n"
