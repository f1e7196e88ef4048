"""Times that do not keep step with the audio are found, whatever the words are; honest times are left in peace."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from pipeline.model import Chapter, Cue, Millis, Span, Transcript
from pipeline.problems import Problem
from pipeline.stages import words

WHERE = "episodes/042/transcript.vtt"
MINUTES = 40


def talk(seed: int = 1, minutes: int = MINUTES) -> list[Span]:
    """Where somebody speaks: sentences and pauses."""
    chance, at, spans = np.random.default_rng(seed), 400, []
    while at < minutes * 60_000:
        length = int(chance.integers(900, 9000))
        spans.append(Span(start=Millis(at), end=Millis(at + length)))
        at += length + int(chance.integers(300, 1800))
    return spans


def said(speech: Sequence[Span], seed: int = 2) -> list[Cue]:
    """Captions as editors make them: long sentences in several, some begun a little early or late."""
    chance, cues = np.random.default_rng(seed), []
    for span in speech:
        borders = [*range(span.start, span.end - 500, 3000), span.end]
        for start, end in pairwise(borders):
            early = int(chance.integers(-180, 120))
            cues.append(Cue(start=Millis(max(0, start + early)), end=Millis(end), text="words"))
    return cues


def moved(cues: Sequence[Cue], pace: Fraction = Fraction(1), by_ms: int = 0) -> Transcript:
    def at(moment: int) -> Millis:
        return Millis(max(0, int(moment * pace) + by_ms))

    new = tuple(Cue(start=at(cue.start), end=at(cue.end), text=cue.text) for cue in cues if cue.start + by_ms > 0)
    return Transcript(cues=new, language="en")


def judged(transcript: Transcript, speech: Sequence[Span]) -> tuple[Problem, ...]:
    return words.check_step(transcript, (), speech, WHERE)


@pytest.mark.parametrize("seed", range(6))
def test_honest_times_are_left_in_peace(seed: int) -> None:
    speech = talk(seed)
    assert judged(moved(said(speech, seed)), speech) == ()


@pytest.mark.parametrize("seed", range(6))
def test_words_of_another_recording_are_not_said_to_fit_at_some_other_pace(seed: int) -> None:
    assert judged(moved(said(talk(seed))), talk(seed + 100)) == ()


@pytest.mark.parametrize(
    ("pace", "told"),
    [
        (Fraction(1000, 1001), "played at 23.976 or 29.97"),
        (Fraction(1001, 1000), "23.976 or 29.97 frames a second that was played"),
        (Fraction(24, 25), "25 frames a second that was played at 24"),
    ],
)
def test_times_of_another_frame_rate_are_refused_and_it_is_named(pace: Fraction, told: str) -> None:
    speech = talk()
    (problem,) = judged(moved(said(speech), pace), speech)
    assert (problem.code, problem.where) == ("E0419", WHERE)
    assert told in problem.what


def test_how_far_they_have_run_away_at_the_end_is_told() -> None:
    speech = talk(minutes=60)
    (problem,) = judged(moved(said(speech), Fraction(1000, 1001)), speech)
    assert "3.6 seconds away" in problem.what


@pytest.mark.parametrize(("by_ms", "told"), [(8200, "8.2 seconds too late"), (-4000, "4.0 seconds too early")])
def test_times_of_another_cut_are_told(by_ms: int, told: str) -> None:
    speech = talk()
    (problem,) = judged(moved(said(speech), by_ms=by_ms), speech)
    assert problem.code == "W0420"
    assert told in problem.what


@pytest.mark.parametrize("few", [0, 1, 11])
def test_a_few_lines_prove_nothing(few: int) -> None:
    speech = talk()
    assert judged(moved(said(speech)[:few], Fraction(24, 25)), speech) == ()


def test_without_a_transcript_chapters_are_judged() -> None:
    speech = talk(minutes=90)
    starts = [span.start for span in speech[:: len(speech) // 30]]
    ran = tuple(Chapter(start=Millis(int(start * Fraction(24, 25))), title="A part") for start in starts)
    kept = tuple(Chapter(start=Millis(start), title="A part") for start in starts)
    assert words.check_step(None, kept, speech, WHERE) == ()
    assert [problem.code for problem in words.check_step(None, ran, speech, WHERE)] == ["E0419"]


def test_estimated_times_are_ours_and_not_judged() -> None:
    speech = talk()
    wrong = moved(said(speech), Fraction(24, 25))
    estimated = Transcript(cues=wrong.cues, language="en", estimated=True)
    assert judged(estimated, speech) == ()
