"""An MP3 that is as the recipe wants it goes out as it came, without what is private in its tags."""

from dataclasses import replace
from pathlib import Path

import lameenc
import numpy as np
import pytest

from pipeline.model import AudioRecipe, ChannelPolicy, Mastered
from pipeline.stages.audio import master, measure
from pipeline.stages.audio.mpeg.frames import frame_chain
from pipeline.stages.audio.mpeg.gain import stepped
from tests.support.sound import RATE, Sound, sine, speech_like, write

RECIPE = AudioRecipe()
PRIVATE = b"recorded by somebody, at home"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `master` itself makes is ready."""
    folder = tmp_path_factory.mktemp("ready")
    take = write(folder / "take.wav", speech_like(6, channels=2))
    master([take], folder / "ready.mp3", RECIPE, where=["take.wav"])
    return folder / "ready.mp3"


def passed(folder: Path, content: bytes, recipe: AudioRecipe = RECIPE) -> tuple[Mastered, bytes]:
    """Master a file with this content: the outcome, and the bytes delivered."""
    take = folder / "take.mp3"
    take.write_bytes(content)
    result = master([take], folder / "out.mp3", recipe, where=["take.mp3"])
    return result, (folder / "out.mp3").read_bytes()


def id3v2(payload: bytes) -> bytes:
    """A tag with one private frame."""
    frame = b"PRIV" + len(payload).to_bytes(4, "big") + b"\0\0" + payload
    size = len(frame) + 100
    return b"ID3\3\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frame + bytes(100)


def id3v1(payload: bytes) -> bytes:
    return b"TAG" + payload.ljust(125, b"\0")


def ape(payload: bytes) -> bytes:
    item = len(payload).to_bytes(4, "little") + bytes(4) + b"Comment\0" + payload
    size = (len(item) + 32).to_bytes(4, "little")
    ends = [
        b"APETAGEX"
        + (2000).to_bytes(4, "little")
        + size
        + (1).to_bytes(4, "little")
        + flags.to_bytes(4, "little")
        + bytes(8)
        for flags in (0xA0000000, 0x80000000)
    ]
    return ends[0] + item + ends[1]


def lyrics(payload: bytes) -> bytes:
    body = b"LYRICSBEGININF" + b"%05d" % len(payload) + payload
    return body + b"%06d" % len(body) + b"LYRICS200"


def by_lame(sound: Sound, *, kbps: int | None = None, vbr: float | None = None) -> bytes:
    """An MP3 without a Xing frame."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(len(sound))
    encoder.silence()
    if kbps is not None:
        encoder.set_bit_rate(kbps)
    if vbr is not None:
        encoder.set_vbr(4)
        encoder.set_vbr_quality(vbr)
    samples = np.rint(sound.T * 32767).astype("<i2")
    return bytes(encoder.encode(samples.tobytes())) + bytes(encoder.flush())


def test_a_ready_mp3_is_delivered_byte_for_byte(ready: Path, tmp_path: Path) -> None:
    result, out = passed(tmp_path, ready.read_bytes())
    assert out == ready.read_bytes()
    assert (result.untouched, result.gain_db, result.limited_db) == (True, 0.0, 0.0)
    assert result.delivered == result.recording == measure(ready, "ready.mp3")
    assert (result.body.start, result.body.end) == (0, 6000)
    assert result.speech


def test_tags_are_left_behind(ready: Path, tmp_path: Path) -> None:
    frames = ready.read_bytes()
    tagged = (
        id3v2(PRIVATE) + frames + lyrics(PRIVATE) + ape(PRIVATE) + id3v1(PRIVATE),
        id3v2(PRIVATE) + id3v2(PRIVATE) + bytes(64) + frames + id3v1(PRIVATE),
        frames + ape(PRIVATE),
    )
    for content in tagged:
        result, out = passed(tmp_path, content)
        assert result.untouched
        assert out == frames


@pytest.mark.parametrize(("kbps", "vbr"), [(160, None), (None, 2.0)])
def test_any_bit_rate_is_welcome_constant_or_not(kbps: int | None, vbr: float | None, tmp_path: Path) -> None:
    tone = sine(4, level_db=-16 if vbr else -15.55, channels=2)
    content = by_lame(tone, kbps=kbps, vbr=vbr)
    result, out = passed(tmp_path, content)
    assert result.untouched
    assert out == content


@pytest.mark.parametrize(
    "recipe",
    [
        replace(RECIPE, target_lufs=-17.0),
        replace(RECIPE, ceiling_dbtp=-4.0),
        replace(RECIPE, channels=ChannelPolicy.MONO),
    ],
    ids=["another loudness", "a lower ceiling", "other channels"],
)
def test_what_is_not_ready_is_mastered(recipe: AudioRecipe, ready: Path, tmp_path: Path) -> None:
    result, _ = passed(tmp_path, ready.read_bytes(), recipe)
    assert not result.untouched
    target_lufs = -17.0 if recipe.target_lufs == -17.0 else -16.0
    assert result.delivered.integrated_lufs == pytest.approx(target_lufs, abs=0.1)
    assert result.delivered.true_peak_dbtp <= recipe.ceiling_dbtp


def test_the_recipes_rate_does_not_matter_to_a_ready_mp3(ready: Path, tmp_path: Path) -> None:
    result, out = passed(tmp_path, ready.read_bytes(), replace(RECIPE, rate_hz=48_000))
    assert result.untouched
    assert out == ready.read_bytes()


def test_an_intro_makes_a_ready_mp3_a_take_like_any_other(ready: Path, tmp_path: Path) -> None:
    clip = write(tmp_path / "intro.wav", sine(2))
    result = master([ready], tmp_path / "out.mp3", RECIPE, where=["ready.mp3"], intro=clip)
    assert not result.untouched
    assert result.delivered.samples == 8 * RATE


def test_files_joined_by_copying_are_mastered_whole(ready: Path, tmp_path: Path) -> None:
    """Players would believe the first one's Xing frame and show half the length."""
    content = ready.read_bytes()
    result, _ = passed(tmp_path, content + id3v1(PRIVATE) + id3v2(PRIVATE) + content)
    assert not result.untouched
    assert result.duration == pytest.approx(12_000, abs=120)


STEPS = replace(RECIPE, lossless_gain=True)


@pytest.mark.parametrize("short_lu", [-1.6, 2.9])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate_hz", [44_100, 24_000])
def test_a_ready_mp3_that_is_too_loud_or_soft_is_not_encoded_again(
    short_lu: float, channels: int, rate_hz: int, tmp_path: Path
) -> None:
    take = write(tmp_path / "take.wav", speech_like(6, channels=channels))
    other = replace(RECIPE, target_lufs=-16 - short_lu, mono_target_lufs=-16 - short_lu, rate_hz=rate_hz)
    master([take], tmp_path / "other.mp3", replace(other, ceiling_dbtp=-1 - max(0.0, short_lu)), where=["take.wav"])
    content = (tmp_path / "other.mp3").read_bytes()
    result, out = passed(tmp_path, content, STEPS)
    assert (len(out), result.untouched, result.limited_db) == (len(content), False, 0)
    assert result.gain_db == pytest.approx(short_lu, abs=0.8)
    assert result.delivered.integrated_lufs == pytest.approx(-16, abs=0.76)
    gained_lu = result.delivered.integrated_lufs - result.recording.integrated_lufs
    assert gained_lu == pytest.approx(result.gain_db, abs=0.01)
    assert measure(tmp_path / "out.mp3", "out.mp3") == result.delivered


def test_the_same_steps_back_give_the_very_file(ready: Path, tmp_path: Path) -> None:
    """Its checksums, too, which sum up all frames."""
    for name, steps in (("louder", 3), ("back", -3)):
        source = ready if steps > 0 else tmp_path / "louder"
        (tmp_path / name).write_bytes(source.read_bytes())
        with (tmp_path / name).open("rb") as file:
            chain = frame_chain(file, 0, source.stat().st_size)
        assert chain
        assert stepped(tmp_path / name, chain, steps)
    assert (tmp_path / "louder").read_bytes() != ready.read_bytes()
    assert (tmp_path / "back").read_bytes() == ready.read_bytes()


def test_gain_that_would_lift_peaks_over_the_ceiling_is_not_given_without_a_limiter(
    ready: Path, tmp_path: Path
) -> None:
    result, out = passed(tmp_path, ready.read_bytes(), replace(STEPS, target_lufs=-11.0))
    assert result.limited_db > 0
    assert len(out) != 0


def test_steps_that_would_lose_something_are_refused(ready: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mp3"
    copy.write_bytes(ready.read_bytes())
    with copy.open("rb") as file:
        chain = frame_chain(file, 0, copy.stat().st_size)
    assert chain
    assert not stepped(copy, chain, 200)
    assert not stepped(copy, chain, -200)
    assert copy.read_bytes() == ready.read_bytes()
