"""What goes out: nothing lost that the format can say, nothing that could break it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.base.text import spoken_line
from pipeline.model import TextFormat, Transcript
from pipeline.stages import words
from tests.stages.words.transcripts import cue, timed
from tests.support.shows import a_transcript

LETTERS = st.characters(exclude_characters=":\uff1a[]")
"""Brackets are left out: two of them are a mark, which has tests of its own."""
SAID = st.text(LETTERS, max_size=120).map(spoken_line).map(lambda said: f"so {said}".strip())
NAME = st.text(LETTERS, max_size=30).map(spoken_line).map(lambda name: name or None)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    cues, at = [], 0
    for text, speaker, pause, length in draw(
        st.lists(st.tuples(SAID, NAME, st.integers(0, 9000), st.integers(1, 9000)), min_size=1, max_size=8)
    ):
        cues.append(cue(at + pause, at + pause + length, f"{text} on", speaker))
        at += pause + length
    return Transcript(cues=tuple(cues), language="en", estimated=draw(st.booleans()))


@given(transcripts())
def test_vtt_says_everything_but_headings(transcript: Transcript) -> None:
    assert timed(words.write(transcript, TextFormat.VTT), TextFormat.VTT) == transcript


@given(transcripts())
def test_json_says_everything_but_headings_and_that_times_are_estimated(transcript: Transcript) -> None:
    read = timed(words.write(transcript, TextFormat.JSON), TextFormat.JSON)
    assert read.cues == transcript.cues


@given(transcripts())
def test_what_was_written_as_srt_is_read_with_every_cue_in_its_place(transcript: Transcript) -> None:
    read = timed(words.write(transcript, TextFormat.SRT), TextFormat.SRT)
    assert [(c.start, c.end) for c in read.cues] == [(c.start, c.end) for c in transcript.cues]


@pytest.mark.parametrize("form", TextFormat)
def test_no_control_character_comes_out(form: TextFormat) -> None:
    dirty = cue(0, 1000, "a\x07b\x85c\u2028d\ud800\ufffe\n\ne", "Ro\x00w\nan", "He\x1bad")
    text = words.write(Transcript(cues=(dirty,), language="en"), form)
    assert {letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs", "Zl"}} <= {"\n"}
    assert text.encode()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("form", [TextFormat.VTT, TextFormat.HTML])
def test_markup_in_words_and_names_is_escaped(form: TextFormat) -> None:
    sharp = Transcript(cues=(cue(0, 1000, "<script>&", "<b>R", "<i>"),), language="en")
    text = words.write(sharp, form)
    assert "<script>" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;&amp;" in text


def test_srt_has_no_escape_so_arrows_and_tags_become_look_alikes() -> None:
    text = words.write(Transcript(cues=(cue(0, 1000, "a --> <b>c"),), language="en"), TextFormat.SRT)
    assert text.splitlines()[2] == "a → ‹b>c"  # noqa: RUF001 - the look-alike is meant


def test_listeners_are_told_that_times_are_estimated() -> None:
    guessed = Transcript(cues=a_transcript().cues, language="en", estimated=True)
    assert "NOTE The times in this transcript are estimated" in words.write(guessed, TextFormat.VTT)
    assert timed(words.write(guessed, TextFormat.HTML), TextFormat.HTML).estimated


def test_a_caption_has_two_lines_of_even_length() -> None:
    text = "With me today is Wren Tally, who has run after school clubs for half a lifetime."
    out = words.write(Transcript(cues=(cue(0, 5000, text),), language="en"), TextFormat.VTT)
    assert out.splitlines()[3:] == [
        "With me today is Wren Tally, who has run",
        "after school clubs for half a lifetime.",
    ]


def test_text_is_paragraphs_by_speaker_with_headings() -> None:
    assert words.write(a_transcript(), TextFormat.TEXT) == (
        "Welcome\n\nRowan Ash: Welcome back. Quiet Harbour asks about meetings.\n\n"
        "The answer\n\nStart with one question.\n"
    )


def test_a_long_turn_is_parted_at_a_sentence_and_its_speaker_named_once() -> None:
    cues = tuple(
        cue(i * 5000, i * 5000 + 4000, "This is a sentence of some length, which ends here.", "Wren") for i in range(30)
    )
    text = words.write(Transcript(cues=cues, language="en"), TextFormat.TEXT)
    assert text.count("Wren:") == 1
    assert max(map(len, text.split("\n\n"))) < 700


@pytest.mark.parametrize("form", TextFormat)
def test_a_transcript_without_words_is_still_a_valid_file(form: TextFormat) -> None:
    assert words.write(Transcript(cues=(cue(0, 9, "\x07"),), language="en"), form).endswith("\n")
