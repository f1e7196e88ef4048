"""What stands between `[[` and `]]` is nobody's to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.base.marks import REMOVED, MarkReader, marked_words, unmarked

PLAIN = st.text(st.characters(exclude_characters="[]\\", exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("text", "left", "words"),
    [
        ("nothing", "nothing", ()),
        ("a [[b]] c", "a […] c", ("b",)),
        ("[[b]][[c]]", "[…][…]", ("b", "c")),
        ("a [[b\nc]] d", "a […] d", ("b\nc",)),
        (r"a \[\[b\]\] c", "a […] c", ("b",)),
        (r"a \[[b]\] c", "a […] c", ("b",)),
        ("a [[]] b", "a […] b", ()),
        ("[a] ]] b", "[a] ]] b", ()),
        ("a [[b", "a […]", ("b",)),
        ("a [[b [[c]] d", "a […] d", ("b [[c",)),
    ],
)
def test_marked_words_are_left_out(text: str, left: str, words: tuple[str, ...]) -> None:
    found = unmarked(text)
    assert (found.text, found.words) == (left, words)


def test_a_mark_that_is_never_closed_is_told_with_its_place() -> None:
    assert unmarked("a [[b]] [[c").open_at == 8
    assert unmarked("a [[b]] c").open_at is None


def test_tags_between_marked_words_are_none_of_them() -> None:
    assert marked_words("<p>[[Rosa <b>Moor</b>]] and [[Ida]]</p>") == ("Rosa Moor", "Ida")


@given(st.lists(st.tuples(PLAIN, PLAIN), max_size=5), st.lists(st.integers(0, 300), max_size=4))
def test_nothing_marked_is_left_wherever_the_text_is_cut(parts: list[tuple[str, str]], cuts: list[int]) -> None:
    whole = "".join(f"{shown}[[{'Q' + hidden + 'Q'}]]" for shown, hidden in parts)
    inside = [
        at for at in sorted({0, *cuts, len(whole)}) if at <= len(whole) and whole[at - 1 : at + 1] not in {"[[", "]]"}
    ]
    reading = MarkReader()
    pieces = [reading.without(whole[a:b]) for a, b in zip([0, *inside], [*inside, len(whole)], strict=True)]
    assert reading.sound
    left = "".join(pieces).replace(REMOVED, "")
    assert left == "".join(shown for shown, _ in parts)


def test_a_mark_that_is_closed_without_being_opened_is_unsound_only_among_marks() -> None:
    alone, among = MarkReader(), MarkReader()
    alone.without("an array [[")
    assert not alone.sound
    among.without("b]] c")
    assert among.sound
    among.without("[[d]]")
    assert not among.sound
