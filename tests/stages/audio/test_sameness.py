"""What was measured is what is encoded: a recording that changes in between is refused, and nothing of it is left."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import AudioRecipe, ChannelPolicy, Codec, Leveler
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import master, passthrough
from tests.support.sound import AIFF, FLAC, M4A, MP3, OPUS, WAV16, Coding, speech_like, write

RATE = 48_000
BEGUN, MEASURED = 0.01, 0.199
"""How much of the work is done when measuring begins, and when it ends."""
Change = Callable[[Path], object]


def take(path: Path, coding: Coding = WAV16, *, seed: int = 1, seconds: float = 20, channels: int = 1) -> Path:
    return write(path, speech_like(seconds, rate=RATE, seed=seed, channels=channels), RATE, coding)


def mastered(path: Path, change: Change, when: float = MEASURED, recipe: AudioRecipe | None = None) -> list[Problem]:
    """What is told when the file is changed once so much is done."""
    waiting, out = [change], path.with_name("out.mp3")

    def progress(done: float) -> None:
        if done >= when and waiting:
            waiting.pop()(path)

    try:
        master([path], out, recipe or AudioRecipe(), where=["take"], progress=progress)
    except CheckFailed as failed:
        assert sorted(each.name for each in path.parent.iterdir() if each.name.startswith("out")) == []
        return list(failed.problems)
    assert not waiting
    return []


def swapped(coding: Coding, seconds: float = 20) -> Change:
    def change(path: Path) -> None:
        take(path.with_name(f"next.{coding.ending}"), coding, seed=2, seconds=seconds).replace(path)

    return change


@pytest.mark.parametrize("coding", [WAV16, AIFF, FLAC, M4A, OPUS], ids=lambda c: c.ending)
def test_another_sound_of_the_same_length_is_refused(coding: Coding, tmp_path: Path) -> None:
    (problem,) = mastered(take(tmp_path / f"take.{coding.ending}", coding), swapped(coding))
    assert (problem.code, problem.where) == ("E0324", "take")
    assert "is not what was in it when it was first read" in problem.what or "a little later" in problem.what


@pytest.mark.parametrize("seconds", [12, 30])
def test_another_length_is_told(seconds: float, tmp_path: Path) -> None:
    (problem,) = mastered(take(tmp_path / "take.flac", FLAC), swapped(FLAC, seconds))
    assert problem.code == "E0324"
    assert problem.what == f"it was 0:20.0 long at first, and 0:{seconds}.0 a little later"


def one_sample(path: Path) -> None:
    """Change one sample in place, and leave time and size of the file as they were."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_single_sample_is_enough(tmp_path: Path) -> None:
    assert [p.code for p in mastered(take(tmp_path / "take.wav"), one_sample)] == ["E0324"]


def streamed(path: Path) -> Path:
    """A WAV whose writer is not done."""
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    return path


def grown(path: Path) -> None:
    with path.open("ab") as file:
        file.write(bytes(range(256)) * 1000)


@pytest.mark.parametrize("when", [BEGUN, MEASURED])
def test_a_recording_that_grows_is_refused(when: float, tmp_path: Path) -> None:
    path = streamed(take(tmp_path / "take.wav", seconds=60))
    assert [p.code for p in mastered(path, grown, when)] == ["E0324"]


@pytest.mark.parametrize(
    "recipe",
    [
        AudioRecipe(channels=ChannelPolicy.MONO),
        AudioRecipe(channels=ChannelPolicy.LEFT),
        AudioRecipe(mono_if_alike=True),
        AudioRecipe(leveler=Leveler.SPEECH, high_pass_hz=80),
    ],
    ids=["mono", "left", "alike", "levelled"],
)
def test_it_is_found_however_the_channels_are_brought_together(recipe: AudioRecipe, tmp_path: Path) -> None:
    path = take(tmp_path / "take.wav", channels=2)
    assert mastered(path, lambda _: None, recipe=recipe) == []
    (tmp_path / "out.mp3").unlink()
    assert [p.code for p in mastered(path, one_sample, recipe=recipe)] == ["E0324"]


def test_each_take_is_compared_with_itself(tmp_path: Path) -> None:
    takes = [take(tmp_path / "1.wav"), take(tmp_path / "2.flac", FLAC, seed=2, channels=2)]
    made = master([*takes, takes[0]], tmp_path / "out.m4a", AudioRecipe(), where=["a", "b", "c"], codec=Codec.AAC)
    assert made.duration == 60_000


def test_a_recording_that_is_written_anew_with_the_same_content_is_the_same(tmp_path: Path) -> None:
    path = take(tmp_path / "take.wav")
    assert mastered(path, lambda path: path.write_bytes(path.read_bytes())) == []


def test_a_ready_mp3_that_changes_while_it_is_copied_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "take.mp3"
    first = take(tmp_path / "first.wav")
    master([first], path, AudioRecipe(), where=["first"])
    assert master([path], tmp_path / "out.mp3", AudioRecipe(), where=["take"]).untouched
    (tmp_path / "out.mp3").unlink()
    bare = passthrough.bare

    def copied(source: Path, out: Path) -> bool:
        done = bare(source, out)
        swapped(MP3)(source)
        return done

    monkeypatch.setattr(passthrough, "bare", copied)
    with pytest.raises(CheckFailed) as failed:
        master([path], tmp_path / "out.mp3", AudioRecipe(), where=["take"])
    assert [p.code for p in failed.value.problems] == ["E0324"]
    assert not (tmp_path / "out.mp3").exists()
