"""Encoded in chunks side by side, a sound decodes to the very samples that one encoder would have made of it."""

from itertools import pairwise

import numpy as np
import pytest

from pipeline.stages.audio import libav
from pipeline.stages.audio.encoding.lame import Mp3Format, Pcm
from pipeline.stages.audio.encoding.stitch import PERIOD, Mp3Chunk, joined
from tests.support.sound import Sound, noise, sine, speech_like

SHORT = 4 * PERIOD
"""Frames in a chunk here, so that a few seconds have many joins."""
WHOLE = 10**9


def encoded(pcm: Pcm, form: Mp3Format, chunk_frames: int) -> list[bytes]:
    size = chunk_frames * form.samples
    stretches = list(joined((Mp3Chunk(pcm[:, at : at + size], form) for at in range(0, pcm.shape[1], size)), form))
    assert np.array_equal(np.concatenate([piece for s in stretches for piece in s.pieces], axis=1), pcm)
    assert [s.last for s in stretches] == [False] * (len(stretches) - 1) + [True]
    return [frame for stretch in stretches for frame in stretch.frames]


def assert_seamless(sound: Sound, form: Mp3Format, chunk_frames: int = SHORT) -> None:
    pcm = form.quantised(sound)
    one, frames = encoded(pcm, form, WHOLE), encoded(pcm, form, chunk_frames)
    assert [len(frame) for frame in frames] == [len(frame) for frame in one]
    assert np.array_equal(libav.decoded_frames(frames), libav.decoded_frames(one))


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(
    ("rate_hz", "kbps"),
    [
        (48_000, 64),
        (48_000, 128),
        (48_000, 192),
        (44_100, 64),
        (44_100, 128),
        (44_100, 192),
        (32_000, 96),
        (22_050, 48),
    ],
)
def test_no_decoder_can_tell_where_chunks_were_joined(rate_hz: int, kbps: int, channels: int) -> None:
    sound = speech_like(24, rate=rate_hz, channels=channels, level_db=-18)
    assert_seamless(sound, Mp3Format(rate_hz=rate_hz, channels=channels, kbps=kbps))


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("vbr", [2, 5])
def test_variable_bit_rates_join_as_well(vbr: int, channels: int) -> None:
    form = Mp3Format(rate_hz=44_100, channels=channels, kbps=128, vbr=vbr)
    assert_seamless(speech_like(24, rate=44_100, channels=channels, level_db=-18), form)


def test_chunks_are_left_soon_after_they_meet() -> None:
    """Or else the whole would have been encoded one after another after all."""
    form = Mp3Format(rate_hz=48_000, channels=2, kbps=128)
    pcm = form.quantised(speech_like(24, rate=48_000, channels=2, level_db=-18))
    size = SHORT * form.samples
    chunks = [Mp3Chunk(pcm[:, at : at + size], form) for at in range(0, pcm.shape[1] - size, size)]
    assert all((one.meets(other) or SHORT) < SHORT for one, other in pairwise(chunks))


@pytest.mark.parametrize("more", [1, 100, 1152, 5000, 30_000])
def test_a_last_chunk_of_any_length_is_no_obstacle(more: int) -> None:
    form = Mp3Format(rate_hz=44_100, channels=1, kbps=64)
    whole = 2 * SHORT * form.samples
    assert_seamless(speech_like(20, level_db=-18)[:, : whole + more], form)


@pytest.mark.parametrize(
    "sound",
    [sine(16, level_db=-1.0), noise(16, level_db=-12.0), np.zeros((1, 16 * 44_100), np.float32)],
    ids=["a tone", "noise", "silence"],
)
def test_other_sounds_than_speech_join_as_well(sound: Sound) -> None:
    assert_seamless(sound, Mp3Format(rate_hz=44_100, channels=1, kbps=64))


def test_where_encoders_never_agree_one_goes_on_alone() -> None:
    form = Mp3Format(rate_hz=48_000, channels=1, kbps=64)
    assert_seamless(speech_like(6, rate=48_000), form, chunk_frames=20)
