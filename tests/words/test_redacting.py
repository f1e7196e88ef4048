"""What nobody may hear, nobody may read."""

from pipeline import words
from pipeline.model import Millis, Passage, Prose, Redaction, Span
from tests.support.shows import a_transcript

REDACTION = Redaction(span=Span(start=Millis(9_000), end=Millis(9_600)), where="episode.md:5")


def test_a_cue_of_which_a_part_must_not_be_heard_is_taken_out() -> None:
    before, after = a_transcript(), words.redact(a_transcript(), [REDACTION])
    assert [cue.text for cue in after.cues] == ["Welcome back.", "[…]", "Start with one question."]
    assert [(c.start, c.end, c.speaker) for c in after.cues] == [(c.start, c.end, c.speaker) for c in before.cues]


def test_cues_that_only_touch_it_stay() -> None:
    touching = Redaction(span=Span(start=Millis(9_500), end=Millis(62_000)))
    assert words.redact(a_transcript(), [touching]) == a_transcript()


def test_a_transcript_without_times_is_told() -> None:
    prose = Prose(language="en", passages=(Passage(text="Somebody said something."),))
    assert [p.code for p in words.check_redactions(prose, [REDACTION], "t.md")] == ["W0418"]
    assert words.check_redactions(prose, [], "t.md") == ()
    assert words.check_redactions(a_transcript(), [REDACTION], "t.vtt") == ()
