"""Transcript files to start a test from."""

from pipeline.model import Cue, Millis, Prose, TextFormat, Transcript, TranscriptFile
from pipeline.problems import CheckFailed, Problem
from pipeline.stages import words
from tests.support.shows import a_file


def a_transcript_file(text: str, form: TextFormat) -> TranscriptFile:
    return TranscriptFile(file=a_file(f"episodes/042/transcript.{form.value}"), format=form, text=text)


def timed(text: str, form: TextFormat, language: str = "en") -> Transcript:
    read = words.read(a_transcript_file(text, form), language)
    assert isinstance(read, Transcript)
    return read


def prose(text: str, form: TextFormat = TextFormat.HTML, language: str = "en") -> Prose:
    read = words.read(a_transcript_file(text, form), language)
    assert isinstance(read, Prose)
    return read


def refused(text: str, form: TextFormat) -> list[tuple[str, str]]:
    """The codes and places of what is wrong with the file."""
    return [(problem.code, problem.where.removeprefix("episodes/042/")) for problem in problems(text, form)]


def problems(text: str, form: TextFormat) -> list[Problem]:
    try:
        words.read(a_transcript_file(text, form), "en")
    except CheckFailed as failed:
        return list(failed.problems)
    return []


def cue(start: int, end: int, text: str, speaker: str | None = None, heading: str | None = None) -> Cue:
    return Cue(start=Millis(start), end=Millis(end), text=text, speaker=speaker, heading=heading)
