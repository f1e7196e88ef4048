"""What a terminal cannot say, or nobody reads, never stops a run: a release that went out is reported as one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.buckets import ROOT
from tests.support.processes import SECONDS, started

ENCODINGS = ["ascii", *(pytest.param(name, marks=pytest.mark.slow) for name in ("iso-8859-1", "cp1252", "utf-8"))]
"""The narrowest of them each time; the others where there is time."""
TITLES = ("Erste “Welle” 🌊", "שלום — hello")


@pytest.fixture
def spoken(show: Path) -> Path:
    """A show whose titles few encodings have."""
    for slug, old, new in (("001-first", "First", TITLES[0]), ("002-second", "Second", TITLES[1])):
        path = show / "episodes" / slug / "episode.md"
        path.write_text(path.read_text(encoding="utf-8").replace(f"title: {old}", f"title: {new}"), encoding="utf-8")
    return show


def ran(show: Path, encoding: str, *arguments: str) -> tuple[int, str, str]:
    """Exit code, and what was written to the two streams, for a program whose output has this encoding."""
    command = [sys.executable, str(ROOT / "publish.py"), "--show", str(show), *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict", "COLUMNS": "200"}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=2 * SECONDS, check=False)
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_release_goes_out_whatever_letters_the_terminal_has(spoken: Path, encoding: str) -> None:
    code, out, err = ran(spoken, encoding, "--yes")
    assert code == 0, out + err
    assert err == ""
    assert "hello" in out
    assert ("🌊" if encoding == "utf-8" else "\\U0001f30a") in out
    assert "\\u2014" not in out, "what a typewriter has is not escaped"
    assert "\\u201c" not in out
    code, out, _ = ran(spoken, encoding, "--yes")
    assert (code, "Nothing to do" in out) == (0, True)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_answer_as_json_is_valid_and_whole_in_every_encoding(spoken: Path, encoding: str) -> None:
    code, out, err = ran(spoken, encoding, "--yes", "--json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert document["exit_code"] == 0
    assert {step["title"] for step in document["plan"]["steps"]} == set(TITLES)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_wrong_is_told_in_every_encoding(spoken: Path, encoding: str) -> None:
    path = spoken / "episodes/001-first/episode.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel 🌊:"), encoding="utf-8")
    code, _, err = ran(spoken, encoding, "--yes")
    assert code == 3
    assert "E0206" in err
    assert "E1203" not in err
    code, out, _ = ran(spoken, encoding, "--yes", "--json")
    assert code == json.loads(out)["exit_code"] == 3
    assert any("titel 🌊" in problem["what"] for problem in json.loads(out)["problems"])


def test_a_reader_who_leaves_does_not_stop_the_run(spoken: Path) -> None:
    command = [sys.executable, str(ROOT / "publish.py"), "--show", str(spoken), "--yes"]
    reading, writing = os.pipe()
    os.close(reading)
    with started(command, output=writing) as process:
        os.close(writing)
        assert process.wait(2 * SECONDS) == 0
    assert (spoken / "public/feeds/public.xml").is_file()
    assert not (spoken / ".podwright/crash.txt").exists()


def test_an_answer_that_cannot_be_written_is_told_beside_it(spoken: Path) -> None:
    command = [sys.executable, str(ROOT / "publish.py"), "--show", str(spoken), "--yes", "--json"]
    with (spoken / "show.toml").open("rb") as unwritable:
        done = subprocess.run(command, stdout=unwritable, stderr=subprocess.PIPE, timeout=2 * SECONDS, check=False)
    assert done.returncode == 1
    assert b"E1240" in done.stderr
    assert (spoken / "public/feeds/public.xml").is_file()
