"""Whatever tags a file came with: all are gone after writing, and what they said can be read before."""

import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mutagen import id3
from mutagen.apev2 import APEv2

from pipeline.model import Chapter, Millis, Person
from pipeline.stages import tags
from tests.stages.tags.making import an_mp3, audio, some_tags, tagged

V1 = b"TAG" + b"An old title".ljust(125, b"\x00")
LYRICS = b"LYRICSBEGININD00003110" + b"000022LYRICS200"


def ape(*, header: bool) -> bytes:
    item = (3).to_bytes(4, "little") + bytes(4) + b"Title\x00Old"
    fields = (2000).to_bytes(4, "little") + (len(item) + 32).to_bytes(4, "little") + (1).to_bytes(4, "little")
    flag = 0x8000_0000 if header else 0
    head = b"APETAGEX" + fields + (flag | 0x2000_0000).to_bytes(4, "little") + bytes(8)
    return (head if header else b"") + item + b"APETAGEX" + fields + flag.to_bytes(4, "little") + bytes(8)


def v2(version: int, *frames: bytes) -> bytes:
    body = b"".join(frames) + bytes(100)
    return b"ID3" + bytes([version, 0, 0, 0, 0, len(body) >> 7, len(body) & 0x7F]) + body


def frame(name: bytes, body: bytes, flags: int = 0) -> bytes:
    return name + len(body).to_bytes(4, "big") + flags.to_bytes(2, "big") + body


AFTER = {
    "id3v1": V1,
    "ape": ape(header=True),
    "ape without header": ape(header=False),
    "ape and id3v1": ape(header=True) + V1,
    "lyrics3 and id3v1": LYRICS + V1,
    "ape, lyrics3 and id3v1": ape(header=True) + LYRICS + V1,
}
BEFORE = {
    "v2.2": v2(2, b"TT2\x00\x00\x04\x00Old"),
    "v2.3": v2(3, frame(b"TIT2", b"\x00Old")),
    "v2.4": v2(4, frame(b"TIT2", b"\x03Old")),
    "two tags": v2(3, frame(b"TIT2", b"\x00Old")) + v2(4, frame(b"TIT2", b"\x03Old")),
    "ape in front": ape(header=True),
}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_every_older_tag_is_replaced(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = an_mp3(tmp_path, before, after)
    tags.write(path, some_tags())
    assert path.read_bytes() == tagged(tmp_path).read_bytes()


def test_the_tags_we_take_for_ape_are_those_that_mutagen_takes_for_it(tmp_path: Path) -> None:
    for after in (ape(header=True), ape(header=False)):
        assert str(APEv2(an_mp3(tmp_path, after=after))["Title"]) == "Old"


def test_a_tag_of_version_2_4_by_another_program_is_read(tmp_path: Path) -> None:
    path = an_mp3(tmp_path)
    theirs = id3.ID3()
    theirs.add(id3.TIT2(encoding=3, text="Größe"))
    theirs.add(id3.TDRC(encoding=3, text="2026-10-06T18:00:00"))
    theirs.add(id3.TRCK(encoding=3, text="7/12"))
    theirs.add(id3.TIPL(encoding=3, people=[["host", "Rowan Ash"]]))
    theirs.add(id3.COMM(encoding=3, lang="eng", desc="iTunNORM", text="00000000"))
    theirs.add(id3.COMM(encoding=3, lang="eng", desc="", text="What it is about"))
    theirs.add(id3.WFED(url="https://air.example/feed.xml"))
    late, early = (id3.TIT2(encoding=3, text=text) for text in ("Late", "Early"))
    theirs.add(id3.CHAP(element_id="a", start_time=900, end_time=2000, sub_frames=[late]))
    theirs.add(id3.CHAP(element_id="b", start_time=0, end_time=900, sub_frames=[early]))
    theirs.save(path)
    read = tags.read(path)
    assert (read.version, read.title, read.number) == ((2, 4), "Größe", 7)
    assert read.published == datetime(2026, 10, 6, 18, 0, tzinfo=UTC)
    assert read.people == (Person(name="Rowan Ash", role="host"),)
    assert read.description == "What it is about"
    assert read.feed_url == "https://air.example/feed.xml"
    assert read.chapters == (Chapter(start=Millis(0), title="Early"), Chapter(start=Millis(900), title="Late"))
    assert read.podcast is False
    assert read.explicit is None


def test_old_tags_are_read_where_there_is_nothing_newer(tmp_path: Path) -> None:
    assert tags.read(an_mp3(tmp_path, BEFORE["v2.2"])).title == "Old"
    v1 = tags.read(an_mp3(tmp_path, after=V1))
    assert (v1.title, v1.version) == ("An old title", None)


def test_a_file_without_tags_says_only_how_long_it_is(tmp_path: Path) -> None:
    read = tags.read(an_mp3(tmp_path))
    assert read == tags.ReadTags(duration=read.duration)
    assert abs(read.duration - 2000) < 100


@pytest.mark.parametrize("date", ["2026", "2026-10", "2026-10-06", "2026-13-40", "soon", ""])
def test_half_a_date_is_its_beginning_and_an_impossible_one_is_none(tmp_path: Path, date: str) -> None:
    read = tags.read(an_mp3(tmp_path, v2(4, frame(b"TDRC", b"\x03" + date.encode()))))
    starts = {"2026": (1, 1), "2026-10": (10, 1), "2026-10-06": (10, 6)}
    assert read.published == (datetime(2026, *starts[date], tzinfo=UTC) if date in starts else None)


def test_a_compressed_frame_is_passed_over_before_it_can_grow(tmp_path: Path) -> None:
    bomb = frame(b"TIT2", (50_000_000).to_bytes(4, "big") + zlib.compress(b"\x00" + b"x" * 50_000_000), flags=0x0080)
    inside = frame(b"CHAP", b"a\x00" + bytes(16) + frame(b"TIT2", bytes(4) + zlib.compress(b"\x00Old"), flags=0x0080))
    whole = bomb + inside + frame(b"TALB", b"\x00Show")
    size = bytes(len(whole) >> shift & 0x7F for shift in (21, 14, 7, 0))
    read = tags.read(an_mp3(tmp_path, b"ID3\x03\x00\x00" + size + whole))
    assert (read.title, read.show) == (None, "Show")
    assert read.chapters == (Chapter(start=Millis(0), title=""),)


def test_audio_that_is_all_tags_is_not_audio(tmp_path: Path) -> None:
    path = tmp_path / "episode.mp3"
    path.write_bytes(BEFORE["v2.3"] + V1)
    assert audio() not in path.read_bytes()
    with pytest.raises(Exception, match="E0602"):
        tags.read(path)
