"""What is no file is told as what it is, at once, and never opened: reading a pipe could wait for ever."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.model import AudioRecipe
from pipeline.problems import CheckFailed
from pipeline.stages.audio import examine, master, measure, portrait, probe, probe_bookend
from tests.support.sound import noise, write

pytestmark = pytest.mark.timeout(20)
RECIPE = AudioRecipe()


@contextmanager
def bound(path: Path) -> Iterator[None]:
    """A socket at that path, though the path may be longer than a socket's address can be."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
            yield
    finally:
        os.chdir(here)


@contextmanager
def pipe(path: Path) -> Iterator[None]:
    os.mkfifo(path)
    yield


@contextmanager
def device(path: Path) -> Iterator[None]:
    path.symlink_to("/dev/zero")
    yield


@contextmanager
def linked_pipe(path: Path) -> Iterator[None]:
    os.mkfifo(path.with_name("behind"))
    path.symlink_to("behind")
    yield


KINDS = [(pipe, "a named pipe (FIFO)"), (linked_pipe, "a named pipe (FIFO)"), (bound, "a socket"), (device, "a device")]
LOOKS: dict[str, Callable[[Path], object]] = {
    "probe": lambda path: probe(path, "take"),
    "bookend": lambda path: probe_bookend(path, "take"),
    "measure": lambda path: measure(path, "take"),
    "examine": lambda path: examine(path, "take", RECIPE),
    "portrait": lambda path: portrait(path, "take"),
    "master": lambda path: master([path], path.with_name("out.mp3"), RECIPE, where=["take"]),
}


@pytest.mark.parametrize(("made", "name"), KINDS, ids=[kind.__name__ for kind, _ in KINDS])
@pytest.mark.parametrize("look", LOOKS)
def test_what_is_no_file_is_refused_at_every_door(
    made: Callable[[Path], "contextmanager[None]"], name: str, look: str, tmp_path: Path
) -> None:
    path = tmp_path / "recording.wav"
    with made(path), pytest.raises(CheckFailed) as failed:
        LOOKS[look](path)
    (problem,) = failed.value.problems
    assert (problem.code, problem.where, problem.what) == ("E0320", "take", f"this is {name}, not a file")
    assert not (tmp_path / "out.mp3").exists()


def test_a_link_to_a_file_is_a_file(tmp_path: Path) -> None:
    write(tmp_path / "kept.wav", noise(3))
    (tmp_path / "recording.wav").symlink_to("kept.wav")
    assert probe(tmp_path / "recording.wav", "take").duration == 3000


@pytest.mark.parametrize("target", ["nowhere.wav", "recording.wav"])
def test_a_link_to_nothing_or_to_itself_is_no_file(target: str, tmp_path: Path) -> None:
    (tmp_path / "recording.wav").symlink_to(target)
    with pytest.raises(CheckFailed) as failed:
        probe(tmp_path / "recording.wav", "take")
    assert [p.code for p in failed.value.problems] == ["E0301"]
