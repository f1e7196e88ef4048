"""Where somebody speaks: found among pauses, in noise, and only inside the recording."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline.model import AudioRecipe, Span
from pipeline.stages.audio import master
from tests.support.sound import RATE, WAV_FLOAT, Sound, noise, write

SPOKEN = ((0.5, 2.0), (2.6, 4.0), (4.1, 5.5), (7.0, 9.0))
"""The third begins a breath after the second, so that they are one."""
JOINED = ((500, 2000), (2600, 5500), (7000, 9000))


def sentences(noise_db: float) -> Sound:
    """Ten seconds with sentences at these times, over noise."""
    sound = noise(10, level_db=noise_db)
    for at, (start, end) in enumerate(SPOKEN):
        sound[:, round(start * RATE) : round(end * RATE)] += noise(end - start, level_db=-20, seed=at + 2)
    return sound


def heard(folder: Path, sound: Sound) -> tuple[Span, ...]:
    take = write(folder / "take.wav", sound, coding=WAV_FLOAT)
    return master([take], folder / "out.mp3", AudioRecipe(), where=["take.wav"]).speech


@pytest.mark.parametrize("noise_db", [-200.0, -70.0, -45.0, -35.0])
def test_sentences_are_found_to_a_tenth_of_a_second(noise_db: float, tmp_path: Path) -> None:
    found = heard(tmp_path, sentences(noise_db))
    assert len(found) == len(JOINED)
    for span, (start, end) in zip(found, JOINED, strict=True):
        assert span.start == pytest.approx(start, abs=110)
        assert span.end == pytest.approx(end, abs=110)


def test_sound_without_a_pause_is_one_stretch(tmp_path: Path) -> None:
    assert heard(tmp_path, noise(5)) == (Span(start=0, end=5000),)


def test_a_click_is_no_speech(tmp_path: Path) -> None:
    sound = sentences(-60)
    sound[0, 270_000:274_000] += 0.3
    assert len(heard(tmp_path, sound)) == len(JOINED)


def test_stretches_are_in_order_and_apart(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    sound = noise(20, level_db=-50)
    for start in rng.integers(0, 19 * RATE, 25):
        sound[:, start : start + 6000] += noise(6000 / RATE, level_db=-20)
    found = heard(tmp_path, sound)
    assert all(span.end - span.start >= 300 for span in found)
    assert all(later.start - earlier.end >= 300 for earlier, later in pairwise(found))
