"""Chapters: from headings, to JSON, and judged against the audio."""

import json

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Chapter, Millis, Transcript
from pipeline.problems import Severity
from pipeline.stages import words
from tests.stages.words.transcripts import cue
from tests.support.shows import a_transcript

HOUR = Millis(3_600_000)


def chapter(start: int, title: str = "A part", line: int = 1) -> Chapter:
    return Chapter(start=Millis(start), title=title, where=f"episodes/042/chapters.txt:{line}")


def test_two_headings_make_chapters_and_the_first_begins_with_the_audio() -> None:
    moved = words.shift(a_transcript(), Millis(5000))
    assert words.chapters_from_headings(moved, "x") == (chapter(0, "Welcome"), chapter(67_000, "The answer"))


def test_one_heading_makes_no_chapters() -> None:
    only = Transcript(cues=(cue(0, 1000, "Hello.", heading="Welcome"),), language="en")
    assert words.chapters_from_headings(only, "x") == ()


def test_the_json_file_ascends_and_counts_in_seconds() -> None:
    link = Chapter(start=Millis(62_500), title="The\nanswer", url="https://example.org/guide")
    written = words.chapters_json([link, chapter(0, "Welcome")])
    assert json.loads(written) == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "Welcome"},
            {"startTime": 62.5, "title": "The answer", "url": "https://example.org/guide"},
        ],
    }
    assert written.endswith(b"\n")


def test_the_intro_belongs_to_a_first_chapter_at_the_start() -> None:
    assert [c.start for c in words.shift_chapters([chapter(0), chapter(9000)], Millis(4000))] == [0, 13_000]
    assert [c.start for c in words.shift_chapters([chapter(1000), chapter(9000)], Millis(4000))] == [5000, 13_000]


def test_a_chapter_past_the_end_is_named_with_its_line() -> None:
    found = words.check_chapters([chapter(0), chapter(1_900_000, line=7)], Millis(1_864_000), "x")
    assert [str(problem) for problem in found] == [
        "episodes/042/chapters.txt:7: chapter starts at 31:40 but the audio ends at 31:04 [E0411]"
    ]


def test_every_problem_of_a_list_of_chapters_is_told() -> None:
    some = [chapter(500, line=1), chapter(9000, " ", line=2), chapter(9000, line=3), chapter(100, line=4)]
    found = words.check_chapters(some, HOUR, "x")
    assert [(p.code, p.where.rpartition(":")[2]) for p in found] == [
        ("W0417", "1"),
        ("E0414", "2"),
        ("E0413", "3"),
        ("E0412", "4"),
    ]


def test_the_audio_file_holds_255_chapters() -> None:
    assert words.check_chapters([chapter(i * 1000) for i in range(255)], HOUR, "x") == ()
    found = words.check_chapters([chapter(i * 1000) for i in range(256)], HOUR, "x")
    assert [(p.code, p.where) for p in found] == [("E0415", "x")]


def test_words_past_the_end_are_a_fault_and_a_second_is_forgiven() -> None:
    assert words.check_transcript(a_transcript(), Millis(69_250), "x") == ()
    found = words.check_transcript(a_transcript(), Millis(69_249), "x")
    assert [(p.code, p.what) for p in found] == [
        ("E0410", "one line ends after the audio does (1:09), the first at 1:10")
    ]


def test_a_transcript_that_covers_little_is_only_a_warning() -> None:
    found = words.check_transcript(a_transcript(), HOUR, "x")
    assert [(p.code, p.severity) for p in found] == [("W0416", Severity.WARNING)]


def test_a_transcript_without_cues_is_empty() -> None:
    assert [p.code for p in words.check_transcript(Transcript(cues=(), language="en"), HOUR, "x")] == ["E0401"]


@given(st.integers(0, 1_000_000))
def test_a_shift_forth_and_back_changes_nothing(by: int) -> None:
    assert words.shift(words.shift(a_transcript(), Millis(by)), Millis(-by)) == a_transcript()


def test_codes_are_unique_and_the_room_s_own() -> None:
    codes = [rule.code for rule in words.RULES]
    assert len({code[1:] for code in codes}) == len(codes)
    assert all(code[1:3] == "04" for code in codes)
