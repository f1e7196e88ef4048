"""The waveform of a sound is its lowest and highest samples, however the sound came."""

import json
import time
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.audio import waveform as module
from pipeline.stages.audio.blocks import Block, silence
from pipeline.stages.audio.waveform import Waveform, WaveformMaker, samples_per_pixel_for, waveform_json

RATE = 48_000


def of(pieces: Iterable[Block], samples_per_pixel: int = 4) -> Waveform:
    maker = WaveformMaker(RATE, samples_per_pixel)
    for _ in maker.watched(pieces):
        pass
    return maker.waveform()


def a_sound(samples: int, channels: int = 2) -> Block:
    return np.random.default_rng(1).uniform(-1, 1, (channels, samples)).astype(np.float32)


def by_hand(sound: Block, samples_per_pixel: int) -> list[list[int]]:
    pixels = [sound[:, at : at + samples_per_pixel] for at in range(0, sound.shape[1], samples_per_pixel)]
    return [[int(pixel.min() * 128), int(pixel.max() * 128)] for pixel in pixels]


@given(
    lengths=st.lists(st.integers(0, 40), max_size=12),
    samples_per_pixel=st.integers(1, 30),
    enough=st.integers(1, 60),
    channels=st.integers(1, 3),
)
def test_pieces_of_any_length_make_the_same_waveform(
    lengths: list[int], samples_per_pixel: int, enough: int, channels: int
) -> None:
    sound = a_sound(sum(lengths), channels)
    pieces = np.split(sound, np.cumsum(lengths)[:-1], axis=1) if lengths else []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ENOUGH", enough)
        found = of(pieces, samples_per_pixel)
    assert found.data.tolist() == by_hand(sound, samples_per_pixel)


def test_the_sound_passes_unchanged_and_in_the_same_pieces() -> None:
    pieces = [a_sound(7), a_sound(0), a_sound(100_000)]
    passed = list(WaveformMaker(RATE, 4).watched(iter(pieces)))
    assert all(came is went for came, went in zip(passed, pieces, strict=True))


def test_whoever_gets_a_piece_may_write_into_it() -> None:
    maker = WaveformMaker(RATE, 4)
    for piece in maker.watched([np.full((1, 4), 0.5, np.float32)]):
        piece[:] = 0
    assert maker.waveform().data.tolist() == [[64, 64]]


def test_the_channels_are_merged_into_their_lowest_and_highest_samples() -> None:
    left, right = [0.5, 0.0, 0.0, 0.0], [0.0, 0.0, -0.25, 0.0]
    assert of([np.array([left, right], np.float32)]).data.tolist() == [[-32, 64]]


def test_the_last_pixel_may_hold_fewer_samples() -> None:
    assert of([np.array([[0.5, 0.5, 0.5, 0.5, -0.5]], np.float32)]).data.tolist() == [[64, 64], [-64, -64]]


def test_a_single_sample_is_a_pixel() -> None:
    assert of([np.array([[0.25]], np.float32)]).data.tolist() == [[32, 32]]


def test_silence_is_flat() -> None:
    assert of([silence(2, 8)]).data.tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("pieces", [[], [silence(1, 0)]])
def test_nothing_has_no_pixels(pieces: list[Block]) -> None:
    written = json.loads(waveform_json(of(pieces)))
    assert (written["length"], written["data"]) == (0, [])


def test_what_is_louder_than_full_scale_is_drawn_at_full_scale() -> None:
    assert of([np.array([[-3.0, 3.0], [-1.0, 1.0]], np.float32)]).data.tolist() == [[-128, 127]]


def test_a_faint_sound_is_rounded_towards_silence_as_audiowaveform_does() -> None:
    assert of([np.array([[-0.007, 0.007]], np.float32)]).data.tolist() == [[0, 0]]


def test_it_may_be_asked_for_in_the_middle() -> None:
    maker = WaveformMaker(RATE, 4)
    sound = a_sound(10)
    for piece in maker.watched([sound[:, :3], sound[:, 3:]]):
        if piece.shape[1] == 3:
            assert maker.waveform().data.tolist() == by_hand(sound[:, :3], 4)
    assert maker.waveform().data.tolist() == by_hand(sound, 4)


def test_it_is_written_as_audiowaveform_writes_it() -> None:
    written = waveform_json(of([np.array([[-0.5, 0.5, 0.0, 0.0, 0.25]], np.float32)]))
    assert written == (
        '{"version":2,"channels":1,"sample_rate":48000,"samples_per_pixel":4,"bits":8,"length":2,"data":[-64,64,32,32]}'
    )


@given(samples=st.integers(0, 10**10), most=st.integers(1, 10_000))
def test_a_long_sound_has_no_more_pixels_than_allowed(samples: int, most: int) -> None:
    a_pixel = samples_per_pixel_for(samples, most)
    assert a_pixel >= 256
    assert samples <= a_pixel * most


@pytest.mark.parametrize("piece", [1152, 4 * RATE])
def test_a_quarter_of_an_hour_is_seen_in_a_moment(piece: int) -> None:
    pieces = [a_sound(piece)] * (900 * RATE // piece)
    before = time.process_time()
    found = of(pieces, samples_per_pixel_for(900 * RATE))
    assert time.process_time() - before < 1.0, "it takes a tenth of this; a loop over samples takes a minute"
    assert len(found.data) == pytest.approx(4000, abs=2)
