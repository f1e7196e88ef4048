"""The frames themselves: what a program that knows ID3v2.3 and nothing of us finds."""

from pathlib import Path

import av
import pytest
from mutagen import id3

from pipeline.model import Chapter, Millis
from tests.stages.tags.making import an_mp3, cover, some_tags, tagged


def frames_in_order(path: Path) -> list[tuple[str, bytes]]:
    """Name and body of each frame, straight from ID3v2.3.0, 3.1 and 3.3."""
    data = path.read_bytes()
    assert data[:6] == b"ID3\x03\x00\x00"
    end = 10 + int("".join(f"{byte:07b}" for byte in data[6:10]), 2)
    found, at = [], 10
    while at < end:
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        assert data[at + 8 : at + 10] == b"\x00\x00"
        found.append((data[at : at + 4].decode(), data[at + 10 : at + 10 + size]))
        at += 10 + size
    assert at == end
    return found


def test_the_tag_is_version_2_3_whatever_the_length_of_the_title(tmp_path: Path) -> None:
    path = tagged(tmp_path, title="A title that is a good deal longer than fifty-one characters, as titles often are")
    assert id3.ID3(path).version == (2, 3, 0)


def test_the_frames_are_those_of_the_table_in_one_order(tmp_path: Path) -> None:
    assert " ".join(name for name, _ in frames_in_order(tagged(tmp_path))) == (
        "TIT2 TALB TPE1 TPE2 TPUB TRCK TPOS TYER TDAT TIME TLAN TLEN TCON TCOP TGID TXXX IPLS WOAF WXXX PCST WFED "
        "COMM TDES CTOC CHAP CHAP CHAP USLT APIC"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("TIT2", "School meetings without dread"),
        ("TALB", "Coming Up For Air"),
        ("TPE1", "The Listening Room"),
        ("TPE2", "Harbour House"),
        ("TRCK", "42"),
        ("TPOS", "3"),
        ("TYER", "2026"),
        ("TDAT", "0610"),
        ("TIME", "1800"),
        ("TLAN", "eng"),
        ("TLEN", "2000"),
        ("TCON", "Podcast"),
    ],
)
def test_a_text_frame_says_what_the_standard_asks_for(tmp_path: Path, name: str, text: str) -> None:
    assert dict(frames_in_order(tagged(tmp_path)))[name] == b"\x00" + text.encode("ascii") + b"\x00"


def test_chapters_stand_in_the_file_in_their_order_and_end_where_the_next_begins(tmp_path: Path) -> None:
    bodies = [body for name, body in frames_in_order(tagged(tmp_path)) if name == "CHAP"]
    times = [(int.from_bytes(b[5:9], "big"), int.from_bytes(b[9:13], "big"), b[13:21]) for b in bodies]
    assert [b[:5] for b in bodies] == [b"chp0\x00", b"chp1\x00", b"chp2\x00"]
    assert times == [(0, 700, b"\xff" * 8), (700, 1500, b"\xff" * 8), (1500, 2000, b"\xff" * 8)]


def test_the_table_of_contents_is_top_level_ordered_and_titled(tmp_path: Path) -> None:
    contents = id3.ID3(tagged(tmp_path))["CTOC:toc"]
    assert contents.flags == id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    assert contents.child_element_ids == ["chp0", "chp1", "chp2"]
    assert str(contents.sub_frames["TIT2"]) == some_tags().title


def test_frames_inside_a_chapter_are_version_2_3_too(tmp_path: Path) -> None:
    path = tagged(
        tmp_path, chapters=(Chapter(start=Millis(0), title="Größe 🫖 " + "x" * 200, url="https://e.example"),)
    )
    body = dict(frames_in_order(path))["CHAP"][21:]
    size = int.from_bytes(body[4:8], "big")
    assert body[:4] == b"TIT2"
    assert size > 0x7F
    # Sizes in v2.3 are plain numbers, in v2.4 seven bits a byte: only the first lands on the next frame.
    assert body[10 + size :][:4] == b"WXXX"
    assert body.endswith(b"\x00chapter url\x00https://e.example\x00")
    assert body[10:13] == b"\x01\xff\xfe"


def test_only_ascii_is_written_one_byte_a_character(tmp_path: Path) -> None:
    frames = dict(frames_in_order(tagged(tmp_path, title="Übergang", show="Plain")))
    assert frames["TIT2"] == b"\x01\xff\xfe" + "Übergang".encode("utf-16-le") + b"\x00\x00"
    assert frames["TALB"] == b"\x00Plain\x00"


def test_the_podcast_frames_are_written_as_apple_writes_them(tmp_path: Path) -> None:
    frames = dict(frames_in_order(tagged(tmp_path)))
    assert frames["PCST"] == bytes(4)
    assert frames["WFED"] == b"\x00https://air.example/feeds/public.xml"
    assert frames["TGID"] == b"\x00917393e3-1b1e-5cef-ace4-edaa54e1f810\x00"


def test_the_cover_is_the_front_cover_and_comes_last(tmp_path: Path) -> None:
    name, body = frames_in_order(tagged(tmp_path))[-1]
    assert name == "APIC"
    assert body == b"\x00image/jpeg\x00\x03A kettle on a blue table\x00" + cover()


@pytest.mark.parametrize("length", range(118, 134))
def test_a_title_that_looks_like_an_old_tag_is_only_a_title(tmp_path: Path, length: int) -> None:
    title = "TAG" + "x" * length
    assert str(id3.ID3(tagged(tmp_path, title=title, transcript=title))["TIT2"]) == title


def test_libav_finds_the_words_the_chapters_and_the_picture(tmp_path: Path) -> None:
    with av.open(str(tagged(tmp_path))) as file:
        found, chapters = file.metadata, file.chapters()
        assert [stream.type for stream in file.streams] == ["audio", "video"]
        assert bytes(next(file.demux(file.streams.video[0]))) == cover()
    assert found["title"] == some_tags().title
    assert found["album"] == "Coming Up For Air"
    assert found["artist"] == "The Listening Room"
    assert found["date"] == "2026-10-06 18:00"
    assert found["lyrics-eng"] == some_tags().transcript
    assert [(c["start"], c["end"], c["metadata"]["title"]) for c in chapters] == [
        (0, 700, "Welcome to all who are new"),
        (700, 1500, "The question"),
        (1500, 2000, "Bye"),
    ]


def test_libav_hears_the_same_with_the_tag_and_without(tmp_path: Path) -> None:
    def heard(path: Path) -> bytes:
        with av.open(str(path)) as file:
            return b"".join(bytes(packet) for packet in file.demux(file.streams.audio[0]))

    assert heard(tagged(tmp_path)) == heard(an_mp3(tmp_path))
