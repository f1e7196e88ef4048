"""What comes in: every fault with its line, and no fault where people are merely untidy."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Passage, TextFormat
from pipeline.problems import CheckFailed
from pipeline.stages import words
from tests.stages.words.transcripts import a_transcript_file, problems, prose, refused, timed

VTT, SRT, JSON, HTML, TEXT = TextFormat


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    read = timed("\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHello.\r\n", VTT)
    assert read.cues[0].text == "Hello."


def test_every_fault_of_a_vtt_file_is_told_with_its_line() -> None:
    text = (
        "00:01.000 -> 00:02.000\nHello.\n\n00:05.000 --> 00:04.000\nNo.\n\nLost words.\n\n00:75.000 --> 00:80.000\nOh."
    )
    assert refused(text, VTT) == [
        ("E0403", "transcript.vtt:1"),
        ("E0404", "transcript.vtt:1"),
        ("E0405", "transcript.vtt:4"),
        ("E0406", "transcript.vtt:7"),
        ("E0404", "transcript.vtt:9"),
    ]


def test_a_bad_timing_line_is_named_by_its_own_line() -> None:
    assert refused("WEBVTT\n\n00:01.000 -> 00:02.000\nHello.\n", VTT) == [("E0404", "transcript.vtt:3")]


def test_a_long_jump_back_is_a_fault_and_a_short_one_is_put_in_order() -> None:
    head = "WEBVTT\n\n00:59.000 --> 01:00.000\nFirst.\n\n"
    assert refused(head + "00:05.000 --> 00:06.000\nBack.\n", VTT) == [("E0407", "transcript.vtt:6")]
    read = timed(head + "00:58.000 --> 00:59.500\nBoth at once.\n", VTT)
    assert [cue.text for cue in read.cues] == ["Both at once.", "First."]


def test_cues_without_length_get_one() -> None:
    read = timed("WEBVTT\n\n00:01.000 --> 00:01.000\nOne.\n\n00:01.400 --> 00:01.400\nTwo.\n", VTT)
    assert [(cue.start, cue.end) for cue in read.cues] == [(1000, 1400), (1400, 2400)]


def test_labels_name_the_speakers_of_a_vtt_file_without_voices() -> None:
    cues = "00:01.000 --> 00:02.000\nWren: Hello.\n\n00:03.000 --> 00:04.000\nWren: Goodbye.\n"
    assert [(cue.speaker, cue.text) for cue in timed("WEBVTT\n\n" + cues, VTT).cues] == [
        ("Wren", "Hello."),
        ("Wren", "Goodbye."),
    ]


def test_a_word_with_a_colon_is_no_speaker() -> None:
    read = timed("1\n00:00:01,000 --> 00:00:02,000\nRemember: breathe.\n", SRT)
    assert (read.cues[0].speaker, read.cues[0].text) == (None, "Remember: breathe.")


def test_words_before_the_first_time_of_an_srt_file_have_none() -> None:
    assert refused("Hello.\n\n1\n00:00:01,000 --> 00:00:02,000\nYes.\n", SRT) == [("E0406", "transcript.srt:1")]


def test_a_broken_json_file_is_told_with_its_line() -> None:
    assert refused('{"version": "1.0.0",\n "segments": [\n', JSON) == [("E0408", "transcript.json:3")]


def test_every_wrong_field_is_told_with_its_segment_s_line() -> None:
    text = (
        '{"segments": [\n {"startTime": 1, "body": "a b"},\n {"startTime": -1, "body": "c d"},\n {"startTime": 3}\n]}'
    )
    assert refused(text, JSON) == [("E0409", "transcript.json:3"), ("E0409", "transcript.json:4")]
    assert problems(text, JSON)[1].what == "`segments[2].body`: field required"


def test_json_times_that_cannot_be_are_told_with_their_lines() -> None:
    segments = [(50, 51), (52, 40), (3, 4)]
    rows = ",\n".join(json.dumps({"startTime": a, "endTime": b, "body": "a word"}) for a, b in segments)
    assert refused('{"segments": [\n' + rows + "\n]}", JSON) == [
        ("E0405", "transcript.json:3"),
        ("E0407", "transcript.json:4"),
    ]


def test_what_recognisers_write_is_read_too() -> None:
    read = timed('{"text": "", "segments": [{"id": 0, "start": 0.0, "end": 2.0, "text": " Hello there."}]}', JSON)
    assert (read.cues[0].end, read.cues[0].text) == (2000, "Hello there.")


def test_markdown_headings_open_parts_and_bold_names_speak() -> None:
    html = "<h2>A letter</h2><p><strong>Rowan Ash:</strong> Hello.</p><p>I go on.</p><ul><li><b>Wren</b>: Oh.</li></ul>"
    assert prose(html).passages == (
        Passage(text="Hello.", speaker="Rowan Ash", heading="A letter"),
        Passage(text="I go on.", speaker="Rowan Ash"),
        Passage(text="Oh.", speaker="Wren"),
    )


def test_a_label_that_occurs_twice_is_a_speaker_in_prose() -> None:
    read = prose("<p>Wren: Hello.</p><p>Remember: breathe.</p><p>Wren: Yes.</p>")
    assert [p.text for p in read.passages] == ["Hello.", "Remember: breathe.", "Yes."]


def test_a_bold_word_is_no_speaker() -> None:
    assert prose("<p><strong>Never</strong> shout.</p>").passages == (Passage(text="Never shout."),)


def test_scripts_comments_and_styles_are_not_said() -> None:
    assert prose("<p>a<!-- no -->b <script>no()</script>c</p><style>no</style>").passages == (Passage(text="ab c"),)


def test_paragraphs_of_plain_text_are_passages() -> None:
    read = prose("# Welcome\n\nRowan Ash: Hello,\nall of you.\n\nWe met at 10:30.\n\nWren Tally: Oh.\n", TEXT)
    assert read.passages == (
        Passage(text="", heading="Welcome"),
        Passage(text="Hello, all of you.", speaker="Rowan Ash"),
        Passage(text="We met at 10:30.", speaker="Rowan Ash"),
        Passage(text="Oh.", speaker="Wren Tally"),
    )


def test_a_time_of_plain_text_that_cannot_be_is_told_with_its_line() -> None:
    assert refused("[00:01] Hello.\n\n[00:75] Oh.\n\n[00:00] Back.\n", TEXT) == [
        ("E0404", "transcript.txt:3"),
        ("E0407", "transcript.txt:5"),
    ]


def test_words_that_share_one_time_are_spread_and_called_estimated() -> None:
    read = timed("[00:00] " + "A sentence of words. " * 20 + "\n\n[01:00] End.", TEXT)
    assert read.estimated
    assert all(a.end <= b.start and len(a.text) <= 84 for a, b in zip(read.cues, read.cues[1:], strict=False))


WORDLESS = [(form, text) for form in TextFormat for text in ("", " \n\n ", "\x00", "\x07", "\ufeff")]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *WORDLESS,
        (VTT, "WEBVTT\n"),
        (VTT, "WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n"),
        (SRT, "1\n00:00:01,000 --> 00:00:02,000\n"),
        (JSON, '{"segments": []}'),
        (HTML, "<p></p><script>no()</script>"),
        (HTML, "<time>0:01</time>"),
        (TEXT, "[00:01]\n"),
    ],
)
def test_a_file_without_words_is_refused(form: TextFormat, text: str) -> None:
    with pytest.raises(CheckFailed):
        words.read(a_transcript_file(text, form), "en")


HOSTILE = [
    *("{" * 5000, "[" * 100_000, "<p>" * 20_000, "<" * 50_000, "-->\n" * 5000, "\ud800", "1\n\n" * 5000),
    *("&#0;&#xD800;", "a: " * 20_000, "WEBVTT\n\n" + "<v " * 20_000, "[1:2:3:4]", "<?xml version='1.0' encoding='x'?>"),
    *('{"segments": [{"startTime": 1e999, "body": "a"}]}', '{"segments": [' * 300, "[]", "1" * 5000, "null"),
]


@pytest.mark.parametrize("form", TextFormat)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_files_are_read_or_refused_but_never_crash(form: TextFormat, text: str) -> None:
    found = problems(text, form)
    assert found or words.read(a_transcript_file(text, form), "en")


@given(st.text(max_size=300), st.sampled_from(TextFormat))
def test_whatever_stands_in_a_file_only_problems_come_out(text: str, form: TextFormat) -> None:
    assert all(problem.code.startswith("E04") for problem in problems("WEBVTT\n\n0:01 --> 0:02\n" + text, form))
    assert all(problem.code.startswith("E04") for problem in problems(text, form))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (VTT, "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<b>a</b> " * 200_000),
        (SRT, "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n" + "more\n\n" * 200_000),
        (HTML, "<p>" + "<b>a</b> " * 100_000),
        (TEXT, "a\n" * 500_000),
        (TEXT, "a" + " " * 1_000_000 + "b"),
        (SRT, "a" + " " * 1_000_000 + "1:1"),
        (SRT, "1:11" + " " * 1_000_000 + "x"),
    ],
)
def test_large_files_are_quick(form: TextFormat, text: str) -> None:
    started = time.process_time()
    problems(text, form)
    assert time.process_time() - started < 5


def test_a_file_of_absurd_size_is_refused() -> None:
    assert refused("a" * 10_000_001, TEXT) == [("E0402", "transcript.txt")]


def test_two_hundred_problems_of_one_file_are_enough() -> None:
    assert len(refused("WEBVTT\n\n" + "0:5 --> x\nA.\n\n" * 1000, VTT)) == 200
