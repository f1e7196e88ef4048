"""What nobody may hear is gone from the file, sample for sample, and the rest is as it was."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import AudioRecipe, Mastered, Millis, Redaction, RedactionSound, Span
from pipeline.problems import CheckFailed
from pipeline.stages.audio import master
from pipeline.stages.audio.redacting import FADE_S, Redacting
from tests.support.sound import RATE, Sound, noise, read, sine, speech_like, write

SILENCE = AudioRecipe(redaction=RedactionSound.SILENCE)


def span(start_s: float, end_s: float) -> Span:
    return Span(start=Millis(round(start_s * 1000)), end=Millis(round(end_s * 1000)))


def redacted(sound: Sound, *spans: Span, tone: float = 0.0, piece: int = 5000) -> Sound:
    pieces = [sound[:, at : at + piece] for at in range(0, sound.shape[1], piece)]
    return np.concatenate(list(Redacting(spans=spans, rate_hz=RATE, tone=tone).applied(pieces)), axis=1)


def mastered(folder: Path, recipe: AudioRecipe, *spans: Span) -> Mastered:
    take = write(folder / "take.wav", speech_like(20, channels=2))
    redactions = [Redaction(span=each, where="episode.md:7") for each in spans]
    return master([take], folder / "out.mp3", recipe, where=["take.wav"], redactions=redactions)


@given(start=st.integers(0, 1100), length=st.integers(1, 900), piece=st.integers(100, 60_000))
def test_nothing_of_it_is_left_and_nothing_else_is_touched(start: int, length: int, piece: int) -> None:
    sound = noise(1, channels=2)
    first, last = (round(ms * RATE / 1000) for ms in (start, start + length))
    found = redacted(sound, Span(start=Millis(start), end=Millis(start + length)), piece=piece)
    fade = round(FADE_S * RATE)
    assert found.shape == sound.shape
    assert not found[:, first:last].any()
    assert np.array_equal(found[:, : max(0, first - fade)], sound[:, : max(0, first - fade)])
    assert np.array_equal(found[:, last + fade :], sound[:, last + fade :])


def test_the_tone_owes_nothing_to_what_it_replaces() -> None:
    one, other = (redacted(noise(1, seed=seed), span(0.3, 0.7), tone=0.1) for seed in (1, 2))
    inside = slice(round(0.3 * RATE), round(0.7 * RATE))
    assert np.array_equal(one[:, inside], other[:, inside])
    assert np.abs(one[:, inside]).max() == pytest.approx(0.1, abs=0.001)


def test_neither_edge_clicks() -> None:
    found = redacted(sine(1, hz=200, level_db=-3), span(0.3, 0.7), tone=0.2)
    assert np.abs(np.diff(found)).max() < 0.05


def test_stretches_that_overlap_leave_nothing_of_either() -> None:
    found = redacted(noise(1), span(0.2, 0.5), span(0.4, 0.6))
    assert not found[:, round(0.2 * RATE) : round(0.6 * RATE)].any()


def test_the_delivered_file_is_silent_there(tmp_path: Path) -> None:
    mastered(tmp_path, SILENCE, span(8, 11))
    sound, rate = read(tmp_path / "out.mp3")
    assert np.abs(sound[:, round(8.1 * rate) : round(10.9 * rate)]).max() < 0.001
    assert np.abs(sound[:, 12 * rate :]).max() > 0.1


def test_the_tone_is_a_little_softer_than_the_voices(tmp_path: Path) -> None:
    mastered(tmp_path, AudioRecipe(), span(8, 11))
    sound, rate = read(tmp_path / "out.mp3")
    there = sound[:, round(8.5 * rate) : round(10.5 * rate)]
    lufs = -0.691 + 10 * np.log10(np.square(there).mean(axis=1).sum()) + 0.69
    assert lufs == pytest.approx(-22, abs=1)
    spectrum = np.abs(np.fft.rfft(there[0]))
    assert np.argmax(spectrum) * rate / there.shape[1] == pytest.approx(1000, abs=2)


def test_loudness_is_still_the_recipes(tmp_path: Path) -> None:
    assert mastered(tmp_path, AudioRecipe(), span(2, 9)).delivered.integrated_lufs == pytest.approx(-16, abs=0.1)


def test_a_ready_mp3_with_something_to_take_out_is_not_passed_through(tmp_path: Path) -> None:
    mastered(tmp_path, AudioRecipe())
    ready = (tmp_path / "out.mp3").rename(tmp_path / "ready.mp3")
    redactions = [Redaction(span=span(8, 11))]
    found = master([ready], tmp_path / "out.mp3", SILENCE, where=["ready.mp3"], redactions=redactions)
    assert not found.untouched
    sound, rate = read(tmp_path / "out.mp3")
    assert np.abs(sound[:, round(8.1 * rate) : round(10.9 * rate)]).max() < 0.001


def test_times_behind_the_end_stop_everything(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed) as failed:
        mastered(tmp_path, SILENCE, span(19, 21))
    (problem,) = failed.value.problems
    assert (problem.code, problem.where) == ("E0319", "episode.md:7")
    assert "the recording ends at 0:20.0, this at 0:21.0" in problem.what
    assert not (tmp_path / "out.mp3").exists()
