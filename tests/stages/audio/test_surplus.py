"""A recorder that broke off leaves a header that promises less than the file holds: that is told, and never cut off."""

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import AudioRecipe
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import examine, master, measure, portrait, probe, probe_bookend
from tests.support.sound import Coding, noise, write

RATE = 8000
SECONDS = 10
RECIPE = AudioRecipe()


def coding(ending: str, codec: str) -> Coding:
    return Coding(ending=ending, codec=codec, container=ending)


PLAIN = [
    coding("wav", "pcm_s16le"),
    coding("wav", "pcm_s24le"),
    coding("wav", "pcm_f32le"),
    coding("wav", "pcm_u8"),
    coding("wav", "adpcm_ms"),
    coding("wav", "pcm_alaw"),
    coding("aiff", "pcm_s16be"),
    coding("aiff", "pcm_s24be"),
    coding("aiff", "pcm_f32be"),
    coding("aiff", "pcm_alaw"),
    coding("caf", "pcm_s16le"),
    coding("caf", "adpcm_ima_qt"),
    coding("w64", "pcm_s24le"),
]
NAMES = {"wav": (b"data", 4, "little", 0), "aiff": (b"SSND", 4, "big", 0), "caf": (b"data", 8, "big", 0)}
SIZES = {**NAMES, "w64": (b"data\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a", 8, "little", 24)}
BESIDE = {"wav": 0, "aiff": 8, "caf": 4, "w64": 0}
"""What is counted as sound, and is none."""
LOOKS: dict[str, Callable[[Path], object]] = {
    "probe": lambda path: probe(path, "take"),
    "bookend": lambda path: probe_bookend(path, "take"),
    "measure": lambda path: measure(path, "take"),
    "examine": lambda path: examine(path, "take", RECIPE),
    "portrait": lambda path: portrait(path, "take"),
    "master": lambda path: master([path], path.with_name("out.mp3"), RECIPE, where=["take"]),
}


def take(folder: Path, how: Coding = PLAIN[0], seconds: float = SECONDS) -> Path:
    return write(folder / f"take.{how.ending}", noise(seconds, rate=RATE), RATE, how, bit_rate=4 * RATE)


def stated(path: Path, change: Callable[[int], int]) -> Path:
    """Change how much sound the header says there is."""
    name, length, order, own = SIZES[path.suffix[1:]]
    content = bytearray(path.read_bytes())
    at = content.index(name) + len(name)
    size = int.from_bytes(content[at : at + length], order)  # type: ignore[arg-type]
    content[at : at + length] = (change(size - own) + own).to_bytes(length, order)  # type: ignore[arg-type]
    path.write_bytes(content)
    return path


def followed(path: Path, by: bytes) -> Path:
    path.write_bytes(path.read_bytes() + by)
    return path


def refused(look: Callable[[], object]) -> Problem:
    with pytest.raises(CheckFailed) as failed:
        look()
    (problem,) = failed.value.problems
    return problem


@pytest.mark.parametrize("how", PLAIN, ids=lambda how: f"{how.ending}-{how.codec}")
def test_a_header_that_was_never_brought_up_to_date_is_told_with_both_lengths(how: Coding, tmp_path: Path) -> None:
    beside = BESIDE[how.ending]
    path = take(tmp_path, how)
    whole = probe(path, "take").duration
    stated(path, lambda size: (size - beside) * 3 // 10 // 1024 * 1024 + beside)
    problem = refused(lambda: probe(path, "take"))
    assert problem.code == "E0323"
    told = problem.what.removeprefix("the header promises 0:0").split(" of audio, and the file holds ")
    assert 2.6 < float(told[0]) <= 3.0
    minutes, seconds = told[1].split(":")
    assert int(minutes) * 60 + float(seconds) == pytest.approx(whole / 1000, abs=0.2)


@pytest.mark.parametrize("look", LOOKS)
def test_it_is_told_at_every_door(look: str, tmp_path: Path) -> None:
    problem = refused(lambda: LOOKS[look](stated(take(tmp_path), lambda size: size // 2)))
    assert (problem.code, problem.where) == ("E0323", "take")
    assert problem.what == "the header promises 0:05.0 of audio, and the file holds 0:10.0"
    assert "import raw" in problem.fix
    assert not (tmp_path / "out.mp3").exists()


@pytest.mark.parametrize("how", [PLAIN[6], PLAIN[10]], ids=lambda how: how.ending)
def test_a_header_that_promises_nothing_is_told(how: Coding, tmp_path: Path) -> None:
    path = stated(take(tmp_path, how), lambda _: BESIDE[how.ending])
    assert refused(lambda: probe(path, "take")).what == "the header promises 0:00.0 of audio, and the file holds 0:10.0"


def long_wave(path: Path, form: bytes, size: int) -> Path:
    """RF64 or BW64: sizes stand in a chunk in front."""
    content = write(path, noise(SECONDS, rate=RATE), RATE).read_bytes()
    sound = content[content.index(b"data") + 8 :]
    ds64 = struct.pack("<4sIQQQI", b"ds64", 28, len(sound) + 72, size or len(sound), len(sound) // 2, 0)
    fmt = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    data = struct.pack("<4sI", b"data", 0xFFFFFFFF)
    path.write_bytes(form + b"\xff\xff\xff\xffWAVE" + ds64 + fmt + data + sound)
    return path


@pytest.mark.parametrize("form", [b"RF64", b"BW64"])
def test_long_wav_files_are_held_to_their_word_too(form: bytes, tmp_path: Path) -> None:
    assert probe(long_wave(tmp_path / "take.wav", form, 0), "take").duration == 10_000
    problem = refused(lambda: probe(long_wave(tmp_path / "take.wav", form, 4 * RATE), "take"))
    assert problem.what == "the header promises 0:02.0 of audio, and the file holds 0:10.0"


def test_a_length_that_has_no_place_in_a_wav_header_is_told(tmp_path: Path) -> None:
    """2 GB are what some programs write for "unknown": players stop there, although the file goes on."""
    path = stated(take(tmp_path), lambda _: 0x7FFFF000)
    assert probe(path, "take").duration == 10_000
    start = path.read_bytes().index(b"data") + 8
    with path.open("r+b") as file:
        file.seek(start + 0x7FFFF000)
        file.write(noise(1, rate=RATE).tobytes())
    assert refused(lambda: probe(path, "take")).code == "E0323"


def chunk(name: bytes, body: bytes, order: str = "<") -> bytes:
    return struct.pack(f"{order}4sI", name, len(body)) + body


ID3V2 = b"ID3\x04\x00\x00\x00\x00\x10\x00" + b"\x01" * 2048
ID3V1 = b"TAG" + b"A title".ljust(125, b"\0")
APE = b"APETAGEX" + struct.pack("<IIII", 2000, 3000, 1, 0) + bytes(8)
APE_TAG = b"\x07" * 2968 + APE[:12] + struct.pack("<I", 3000) + APE[16:]
LIST = chunk(b"LIST", b"INFOINAM" + b"\x02" * 2001)
HARMLESS = {
    "chunk": LIST + b"\0",
    "chunks": LIST + b"\0" + chunk(b"bext", b"x" * 5000) + chunk(b"iXML", b"<" * 800),
    "odd chunk without its padding": LIST + chunk(b"id3 ", b"\x07" * 4000),
    "odd chunk with another padding": LIST + b"\x09" + chunk(b"id3 ", b"\x07" * 4000),
    "chunk nobody knows": chunk(b"LGWV", b"\x05" * 40_000),
    "chunk that is cut off": LIST[:1500],
    "zeros": bytes(70_000),
    "memory that was never written": b"\xff" * 70_000,
    "zeros and a chunk": bytes(4096) + LIST,
    "ID3v2": ID3V2,
    "ID3v1": ID3V1,
    "APE": APE_TAG,
    "chunk, zeros, ID3v2, APE and ID3v1": LIST + bytes(999) + ID3V2 + APE_TAG + ID3V1,
    "a hundredth of a second": b"\x05\x06\x07\x08" * 40,
}


@pytest.mark.parametrize("what", HARMLESS)
def test_chunks_tags_and_padding_may_follow_the_sound(what: str, tmp_path: Path) -> None:
    path = followed(take(tmp_path), HARMLESS[what])
    assert probe(path, "take").duration == 10_000
    assert measure(path, "take").samples == SECONDS * RATE


def test_chunks_may_follow_in_every_format(tmp_path: Path) -> None:
    big = chunk(b"ANNO", b"A note" * 900, ">")
    caf = struct.pack(">4sQ", b"info", 5000) + b"\x03" * 5000
    w64 = b"bext\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a" + struct.pack("<Q", 5024) + b"\x03" * 5000
    for how, following in ((PLAIN[6], big), (PLAIN[10], caf), (PLAIN[12], w64)):
        path = followed(take(tmp_path, how), following)
        assert probe(path, "take").duration == 10_000
        assert refused(lambda path=path: probe(followed(path, b"\x05\x06\x07\x08" * RATE), "take")).code == "E0323"


@pytest.mark.parametrize(
    "how", [PLAIN[6], PLAIN[10], PLAIN[11], PLAIN[12]], ids=lambda how: f"{how.ending}-{how.codec}"
)
@pytest.mark.parametrize("left", [0.3, 0.97])
def test_a_file_that_ends_before_its_header_says_is_truncated_as_ever(how: Coding, left: float, tmp_path: Path) -> None:
    path = take(tmp_path, how)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    assert refused(lambda: probe(path, "take")).code == "E0306"
    assert refused(lambda: measure(path, "take")).code == "E0306"


SOUND = (noise(1, rate=RATE) * 32767).astype("<i2").tobytes()
LOST = {
    "sound": SOUND,
    "sound after a second of silence": bytes(2 * RATE) + SOUND,
    "sound behind a chunk": LIST + b"\0" + SOUND,
    "sound before a tag": SOUND + ID3V1,
    "sound before a chunk": SOUND + LIST,
}


@pytest.mark.parametrize("what", LOST)
def test_sound_is_found_wherever_it_follows(what: str, tmp_path: Path) -> None:
    assert refused(lambda: probe(followed(take(tmp_path), LOST[what]), "take")).code == "E0323"


def test_two_files_that_were_copied_one_behind_the_other_are_told(tmp_path: Path) -> None:
    path = take(tmp_path)
    problem = refused(lambda: probe(followed(path, path.read_bytes()), "take"))
    assert problem.what == "the header promises 0:10.0 of audio, and the file holds 0:20.0"


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0xFFFFFF00, 0x7FFFFFFF, 0x7FFFF000, 0x80000000])
def test_a_streamed_wav_is_read_to_its_end(size: int, tmp_path: Path) -> None:
    path = stated(take(tmp_path), lambda _: size)
    assert probe(path, "take").duration == 10_000
    assert measure(path, "take").samples == SECONDS * RATE


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    following=st.lists(
        st.tuples(st.sampled_from((b"cue ", b"JUNK", b"PAD ", b"LGWV", b"_PMX")), st.binary(max_size=400)),
        max_size=8,
    ),
    left=st.integers(200, 16_000),
)
def test_any_chunks_are_harmless_and_any_sound_behind_them_is_not(
    following: list[tuple[bytes, bytes]], left: int, tmp_path: Path
) -> None:
    behind = b"".join(chunk(name, body) + b"\0" * (len(body) % 2) for name, body in following)
    content = take(tmp_path, seconds=2).read_bytes()
    path = tmp_path / "changed.wav"
    path.write_bytes(content + behind)
    assert probe(path, "take").duration == 2000
    path.write_bytes(content + behind + np.random.default_rng(left).integers(1, 9, left, np.uint8).tobytes())
    assert refused(lambda: probe(path, "take")).code == "E0323"
