"""Judged by ffprobe and mpg123, which share no code with us."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.stages.tags.making import some_tags, tagged


@pytest.mark.outside
def test_ffprobe_finds_the_words_the_chapters_and_the_picture(tmp_path: Path) -> None:
    path = tagged(tmp_path, title="שיחות 🫖 “Größe” and a title of more than fifty-one characters")
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = json.loads(told.stdout)
    words = found["format"]["tags"]
    assert told.stderr == b""
    assert words["title"] == "שיחות 🫖 “Größe” and a title of more than fifty-one characters"
    assert (words["album"], words["track"], words["disc"]) == ("Coming Up For Air", "42", "3")
    assert words["lyrics-eng"] == some_tags().transcript
    assert [stream["disposition"]["attached_pic"] for stream in found["streams"]] == [0, 1]
    assert [chapter["tags"]["title"] for chapter in found["chapters"]] == [c.title for c in some_tags().chapters]
    assert [(c["start"], c["end"]) for c in found["chapters"]] == [(0, 700), (700, 1500), (1500, 2000)]


@pytest.mark.outside
def test_mpg123_plays_the_file_to_its_end_without_a_complaint(tmp_path: Path) -> None:
    told = subprocess.run(
        ["mpg123", "--test", str(tagged(tmp_path))], check=True, capture_output=True, text=True, timeout=120
    )
    assert "School meetings without dread" in told.stderr
    assert "rror" not in told.stderr
    assert "arning" not in told.stderr
