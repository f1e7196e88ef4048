"""Long ordeals of the readers, which CI has the time for."""

import os
import random
import tracemalloc
from pathlib import Path
from threading import Timer

import pytest

from pipeline.problems import CheckFailed
from pipeline.stages.audio import measure, probe
from tests.support.processes import SECONDS
from tests.support.sound import FLAC, M4A, MP3, OPUS, RATE, WAV16, WAV24, WAV_FLOAT, Coding, noise, speech_like, write

pytestmark = pytest.mark.slow

CODINGS = (WAV16, WAV24, WAV_FLOAT, FLAC, MP3, M4A, OPUS)
INPUTS = 10_000


def looked_at(path: Path) -> bool:
    """Whether it could be measured; a CheckFailed is the only other outcome."""
    try:
        probe(path, "recording")
        measure(path, "recording")
    except CheckFailed as failed:
        problems = failed.problems
    else:
        return True
    assert problems
    assert all(problem.where == "recording" for problem in problems)
    return False


def tampered(content: bytes, chance: random.Random) -> bytes:
    """Cut off, with bytes changed, moved, doubled or taken out, near the start above all."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = int(chance.random() ** chance.choice((1, 4)) * len(changed))
        some = chance.randint(1, 12)
        match chance.randrange(5):
            case 0:
                changed[at : at + some] = chance.randbytes(some)
            case 1:
                changed[at : at + some] = bytes([chance.choice((0, 255, 127, 128))]) * some
            case 2:
                changed[at:at] = changed[at : at + some * 100]
            case 3:
                del changed[at : at + some]
            case _:
                del changed[max(at, 40) :]
    return bytes(changed)


@pytest.mark.parametrize("coding", CODINGS, ids=lambda c: f"{c.ending}-{c.codec}")
def test_ten_thousand_tampered_files_end_in_a_value_or_a_coded_problem(coding: Coding, tmp_path: Path) -> None:
    whole = write(tmp_path / f"whole.{coding.ending}", speech_like(1.2, channels=2, rate=48_000), 48_000, coding)
    content, chance = whole.read_bytes(), random.Random(coding.codec)  # noqa: S311 - the same files every time
    path, sound = tmp_path / f"recording.{coding.ending}", 0
    for _ in range(INPUTS // len(CODINGS)):
        path.write_bytes(tampered(content, chance))
        sound += looked_at(path)
    assert 0 < sound < INPUTS // len(CODINGS)


def test_twelve_hours_of_silence_take_little_memory(tmp_path: Path) -> None:
    path, samples = tmp_path / "night.wav", 12 * 3600 * 8000
    head = b"WAVEfmt " + (16).to_bytes(4, "little") + bytes([1, 0, 1, 0]) + (8000).to_bytes(4, "little")
    head += (16_000).to_bytes(4, "little") + bytes([2, 0, 16, 0]) + b"data" + (2 * samples).to_bytes(4, "little")
    with path.open("wb") as file:
        file.write(b"RIFF" + (len(head) + 2 * samples).to_bytes(4, "little") + head)
        file.truncate(8 + len(head) + 2 * samples)
    tracemalloc.start()
    assert measure(path, "night.wav").samples == samples
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000


def test_a_file_that_shrinks_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "take.wav", noise(600), RATE)
    shrinking = Timer(0.02, lambda: os.truncate(path, 1_000_000))
    shrinking.start()
    with pytest.raises(CheckFailed) as failed:
        measure(path, "take.wav")
    shrinking.join(SECONDS)
    assert failed.value.problems[0].code in {"E0306", "E0307"}
