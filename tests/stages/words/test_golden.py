"""Every file in `golden/` beside what is written from it: NAME.IN and NAME.IN.OUT."""

from pathlib import Path

import pytest

from pipeline.model import TextFormat, Transcript
from pipeline.stages import words
from tests.stages.words.transcripts import a_transcript_file

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = sorted(path.name for path in GOLDEN.iterdir() if path.name.count(".") == 2)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_becomes_the_one_beside_it(name: str) -> None:
    source, _, ending = name.rpartition(".")
    form = TextFormat(source.rpartition(".")[2])
    read = words.read(a_transcript_file((GOLDEN / source).read_text(), form), "en")
    assert isinstance(read, Transcript)
    assert words.write(read, TextFormat(ending)) == (GOLDEN / name).read_text()


def test_every_way_in_and_every_timed_way_out_has_a_pair() -> None:
    assert {name.split(".")[1] for name in EXPECTED} == {form.value for form in TextFormat}
    assert {name.split(".")[2] for name in EXPECTED} == {"vtt", "srt", "json", "html"}
