"""AAC and Opus in chunks: what is told to be heard is in the file, nobody hears a join, and no peak is too high."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pipeline.model import Codec
from pipeline.stages.audio import libav
from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.encoding import overlap
from pipeline.stages.audio.encoding.overlap import written
from pipeline.stages.audio.libav import PacketFormat
from tests.stages.audio.test_peak_repair import clicking, true_peaks
from tests.support.sound import Sound, speech_like

FORMS = [
    PacketFormat(codec=Codec.AAC, rate_hz=44_100, channels=2, kbps=96),
    PacketFormat(codec=Codec.AAC, rate_hz=48_000, channels=1, kbps=64),
    PacketFormat(codec=Codec.OPUS, rate_hz=48_000, channels=2, kbps=96),
    PacketFormat(codec=Codec.OPUS, rate_hz=48_000, channels=1, kbps=48),
]
NAMES = [f"{form.codec.value}, {form.channels} channels" for form in FORMS]
CHUNK_S = 2
LOUD = 9.0
every_form = pytest.mark.parametrize("form", FORMS, ids=NAMES)


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap, "CHUNK_S", CHUNK_S)


def made(path: Path, sound: Sound, form: PacketFormat, highest: float = LOUD) -> Sound:
    """Write the file; what it is said to sound like."""

    def blocks() -> Iterator[Block]:
        yield from np.array_split(sound, 7, axis=1)

    return np.concatenate(list(written(path, blocks(), form, highest=highest)), axis=1)


def read(path: Path, form: PacketFormat) -> Sound:
    return np.concatenate(list(libav.decoded(path, "x", rate_hz=form.rate_hz, channels=form.channels)), axis=1)


def speech(form: PacketFormat, seconds: float) -> Sound:
    return speech_like(seconds, rate=form.rate_hz, channels=form.channels, level_db=-18)


@every_form
def test_what_is_told_to_be_heard_is_what_players_decode(form: PacketFormat, tmp_path: Path) -> None:
    """Opus' memory fades slowly: what is left of a chunk's own decoder is less than a 16-bit file could hold."""
    sound = speech(form, 9)
    said, file = made(tmp_path / "x", sound, form), read(tmp_path / "x", form)
    assert said.shape == sound.shape
    assert np.abs(said - file[:, : said.shape[1]]).max() < 2**-15


@every_form
def test_no_join_is_further_from_the_sound_than_other_places(form: PacketFormat, tmp_path: Path) -> None:
    sound = speech(form, 13)
    off = np.abs(made(tmp_path / "x", sound, form) - sound).max(axis=0)
    size = round(CHUNK_S * form.rate_hz / form.samples) * form.samples
    near = np.zeros(len(off), bool)
    for join in range(size, len(off), size):
        near[join - 2 * form.samples : join + 2 * form.samples] = True
    assert near.sum() > 20 * form.samples
    assert off[near].max() <= off[~near].max()


@every_form
@pytest.mark.parametrize("more", [-1, 0, 1, 700, 1023, 5000])
def test_not_a_sample_is_lost_however_long_the_last_chunk_is(form: PacketFormat, more: int, tmp_path: Path) -> None:
    size = round(CHUNK_S * form.rate_hz / form.samples) * form.samples
    sound = speech(form, 5)[:, : 2 * size + more]
    said, file = made(tmp_path / "x", sound, form), read(tmp_path / "x", form)
    assert said.shape == sound.shape
    assert 0 <= file.shape[1] - said.shape[1] < form.samples
    assert np.abs(said - file[:, : said.shape[1]]).max() < 2**-15


@every_form
def test_a_sound_shorter_than_a_packet_is_whole(form: PacketFormat, tmp_path: Path) -> None:
    sound = speech(form, 1)[:, :100]
    assert made(tmp_path / "x", sound, form).shape == sound.shape


@every_form
def test_peaks_that_encoding_made_grow_are_made_softer_and_nothing_else_is(form: PacketFormat, tmp_path: Path) -> None:
    at_s = [0.5, 1.2, 4.9, 4.95, 7.1]
    sound = clicking(9, at_s, form.rate_hz, form.channels)
    free = made(tmp_path / "x", sound, form)
    before = true_peaks(free, form.rate_hz)
    highest = 0.9 * float(before.max())
    held = made(tmp_path / "x", sound, form, highest)
    assert true_peaks(held, form.rate_hz).max() <= highest
    far = np.ones(sound.shape[1], bool)
    for moment in at_s:
        far[round((moment - 0.3) * form.rate_hz) : round((moment + 0.6) * form.rate_hz)] = False
    assert far.sum() > 3 * form.rate_hz
    assert np.abs(held - free)[:, far].max() < np.abs(free - sound).max()


@every_form
def test_near_a_join_the_sound_stays_as_it_is(form: PacketFormat, tmp_path: Path) -> None:
    """Or the packets on either side would be made of two different sounds; the next round makes all of it softer."""
    join = round(CHUNK_S * form.rate_hz / form.samples) * form.samples / form.rate_hz
    sound = clicking(5, [join - 0.002], form.rate_hz, form.channels)
    free, held = (made(tmp_path / "x", sound, form, highest) for highest in (LOUD, 0.2))
    assert np.array_equal(free, held)


@every_form
def test_the_same_sound_makes_the_same_bytes(form: PacketFormat, tmp_path: Path) -> None:
    for name in "ab":
        made(tmp_path / name, speech(form, 5), form)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
