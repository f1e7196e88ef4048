"""The transcript as a conversation to read."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Cue, Millis, Transcript
from pipeline.stages.site.dialogue import dialogue

TEXTS = st.sampled_from(["And then", "we stopped.", "Why?", "“So it was.”"])
SPEAKERS = st.sampled_from([None, "Rowan Ash", "Ines Vale"])
HEADINGS = st.sampled_from([None, None, None, "The answer"])


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    starts = sorted(draw(st.lists(st.integers(0, 400_000), max_size=40)))
    return of(
        Cue(
            start=Millis(start), end=Millis(start + 900), text=draw(TEXTS), speaker=draw(SPEAKERS),
            heading=draw(HEADINGS),
        )
        for start in starts
    )  # fmt: skip


def of(cues: Iterable[Cue], language: str = "en") -> Transcript:
    return Transcript(cues=tuple(cues), language=language)


def cue(second: float, text: str = "Well.", **more: str) -> Cue:
    start = Millis(round(second * 1000))
    return replace(Cue(start=start, end=Millis(start + 1000), text=text), **more)


@given(transcripts())
def test_every_cue_is_said_once_and_in_order(transcript: Transcript) -> None:
    lines = [line for part in dialogue(transcript).parts for turn in part.turns for line in turn.lines]
    assert [(line.start, line.text) for line in lines] == [(c.start, c.text) for c in transcript.cues]


@given(transcripts())
def test_anchors_are_unique_and_every_second_that_has_a_line_has_one(transcript: Transcript) -> None:
    lines = [line for part in dialogue(transcript).parts for turn in part.turns for line in turn.lines]
    anchors = [line.anchor for line in lines if line.anchor]
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == {f"t{c.start // 1000}" for c in transcript.cues}


def test_a_speaker_is_named_once_for_all_that_they_say_in_a_row() -> None:
    talk = of([cue(0, speaker="A"), cue(2, speaker="A"), cue(4, speaker="B"), cue(6, speaker="A")])
    (part,) = dialogue(talk).parts
    assert [(turn.speaker, len(turn.lines)) for turn in part.turns] == [("A", 2), ("B", 1), ("A", 1)]


def test_a_heading_opens_a_part_and_names_the_speaker_again() -> None:
    parts = dialogue(of([cue(0, speaker="A"), cue(2, speaker="A", heading="The answer")])).parts
    assert [(part.heading, part.turns[0].speaker) for part in parts] == [(None, "A"), ("The answer", "A")]


def test_a_long_speech_is_broken_where_a_sentence_ends() -> None:
    talk = [cue(10 * n, "and on." if n == 6 else "and on", speaker="A") for n in range(9)]
    turns = dialogue(of(talk)).parts[0].turns
    assert [(turn.speaker, len(turn.lines)) for turn in turns] == [("A", 7), (None, 2)]


def test_speech_without_full_stops_is_broken_too() -> None:
    turns = dialogue(of(cue(10 * n, "and on") for n in range(30))).parts[0].turns
    assert max(len(turn.lines) for turn in turns) <= 9


def test_scripts_without_spaces_get_none_between_lines() -> None:
    assert (dialogue(of([cue(0)], "ja")).joint, dialogue(of([cue(0)], "zh-Hant")).joint) == ("", "")
    assert dialogue(of([cue(0)], "ko")).joint == " "
