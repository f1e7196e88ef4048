"""Times for prose: in speech, in order, nothing lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Millis, Passage, Prose, Span
from pipeline.stages import words

WORD = st.text(alphabet="abcdefgh,.", min_size=1, max_size=12)
PASSAGE = st.builds(
    lambda some, speaker, heading: Passage(text=" ".join(some), speaker=speaker, heading=heading),
    st.lists(WORD, max_size=60),
    st.sampled_from([None, "Rowan Ash", "Wren Tally"]),
    st.sampled_from([None, None, "A part"]),
)
PROSE = st.builds(lambda some: Prose(passages=tuple(some), language="en"), st.lists(PASSAGE, max_size=12))


def span(start: int, end: int) -> Span:
    return Span(start=Millis(start), end=Millis(end))


SPAN = st.builds(lambda start, length: span(start, start + length), st.integers(0, 90_000), st.integers(-5, 20_000))


@given(PROSE, st.lists(SPAN, max_size=12), SPAN)
def test_cues_are_ascending_disjoint_inside_the_body_and_keep_every_word(
    prose: Prose, speech: list[Span], body: Span
) -> None:
    timed = words.time_prose(prose, speech, body)
    assert timed.estimated
    assert all(body.start <= cue.start < cue.end <= body.end for cue in timed.cues)
    assert all(before.end <= after.start for before, after in pairwise(timed.cues))
    if body.start < body.end:
        said = [word for passage in prose.passages for word in passage.text.split()]
        assert [word for cue in timed.cues for word in cue.text.split()] == said


@given(PROSE, st.lists(SPAN, max_size=12))
def test_with_room_enough_captions_are_short_and_nothing_begins_in_silence(prose: Prose, speech: list[Span]) -> None:
    body = span(0, 200_000)
    speech = [*speech, span(110_000, 200_000)]
    timed = words.time_prose(prose, speech, body)
    assert all(len(cue.text) <= 84 and cue.end - cue.start <= 7000 for cue in timed.cues)
    letters = sum(len(passage.text) for passage in prose.passages)
    if letters * 25 < 90_000:
        assert all(any(s.start <= cue.start < s.end for s in speech) for cue in timed.cues)


def test_a_passage_begins_where_speech_begins_again() -> None:
    said = tuple(Passage(text="Six words that take some time.", speaker=name) for name in ("Wren", "Rowan", "Wren"))
    speech = [span(1000, 3200), span(4000, 5900), span(7000, 9000)]
    timed = words.time_prose(Prose(passages=said, language="en"), speech, span(0, 10_000))
    assert [(cue.start, cue.end, cue.speaker) for cue in timed.cues] == [
        (1000, 3200, "Wren"),
        (4000, 5900, "Rowan"),
        (7000, 9000, "Wren"),
    ]


def test_a_cue_does_not_last_through_a_long_silence() -> None:
    prose = Prose(passages=(Passage(text="One two three four five six seven eight."),), language="en")
    timed = words.time_prose(prose, [span(0, 3000), span(60_000, 61_000)], span(0, 62_000))
    assert [(cue.start, cue.end) for cue in timed.cues] == [(0, 3000)]


def test_without_speech_words_are_spread_over_the_body() -> None:
    prose = Prose(passages=(Passage(text="Hello there."), Passage(text="Hello again")), language="en")
    timed = words.time_prose(prose, (), span(1000, 5000))
    assert (timed.cues[0].start, timed.cues[0].end, timed.cues[-1].end) == (1000, 3080, 5000)


def test_cuts_fall_at_the_ends_of_sentences_and_the_heading_stands_once() -> None:
    text = "When you are tired, how was school is one more test. Say, it is good to see you, and leave it there."
    prose = Prose(passages=(Passage(text=text, speaker="Wren", heading="A test"),), language="en")
    timed = words.time_prose(prose, (), span(0, 10_000))
    assert [(cue.text, cue.heading, cue.speaker) for cue in timed.cues] == [
        ("When you are tired, how was school is one more test.", "A test", "Wren"),
        ("Say, it is good to see you, and leave it there.", None, "Wren"),
    ]


def test_a_language_without_spaces_is_cut_between_letters() -> None:
    prose = Prose(passages=(Passage(text="今日は学校の話をします。" * 20),), language="ja")
    timed = words.time_prose(prose, (), span(0, 60_000))
    assert "".join(cue.text for cue in timed.cues) == prose.passages[0].text
    assert max(len(cue.text) for cue in timed.cues) <= 84
