"""Times that nobody wrote are ours to move: an export that tells only when somebody begins fits its recording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Cue, Digest, Millis, SourceFile, TextFormat, Transcript, TranscriptFile
from pipeline.stages import words

DURATION = Millis(19_500)
SAID = (
    ("Sol Weaver", 0, "Good morning, and welcome to the ferry, which leaves whenever somebody rings the bell."),
    ("Ida Moor", 7, "I rang it twice."),
    ("Sol Weaver", 9, "Then we leave now, slowly, past the buoys and the heron, and nobody has to say a word."),
)
EXPORTS = {
    "Otter": ("txt", "{name}  {minutes}:{seconds:02}  \n{text}  \n\n"),
    "Otter, unnamed": ("txt", "Speaker {number}  {minutes}:{seconds:02}  \n{text}  \n\n"),
    "Rev": ("txt", "{name} ({minutes:02}:{seconds:02}):\n{text}\n\n"),
    "Riverside": ("txt", "{name} ({minutes:02}:{seconds:02})\n{text}\n\n"),
    "brackets": ("txt", "[00:{minutes:02}:{seconds:02}] {name}: {text}\n\n"),
    "HTML": ("html", "<cite>{name}:</cite><time>{minutes}:{seconds:02}</time><p>{text}</p>\n"),
}


def exported(name: str, late_s: int = 0) -> TranscriptFile:
    ending, line = EXPORTS[name]
    text = "".join(
        line.format(name=who, number=1 + (who != "Sol Weaver"), minutes=0, seconds=at + late_s, text=said)
        for who, at, said in SAID
    )
    file = SourceFile(path=f"transcript.{ending}", digest=Digest("0" * 64), size=len(text))
    return TranscriptFile(file=file, format=TextFormat(ending), text=text)


def read(name: str, late_s: int = 0) -> Transcript:
    transcript = words.read(exported(name, late_s), "en")
    assert isinstance(transcript, Transcript)
    return transcript


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("duration", [DURATION, Millis(12_000), Millis(9_100)])
def test_an_export_that_tells_only_beginnings_ends_with_the_audio(name: str, duration: Millis) -> None:
    transcript = words.fit(read(name), duration)
    assert words.check_transcript(transcript, duration, "t") == ()
    assert transcript.cues[-1].end <= duration
    assert all(cue.start < cue.end for cue in transcript.cues)
    written = {at * 1000 for _, at, _ in SAID}
    assert written <= {cue.start for cue in transcript.cues}, "what was written stays"
    assert " ".join(cue.text for cue in transcript.cues) == " ".join(said for *_, said in SAID)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_beginning_that_somebody_wrote_behind_the_end_is_told(name: str) -> None:
    transcript = words.fit(read(name, late_s=14), DURATION)
    (problem,) = words.check_transcript(transcript, DURATION, "t")
    assert problem.code == "E0410"
    assert "the first at 0:21" in problem.what


def test_segments_without_ends_are_ours_to_end_and_those_with_ends_are_not() -> None:
    def judged(text: str) -> list[str]:
        file = SourceFile(path="t.json", digest=Digest("0" * 64), size=1)
        found = words.read(TranscriptFile(file=file, format=TextFormat.JSON, text=text), "en")
        assert isinstance(found, Transcript)
        return [p.code for p in words.check_transcript(words.fit(found, DURATION), DURATION, "t")]

    begins = '{"segments": [{"start": 1, "text": "One thing."}, {"start": 18, "text": "Another."}]}'
    assert judged(begins) == []
    assert judged(begins.replace('"start": 18', '"start": 18, "end": 25')) == ["E0410"]


@given(
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 9000), st.booleans(), st.booleans()), max_size=12),
    st.integers(1, 70_000),
)
def test_no_written_time_moves_and_no_guess_passes_the_end(
    rows: list[tuple[int, int, bool, bool]], duration: int
) -> None:
    cues = tuple(
        Cue(
            start=Millis(start),
            end=Millis(start + length),
            text="x",
            guessed_start=guessed_start and number > 0,
            guessed_end=guessed_start or guessed_end,
        )
        for number, (start, length, guessed_start, guessed_end) in enumerate(sorted(rows))
    )
    before = Transcript(cues=cues, language="en")
    after = words.fit(before, Millis(duration))
    for old, new in zip(before.cues, after.cues, strict=True):
        assert new.start == old.start or old.guessed_start
        assert new.end == old.end or old.guessed_end
        assert new.start < new.end
    last = max((number for number, cue in enumerate(cues) if not cue.guessed_start), default=0)
    tail = after.cues[last:]
    if tail and tail[0].start < duration:
        assert all(cue.end <= duration + len(tail) for cue in tail if cue.guessed_end), "but for a millisecond each"
