"""M4A and Opus: tags inside the file, read by ffprobe and mutagen, and the sound left as it was."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import av
import pytest
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from pipeline.problems import CheckFailed
from pipeline.stages import tags
from tests.stages.tags.making import cover, some_tags
from tests.support.sound import M4A, OPUS, Coding, speech_like, write

CODINGS = pytest.mark.parametrize("coding", [M4A, OPUS], ids=["m4a", "opus"])


def packets(path: Path) -> list[bytes]:
    with av.open(path) as container:
        return [bytes(packet) for packet in container.demux(container.streams.audio[0]) if packet.size]


def tagged(folder: Path, coding: Coding, **changes: Any) -> Path:  # noqa: ANN401 - passes through to the dataclass
    path = write(folder / f"episode.{coding.ending}", speech_like(3, rate=48_000), 48_000, coding)
    tags.write(path, some_tags(**changes))
    return path


@CODINGS
def test_the_sound_keeps_every_byte(coding: Coding, tmp_path: Path) -> None:
    bare = write(tmp_path / f"bare.{coding.ending}", speech_like(3, rate=48_000), 48_000, coding)
    assert packets(tagged(tmp_path, coding)) == packets(bare)


@CODINGS
def test_tagging_again_gives_the_same_bytes_and_keeps_nothing_of_before(coding: Coding, tmp_path: Path) -> None:
    path = tagged(
        tmp_path, coding, title="Another title, much longer than the one that comes", transcript="Secret. " * 999
    )
    tags.write(path, some_tags())
    again = hashlib.sha256(path.read_bytes()).digest()
    tags.write(path, some_tags())
    assert hashlib.sha256(path.read_bytes()).digest() == again
    assert b"Another title" not in path.read_bytes()
    assert b"Secret." not in path.read_bytes()


def test_an_m4a_says_what_apple_looks_for(tmp_path: Path) -> None:
    found = MP4(tagged(tmp_path, M4A)).tags
    assert found
    assert found["\xa9nam"] == ["School meetings without dread"]
    assert (found["stik"], found["pcst"], found["rtng"]) == ([21], True, [2])
    assert (found["trkn"], found["disk"]) == ([(42, 0)], [(3, 0)])
    assert found["purl"] == ["https://air.example/feeds/public.xml"]
    assert found["egid"] == ["917393e3-1b1e-5cef-ace4-edaa54e1f810"]
    assert bytes(found["covr"][0]) == cover()


def test_an_opus_file_has_its_chapters_with_their_links(tmp_path: Path) -> None:
    found = OggOpus(tagged(tmp_path, OPUS))
    assert found["CHAPTER001"] == ["00:00:00.700"]
    assert found["CHAPTER001NAME"] == ["The question"]
    assert found["CHAPTER001URL"] == ["https://example.org/guide?a=1&b=2"]
    assert found["PERFORMER"] == ["Rowan Ash (host)", "Quiet Harbour (guest)"]


@CODINGS
def test_a_file_that_is_something_else_is_told_and_left_alone(coding: Coding, tmp_path: Path) -> None:
    path = tmp_path / f"letter.{coding.ending}"
    path.write_bytes(b"Dear podcast,\n" * 99)
    with pytest.raises(CheckFailed, match="E0610"):
        tags.write(path, some_tags())
    assert path.read_bytes() == b"Dear podcast,\n" * 99
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@CODINGS
def test_texts_of_every_kind_go_in(coding: Coding, tmp_path: Path) -> None:
    path = tagged(tmp_path, coding, title="שיחות 🫖 “Größe”\x00\ud800 = a=b", number=10**9, season=0, copyright=None)
    with av.open(path) as container:
        told = {key.lower(): value for key, value in (container.metadata | container.streams.audio[0].metadata).items()}
    assert told["title"] == "שיחות 🫖 “Größe” = a=b"


@pytest.mark.outside
@CODINGS
def test_ffprobe_finds_words_and_picture(coding: Coding, tmp_path: Path) -> None:
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", str(tagged(tmp_path, coding))]
    told = subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = json.loads(told.stdout)
    words = {k.lower(): v for k, v in (found["format"].get("tags", {}) | found["streams"][0].get("tags", {})).items()}
    assert told.stderr == b""
    assert (words["title"], words["album"]) == ("School meetings without dread", "Coming Up For Air")
    assert [stream["disposition"]["attached_pic"] for stream in found["streams"]] == [0, 1]
