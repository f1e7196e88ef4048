"""Somebody keeps looking, and speaks only when something has changed."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.conftest import Run
from tests.support.buckets import ROOT
from tests.support.processes import SECONDS, started


def test_what_stays_whole_is_told_once(published: Path, run: Run) -> None:
    answer = run("watch", "--show", published, "--every", "0", "--times", "3")
    assert answer.code == 0
    assert answer.said.count("listeners get what was released") == 1
    assert answer.said.count(" UTC") == 1


def test_what_is_broken_is_told_and_the_exit_code_says_so(published: Path, run: Run) -> None:
    (audio,) = (published / "public/media").glob("001-*.mp3")
    audio.unlink()
    answer = run("watch", "--show", published, "--every", "0", "--times", "2")
    assert answer.code == 4
    assert answer.said.count("E1101") == 1
    document = json.loads(run("watch", "--show", published, "--every", "0", "--times", "2", "--json").out)
    assert (document["looks"], document["exit_code"], document["problems"][0]["code"]) == (2, 4, "E1101")


def test_it_tells_when_something_breaks_and_when_it_is_whole_again_and_ends_with_ctrl_c(published: Path) -> None:
    (audio,) = (published / "public/media").glob("001-*.mp3")
    command = [sys.executable, "-u", str(ROOT / "publish.py"), "watch", "--show", str(published), "--every", "0.001"]
    with started(command, output=subprocess.PIPE) as process:
        until(process, "listeners get what was released")
        audio.rename(published / "aside.mp3")
        until(process, "E1101")
        (published / "aside.mp3").rename(audio)
        until(process, "listeners get what was released")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
        assert process.returncode == 130


def until(process: subprocess.Popen[bytes], words: str) -> None:
    """Read on until the words are said."""
    assert process.stdout
    assert any(words in line.decode() for line in process.stdout), words
