"""Where encoding makes a peak grow too high, the frames around it are made again, and no others."""

import numpy as np
import pytest

from pipeline.stages.audio import libav
from pipeline.stages.audio.encoding import stitch
from pipeline.stages.audio.encoding.lame import Mp3Format, Pcm
from pipeline.stages.audio.encoding.peak_repair import DELAY, Heard, mended
from pipeline.stages.audio.encoding.stitch import PERIOD, Mp3Chunk, joined
from pipeline.stages.audio.grid import grid_for
from pipeline.stages.audio.truepeak import MARGIN, frame_peaks, in_whole_cells, sample_peaks
from tests.support.sound import Sound, sine, speech_like

CHUNK = 6 * PERIOD
HIGHEST = 0.5


def with_clicks(form: Mp3Format, seconds: float, at_s: list[float]) -> Pcm:
    """Quiet speech, with a short loud tone at some moments."""
    return form.quantised(clicking(seconds, at_s, form.rate_hz, form.channels))


def clicking(seconds: float, at_s: list[float], rate_hz: int, channels: int) -> Sound:
    sound = np.array(speech_like(seconds, rate=rate_hz, channels=channels, level_db=-30))
    for moment in at_s:
        start = round(moment * rate_hz)
        there = sound[:, start : start + round(0.004 * rate_hz)]
        there += sine(1, hz=3000, level_db=-5.7, rate=rate_hz)[:, : there.shape[1]]
    return sound


def heard(pcm: Pcm, form: Mp3Format, highest: float) -> list[Heard]:
    size = CHUNK * form.samples
    chunks = (Mp3Chunk(pcm[:, at : at + size], form) for at in range(0, pcm.shape[1], size))
    return list(mended(joined(chunks, form), form, highest))


def frames_of(parts: list[Heard]) -> list[bytes]:
    return [frame for part in parts for frame in part.frames]


def true_peaks(sound: Sound, rate_hz: int) -> np.ndarray:
    grid = grid_for(rate_hz)
    whole = in_whole_cells(np.pad(sound, ((0, 0), (MARGIN, MARGIN))), grid.cell)
    return frame_peaks(whole, grid, sample_peaks(whole[:, MARGIN:-MARGIN], grid.cell), 0.0)


FORMS = [Mp3Format(rate_hz=48_000, channels=2, kbps=96), Mp3Format(rate_hz=44_100, channels=1, kbps=64)]


@pytest.mark.parametrize(
    "form",
    [pytest.param(FORMS[0], id="48 kHz, stereo", marks=pytest.mark.slow), pytest.param(FORMS[1], id="44.1 kHz, mono")],
)
@pytest.mark.parametrize(
    "at_s",
    [[0.0], [5.0], [19.97], [7.1, 7.15, 7.2], [7.05, 14.11], [3.0, 6.9, 7.2, 7.4, 11.0, 19.0]],
    ids=["at the start", "inside", "at the end", "near each other", "where chunks meet", "in many places"],
)
def test_no_peak_is_left_too_high_and_nothing_else_is_touched(form: Mp3Format, at_s: list[float]) -> None:
    pcm = with_clicks(form, 20, at_s)
    before, after = heard(pcm, form, 9.0), heard(pcm, form, HIGHEST)
    old, new = (np.concatenate([part.sound for part in parts], axis=1) for parts in (before, after))
    assert true_peaks(old, form.rate_hz).max() > HIGHEST
    assert true_peaks(new, form.rate_hz).max() <= HIGHEST
    moments = DELAY / form.rate_hz + np.array(at_s)
    changed_s = np.flatnonzero((old != new).any(axis=0)) / form.rate_hz
    nearest_s = np.abs(changed_s[:, None] - moments).min(axis=1)
    assert nearest_s.max() < 4.0  # until the bit reservoir is as it was
    assert [len(frame) for frame in frames_of(before)] == [len(frame) for frame in frames_of(after)]


@pytest.mark.parametrize("form", FORMS, ids=["48 kHz, stereo", "44.1 kHz, mono"])
def test_what_was_heard_is_what_the_frames_decode_to(form: Mp3Format) -> None:
    parts = heard(with_clicks(form, 20, [0.5, 5.0, 14.1]), form, HIGHEST)
    sound = np.concatenate([part.sound for part in parts], axis=1)
    assert np.array_equal(sound, libav.decoded_frames(frames_of(parts)))


def test_a_sound_that_is_too_high_all_over_comes_down_as_well() -> None:
    form = FORMS[1]
    parts = heard(form.quantised(sine(8, level_db=-3.0, rate=form.rate_hz)), form, HIGHEST)
    assert true_peaks(np.concatenate([part.sound for part in parts], axis=1), form.rate_hz).max() <= HIGHEST


def test_peaks_where_stretches_meet_are_mended_before_either_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was given away cannot be changed any more: a peak at a stretch's start belongs to the one before it, too."""
    monkeypatch.setattr(stitch, "STRETCH_FRAMES", 3 * PERIOD)
    form = FORMS[0]
    parts = heard(with_clicks(form, 40, [0.37 * at for at in range(1, 107)]), form, HIGHEST)
    sound = np.concatenate([part.sound for part in parts], axis=1)
    assert len(parts) > 10
    assert np.array_equal(sound, libav.decoded_frames(frames_of(parts)))
