"""What nobody may hear, nobody may read."""

from dataclasses import replace

import pytest

from pipeline.model import (
    Chapter,
    EpisodeTags,
    Millis,
    Passage,
    Person,
    Prose,
    Recipient,
    Redaction,
    Shared,
    Soundbite,
    Span,
    Split,
    TextFormat,
    Transcript,
    Value,
)
from pipeline.stages import words
from tests.stages.words.transcripts import a_transcript_file, cue, prose, refused, timed
from tests.support.shows import a_transcript, an_episode, rich

REDACTION = Redaction(span=Span(start=Millis(9_000), end=Millis(9_600)), where="episode.md:5")
SPAN = Redaction(span=Span(start=Millis(20_000), end=Millis(25_000)))
WITHHELD, READ, FREE = "withheld", "has to be read", "nobody's business"
DISTANCES = [
    (10_000, 18_499, FREE),
    (10_000, 18_500, READ),
    (10_000, 19_499, READ),
    (10_000, 19_500, WITHHELD),
    (10_000, 20_000, WITHHELD),
    (10_000, 40_000, WITHHELD),
    (21_000, 22_000, WITHHELD),
    (25_000, 26_000, WITHHELD),
    (25_500, 26_000, WITHHELD),
    (25_501, 26_000, READ),
    (26_500, 27_000, READ),
    (26_501, 27_000, FREE),
]


def verdict(*, withheld: bool, told: bool) -> str:
    assert not (withheld and told)
    return WITHHELD if withheld else READ if told else FREE


def test_a_cue_of_which_a_part_must_not_be_heard_is_taken_out() -> None:
    before, after = a_transcript(), words.redact(a_transcript(), [REDACTION])
    assert [cue.text for cue in after.cues] == ["Welcome back.", "[…]", "Start with one question."]
    assert [(c.start, c.end, c.speaker) for c in after.cues] == [(c.start, c.end, c.speaker) for c in before.cues]


@pytest.mark.parametrize(("start", "end", "wanted"), DISTANCES)
def test_how_near_a_cue_is_decides_what_becomes_of_it(start: int, end: int, wanted: str) -> None:
    transcript = Transcript(cues=(cue(start, end, "Rosa."),), language="en")
    told = words.check_redactions(transcript, [SPAN], "t.vtt")
    withheld = "Rosa" not in str(words.redact(transcript, [SPAN]))
    assert verdict(withheld=withheld, told=bool(told)) == wanted
    assert {(p.code, p.where) for p in told} <= {("E0421", "t.vtt")}
    assert "Rosa" not in str(told), "what may have to be left out is not repeated in a message"


@pytest.mark.parametrize(("start", "end", "wanted"), DISTANCES)
def test_how_near_a_soundbite_is_decides_what_becomes_of_it(start: int, end: int, wanted: str) -> None:
    bite = Soundbite(start=Millis(start), duration=Millis(end - start), title="Rosa", where="e.md:4")
    episode = an_episode(redactions=(SPAN,), podcast=EpisodeTags(soundbites=(bite,)))
    told = list(words.check_withheld(episode))
    withheld = "Rosa" not in str(words.withhold(episode).podcast.soundbites)
    assert verdict(withheld=withheld, told=bool(told)) == wanted
    assert {(p.code, p.where) for p in told} <= {("E0421", "e.md:4")}


@pytest.mark.parametrize(("start", "end", "wanted"), DISTANCES)
def test_how_near_a_payment_is_decides_what_becomes_of_it(start: int, end: int, wanted: str) -> None:
    whom = Recipient(address="a@example.org", split=100, name="Rosa")
    split = Split(start=Millis(start), duration=Millis(end - start), recipients=(whom,))
    episode = an_episode(redactions=(SPAN,), shared=Shared(value=Value(recipients=(whom,), splits=(split,))))
    value = words.withhold(episode).shared.value
    assert value
    told = list(words.check_withheld(episode))
    assert verdict(withheld=not value.splits, told=bool(told)) == wanted


@pytest.mark.parametrize(
    ("start", "wanted"),
    [
        (18_499, FREE),
        (18_500, READ),
        (19_500, WITHHELD),
        (23_000, WITHHELD),
        (25_500, WITHHELD),
        (26_500, READ),
        (26_501, FREE),
    ],
)
def test_how_near_a_chapter_is_decides_what_becomes_of_it(start: int, wanted: str) -> None:
    chapter = Chapter(start=Millis(start), title="Rosa", url="https://example.org/rosa", where="chapters.txt:3")
    episode = an_episode(redactions=(SPAN,), chapters=(chapter,))
    told = list(words.check_withheld(episode))
    left = words.withhold(episode).chapters
    assert verdict(withheld="rosa" not in str(left).lower(), told=bool(told)) == wanted
    assert [c.start for c in left] == [start]
    assert {(p.code, p.where) for p in told} <= {("E0421", "chapters.txt:3")}
    headed = Transcript(cues=(cue(start, 60_000, "Long.", heading="Rosa"),), language="en")
    assert ("Rosa" in str(words.redact(headed, [SPAN]))) == (wanted != WITHHELD), "headings become chapters"


@pytest.mark.parametrize("place", [(18_600, 19_000), (19_900, 20_100), (21_000, 22_000), (26_000, 26_400)])
def test_where_a_mark_stands_in_or_beside_it_nothing_else_is_withheld_or_told(place: tuple[int, int]) -> None:
    marked = cue(*place, "It was […] who said so.")
    others = (cue(17_000, 20_500, "Before."), cue(24_900, 26_000, "After."), cue(26_100, 27_000, "Later."))
    transcript = Transcript(cues=tuple(sorted((marked, *others), key=lambda c: c.start)), language="en")
    assert words.redact(transcript, [SPAN]) == transcript
    assert words.check_redactions(transcript, [SPAN], "t.vtt") == ()
    elsewhere = Redaction(span=Span(start=Millis(50_000), end=Millis(51_000)))
    far = replace(transcript, cues=(*transcript.cues, cue(50_000, 52_000, "Rosa.")))
    assert "Rosa" not in str(words.redact(far, [SPAN, elsewhere])), "a mark speaks for its own place only"


def test_words_whose_end_nobody_wrote_may_last_until_the_next_words_begin() -> None:
    text = "[00:00:01] Ida: So it was Rosa.\n\n[00:00:40] Ida: And then we went home.\n"
    transcript = timed(text, TextFormat.TEXT)
    assert transcript.cues[0].end < 19_500
    assert [c.text for c in words.redact(transcript, [SPAN]).cues] == ["[…]", "And then we went home."]


def test_a_transcript_without_times_stops_until_there_is_a_mark() -> None:
    unmarked = Prose(language="en", passages=(Passage(text="Somebody said something."),))
    assert [p.code for p in words.check_redactions(unmarked, [REDACTION], "t.md")] == ["E0418"]
    assert words.check_redactions(unmarked, [], "t.md") == ()
    assert words.check_redactions(prose("<p>It was [[Rosa]].</p>"), [REDACTION], "t.md") == ()


FORMS = {
    TextFormat.VTT: "WEBVTT\n\n00:01.000 --> 00:02.000\nIt was {}, I think.\n",
    TextFormat.SRT: "1\n00:00:01,000 --> 00:00:02,000\nIt was {}, I think.\n",
    TextFormat.JSON: '{{"segments": [{{"startTime": 1, "endTime": 2, "body": "It was {}, I think."}}]}}',
    TextFormat.HTML: "<time>0:01</time><p>It was <b>{}</b>, I think.</p>",
    TextFormat.TEXT: "[00:00:01] It was {}, I think.",
}


@pytest.mark.parametrize("form", FORMS)
def test_marked_words_are_in_no_transcript_that_is_read(form: TextFormat) -> None:
    (only,) = timed(FORMS[form].format("[[Rosa Moor]]"), form).cues
    assert only.text == "It was […], I think."
    if form is not TextFormat.JSON:
        assert only.line


@pytest.mark.parametrize("text", ["<p>It was [[Rosa]], I think.</p>", "It was [[Rosa]], I think."])
def test_marked_words_are_in_no_prose_that_is_read(text: str) -> None:
    form = TextFormat.HTML if text.startswith("<") else TextFormat.TEXT
    assert [p.text for p in prose(text, form).passages] == ["It was […], I think."]


def test_marks_may_begin_in_one_line_and_end_in_another_and_stand_around_speakers_and_headings() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v [[Rosa]]>It was [[Rosa\n\n00:02.000 --> 00:03.000\nMoor]], I think.\n"
    told = timed(text, TextFormat.VTT)
    assert [(c.speaker, c.text) for c in told.cues] == [("[…]", "It was […]"), (None, "[…], I think.")]
    (passage,) = prose("<h2>What [[Rosa]] asked</h2><p>This.</p>").passages
    assert passage.heading == "What […] asked"


@pytest.mark.parametrize("text", ["It was [[Rosa.", "It was Rosa]] or [[Ida]]."])
def test_marks_that_are_not_in_pairs_stop_everything(text: str) -> None:
    assert [code for code, _ in refused(text, TextFormat.TEXT)] == ["E0423"]


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("the title", {"title": "What rosa  moor asked"}),
        ("the summary", {"summary": "Rosa Moor asks."}),
        ("the notes", {"notes": rich("With Rosa Moor, and others.")}),
        ("the folder's name", {"slug": "042-rosa-moor"}),
        ("the people", {"people": (Person(name="Rosa Moor"),)}),
        ("a chapter", {"chapters": (Chapter(start=Millis(0), title="Rosa Moor!"),)}),
        (
            "a soundbite",
            {"podcast": EpisodeTags(soundbites=(Soundbite(start=Millis(0), duration=Millis(9), title="Rosa Moor"),))},
        ),
    ],
)
def test_words_that_are_left_out_in_one_place_are_looked_for_in_all_others(
    where: str, change: dict[str, object]
) -> None:
    episode = an_episode(marked=("Rosa Moor",), **change)
    (problem,) = words.check_marked(episode, None)
    assert problem.code == "E0422"
    assert where in problem.what
    assert "Rosa" not in str(problem)
    assert list(words.check_marked(an_episode(marked=("Rosa Moor",)), None)) == []


def test_words_that_are_left_out_are_looked_for_in_the_transcript() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n[[Rosa]] or Rosa?\n\n00:02.000 --> 00:03.000\nRosa!\n"
    file = a_transcript_file(text, TextFormat.VTT)
    episode = an_episode(marked=("Rosa",), transcript=file)
    (problem,) = words.check_marked(episode, words.read(file, "en"))
    assert problem.where.endswith("transcript.vtt:3")
    assert problem.what.endswith("the transcript, too (2 times)"), "a word that stands everywhere is told once"
