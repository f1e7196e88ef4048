"""What can be wrong with a recording is told by code, place and time, at the first look where that is possible."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from mutagen.id3 import APIC, ID3
from PIL import Image

from pipeline.model import AudioRecipe, Probe
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import RULES, master, measure, probe
from tests.support.sound import (
    AIFF,
    CODINGS,
    FLAC,
    M4A,
    MP3,
    OPUS,
    RATE,
    WAV16,
    WAV_FLOAT,
    Coding,
    noise,
    sine,
    speech_like,
    write,
)

WHERE = "episodes/042/recording"


def problems(look: Callable[[], object]) -> list[Problem]:
    with pytest.raises(CheckFailed) as failed:
        look()
    assert all(p.where == WHERE for p in failed.value.problems)
    assert all("libav" not in p.what and "Errno" not in p.what for p in failed.value.problems)
    return list(failed.value.problems)


def everywhere(path: Path) -> set[str]:
    """The codes that each of the three doors gives for a file; they have to agree."""
    looks: tuple[Callable[[], object], ...] = (
        lambda: probe(path, WHERE),
        lambda: measure(path, WHERE),
        lambda: master([path], path.with_name("out.mp3"), AudioRecipe(), where=[WHERE]),
    )
    found = [{p.code for p in problems(look)} for look in looks]
    assert found[0] == found[1] == found[2]
    return found[0]


@pytest.mark.parametrize("coding", CODINGS, ids=lambda c: f"{c.ending}-{c.codec}")
def test_a_first_look_tells_codec_rate_channels_and_length(coding: Coding, tmp_path: Path) -> None:
    path = write(tmp_path / f"fine.{coding.ending}", noise(3, channels=2, rate=48_000), 48_000, coding)
    found = probe(path, WHERE)
    assert (found.rate_hz, found.channels) == (48_000, 2)
    assert found.codec == {"libmp3lame": "mp3", "libopus": "opus"}.get(coding.codec, coding.codec)
    assert found.duration == pytest.approx(3000, abs=max(coding.longer_ms, 10))


def test_an_mp3_without_a_header_of_its_own_is_counted(tmp_path: Path) -> None:
    content = write(tmp_path / "a.mp3", noise(5), coding=MP3, bit_rate=64_000).read_bytes()
    louder = write(tmp_path / "b.mp3", noise(5), coding=MP3, bit_rate=192_000).read_bytes()
    path = tmp_path / "both.mp3"
    path.write_bytes(content[content.index(b"\xff\xfb", 700) :] + louder[louder.index(b"\xff\xfb", 700) :])
    assert probe(path, WHERE).duration == pytest.approx(10_000, abs=150)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert everywhere(tmp_path / "nothing.wav") == {"E0301"}


def test_a_folder_is_no_recording(tmp_path: Path) -> None:
    (tmp_path / "recording.wav").mkdir()
    assert everywhere(tmp_path / "recording.wav") == {"E0301"}


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "recording.wav").touch()
    assert everywhere(tmp_path / "recording.wav") == {"E0302"}


@pytest.mark.parametrize(
    "content",
    [
        b"Dear producer, this is a letter.\n" * 200,
        b"hi",
        b"%PDF-1.7\n" * 100,
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:secret.mp3\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile secret.mp3\n",
        b"v=0\nm=audio 5004 RTP/AVP 0\nc=IN IP4 127.0.0.1\n",
    ],
    ids=["letter", "two bytes", "pdf", "playlist", "list of files", "session"],
)
def test_what_is_not_audio_is_told_whatever_it_is_called(content: bytes, tmp_path: Path) -> None:
    write(tmp_path / "secret.mp3", noise(3), coding=MP3)
    for name in ("recording.mp3", "recording.wav", "recording"):
        (tmp_path / name).write_bytes(content)
        assert everywhere(tmp_path / name) == {"E0303"}


def picture(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (300, 300), (20, 90, 120)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_picture_called_mp3_holds_no_sound(kind: str, tmp_path: Path) -> None:
    (tmp_path / "recording.mp3").write_bytes(picture(kind))
    assert everywhere(tmp_path / "recording.mp3") == {"E0304"}


def test_an_mp3_of_tags_and_a_cover_holds_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "recording.mp3"
    path.touch()
    tags = ID3()
    tags.add(APIC(encoding=3, mime="image/jpeg", type=3, desc="", data=picture("JPEG")))
    tags.save(path)
    assert everywhere(path) == {"E0304"}


def test_a_video_without_sound_is_told(tmp_path: Path) -> None:
    import av  # noqa: PLC0415 - only this test makes a video

    with av.open(tmp_path / "recording.mp4", "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height = 64, 64
        for _ in range(20):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode(None))
    assert everywhere(tmp_path / "recording.mp4") == {"E0304"}


def test_copy_protected_sound_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "recording.m4a", noise(3), coding=M4A)
    path.write_bytes(path.read_bytes().replace(b"mp4a", b"drms"))
    assert everywhere(path) == {"E0305"}


@pytest.mark.parametrize("coding", [WAV16, WAV_FLOAT, FLAC, AIFF, MP3], ids=lambda c: f"{c.ending}-{c.codec}")
@pytest.mark.parametrize("left", [0.3, 0.97])
def test_a_file_that_ends_too_early_is_told_at_the_first_look(coding: Coding, left: float, tmp_path: Path) -> None:
    path = write(tmp_path / f"recording.{coding.ending}", noise(20), coding=coding)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    assert everywhere(path) == {"E0306"}


def test_a_truncated_wav_is_told_with_both_lengths(tmp_path: Path) -> None:
    path = write(tmp_path / "recording.wav", noise(90, rate=8000), 8000)
    path.write_bytes(path.read_bytes()[: 8000 * 2 * 31])
    (problem,) = problems(lambda: probe(path, WHERE))
    assert problem.what == "the file promises 1:30.0 of audio but ends at 0:30.9"


def test_a_wav_whose_writer_did_not_know_the_length_is_fine(tmp_path: Path) -> None:
    path = write(tmp_path / "recording.wav", noise(3))
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    for unknown in (b"\xff\xff\xff\xff", b"\0\0\0\0"):
        content[at : at + 4] = unknown
        path.write_bytes(content)
        assert probe(path, WHERE).duration == 3000
        assert measure(path, WHERE).samples == 3 * RATE


def test_an_m4a_without_its_index_is_damaged(tmp_path: Path) -> None:
    path = write(tmp_path / "recording.m4a", noise(5), coding=M4A)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert everywhere(path) == {"E0307"}


@pytest.mark.parametrize("coding", [FLAC, MP3, M4A, OPUS], ids=lambda c: c.ending)
def test_damage_in_the_middle_is_told_with_its_time(coding: Coding, tmp_path: Path) -> None:
    path = write(tmp_path / f"recording.{coding.ending}", noise(10, rate=48_000), 48_000, coding)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = np.random.default_rng(5).bytes(3000)
    path.write_bytes(content)
    (problem,) = problems(lambda: measure(path, WHERE))
    assert problem.code == "E0307"
    assert any(f"0:0{second}." in problem.what for second in (4, 5))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30])
def test_samples_that_are_no_numbers_are_told_with_their_time(value: float, tmp_path: Path) -> None:
    sound = noise(6, channels=2)
    sound[1, 150_000] = value
    path = write(tmp_path / "recording.wav", sound, coding=WAV_FLOAT)
    for look in (
        lambda: measure(path, WHERE),
        lambda: master([path], tmp_path / "out.mp3", AudioRecipe(), where=[WHERE]),
    ):
        (problem,) = problems(look)
        assert (problem.code, problem.what) == ("E0310", "the first sample that is not a number (NaN) is at 0:03.4")


def test_silence_is_no_episode(tmp_path: Path) -> None:
    for quiet in (np.zeros((2, 3 * RATE), np.float32), noise(3, level_db=-90)):
        path = write(tmp_path / "recording.wav", quiet, coding=WAV_FLOAT)
        found = problems(lambda path=path: master([path], tmp_path / "out.mp3", AudioRecipe(), where=[WHERE]))
        assert [p.code for p in found] == ["E0309"]


def test_less_than_a_second_is_no_episode(tmp_path: Path) -> None:
    path = write(tmp_path / "recording.wav", sine(0.99))
    assert [p.code for p in problems(lambda: probe(path, WHERE))] == ["E0308"]
    found = problems(lambda: master([path], tmp_path / "out.mp3", AudioRecipe(), where=[WHERE]))
    assert [p.code for p in found] == ["E0308"]


def test_takes_shorter_than_a_second_may_make_an_episode_together(tmp_path: Path) -> None:
    path = write(tmp_path / "take.wav", sine(0.6))
    assert master([path, path], tmp_path / "out.mp3", AudioRecipe(), where=["a", "b"]).duration == 1200


def with_fmt(path: Path, *, rate: int = RATE, channels: int = 1) -> Path:
    """Change what a WAV file says of itself."""
    content = bytearray(path.read_bytes())
    at = content.index(b"fmt ") + 8
    content[at + 2 : at + 4] = channels.to_bytes(2, "little")
    content[at + 4 : at + 8] = rate.to_bytes(4, "little")
    content[at + 8 : at + 12] = (rate * channels * 2).to_bytes(4, "little")
    content[at + 12 : at + 14] = (channels * 2).to_bytes(2, "little")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("rate", [1, 4000, 7999, 384_001, 1_000_000])
def test_a_rate_nobody_records_at_is_told(rate: int, tmp_path: Path) -> None:
    assert everywhere(with_fmt(write(tmp_path / "recording.wav", noise(3)), rate=rate)) == {"E0311"}


@pytest.mark.parametrize("channels", [9, 16, 24])
def test_more_channels_than_anybody_can_hear_are_told(channels: int, tmp_path: Path) -> None:
    assert everywhere(with_fmt(write(tmp_path / "recording.wav", noise(3)), channels=channels)) == {"E0312"}


@pytest.mark.parametrize(("rate_hz", "kbps"), [(44_100, 100), (22_050, 192), (96_000, 128)])
def test_a_recipe_that_mp3_has_no_place_for_is_told(rate_hz: int, kbps: int, tmp_path: Path) -> None:
    path = write(tmp_path / "take.wav", noise(2))
    recipe = replace(AudioRecipe(), rate_hz=rate_hz, bitrate_kbps=kbps)
    with pytest.raises(CheckFailed) as failed:
        master([path], tmp_path / "out.mp3", recipe, where=["take.wav"])
    assert {(p.code, p.where) for p in failed.value.problems} == {("E0314", "show.toml")}


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    fine = write(tmp_path / "fine.wav", speech_like(3))
    (tmp_path / "empty.wav").touch()
    (tmp_path / "letter.mp3").write_text("Dear producer")
    takes = [tmp_path / name for name in ("empty.wav", "fine.wav", "letter.mp3", "gone.flac")]
    with pytest.raises(CheckFailed) as failed:
        master(takes, tmp_path / "out.mp3", AudioRecipe(), where=[t.name for t in takes], intro=tmp_path / "no.wav")
    assert [(p.code, p.where) for p in failed.value.problems] == [
        ("E0302", "empty.wav"),
        ("E0303", "letter.mp3"),
        ("E0301", "gone.flac"),
        ("E0301", "no.wav"),
    ]
    assert fine.exists()


def test_an_mp3_with_a_ragged_end_is_fine(tmp_path: Path) -> None:
    """The last frame of a stream that was cut is not worth a word."""
    content = write(tmp_path / "a.mp3", noise(5), coding=MP3).read_bytes()
    path = tmp_path / "recording.mp3"
    path.write_bytes(content[content.index(b"\xff\xfb", 700) : -100])
    assert isinstance(probe(path, WHERE), Probe)
    assert measure(path, WHERE).integrated_lufs > -30


def test_tags_with_foreign_letters_are_no_obstacle(tmp_path: Path) -> None:
    path = write(tmp_path / "recording.wav", noise(3))
    info = b"LIST\x10\0\0\0INFOINAM\x04\0\0\0\xe4\xf6\xfc\0"
    content = path.read_bytes()
    path.write_bytes(content[:4] + (len(content) - 8 + len(info)).to_bytes(4, "little") + content[8:] + info)
    assert probe(path, WHERE).duration == 3000


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(code[1:3] == "03" for code in codes)
