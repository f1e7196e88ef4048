"""What players read from the file that listeners download."""

import contextlib
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import av
import lameenc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen import id3

from pipeline.model import Chapter, Millis, Person
from pipeline.problems import CheckFailed
from pipeline.tags import Tags, read, write

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
TAGS = Tags(
    title="School meetings without dread, and what to do when the table is longer than you are brave",
    show="Coming Up For Air",
    author="The Listening Room",
    publisher="The Listening Room",
    published=datetime(2026, 10, 6, 23, 30, tzinfo=UTC),
    language="en-GB",
    episode_url="https://air.example/episodes/042-school-meetings.html",
    description="How to walk in, and come out with a plan.",
    number=42,
    season=2,
    explicit=False,
    copyright="The Listening Room",
    people=(Person(name="Rowan Ash"),),
    cover=JPEG,
    chapters=(
        Chapter(start=Millis(0), title="Welcome"),
        Chapter(start=Millis(400), title="Die Frage — ¿qué?", url="https://air.example/q"),
    ),
    duration=Millis(1000),
    transcript="Welcome.\nGoodbye.",
    guid="guid-of-042",
    feed_url="https://air.example/feeds/public.xml",
)


@pytest.fixture(scope="session")
def _silence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(1)
    encoder.silence()
    path = tmp_path_factory.mktemp("mp3") / "silence.mp3"
    path.write_bytes(bytes(encoder.encode(bytes(2 * 44_100))) + bytes(encoder.flush()))
    return path


@pytest.fixture
def mp3(_silence: Path, tmp_path: Path) -> Path:
    path = tmp_path / "episode.mp3"
    path.write_bytes(_silence.read_bytes())
    return path


def test_the_audio_stays_byte_for_byte(mp3: Path) -> None:
    audio = mp3.read_bytes()
    write(mp3, TAGS)
    assert mp3.read_bytes().endswith(audio)


def test_the_tag_is_version_2_3_whatever_the_title_is_long(mp3: Path) -> None:
    write(mp3, TAGS)
    assert mp3.read_bytes()[:5] == b"ID3\x03\x00"
    assert id3.ID3(mp3, translate=False).version == (2, 3, 0)


def test_every_frame_of_the_table_reads_back(mp3: Path) -> None:
    write(mp3, TAGS)
    frames = read(mp3)
    assert frames["TIT2"] == [TAGS.title]
    assert frames["TALB"] == ["Coming Up For Air"]
    assert frames["TYER"] == ["2026"]
    assert frames["TDAT"] == ["0610"]
    assert frames["TRCK"] == ["42"]
    assert frames["TPOS"] == ["2"]
    assert frames["TLAN"] == ["eng"]
    assert frames["WOAF"] == [TAGS.episode_url]
    assert frames["TXXX:PODCAST_GUID"] == ["guid-of-042"]
    assert frames["USLT::eng"] == list("Welcome.\nGoodbye.") or "".join(frames["USLT::eng"]) == TAGS.transcript


def test_chapters_are_ordered_titled_and_end_with_the_audio(mp3: Path) -> None:
    write(mp3, TAGS)
    tag = id3.ID3(mp3, translate=False)
    contents = tag["CTOC:toc"]
    assert contents.flags == id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    chapters = [tag[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [(c.start_time, c.end_time) for c in chapters] == [(0, 400), (400, 1000)]
    assert [str(c.sub_frames["TIT2"]) for c in chapters] == ["Welcome", "Die Frage — ¿qué?"]
    assert chapters[1].sub_frames["WXXX:chapter url"].url == "https://air.example/q"


def test_libav_reads_title_chapters_and_cover(mp3: Path) -> None:
    write(mp3, replace(TAGS, cover=a_jpeg()))
    with av.open(mp3) as container:
        assert container.metadata["title"] == TAGS.title
        assert [c["metadata"]["title"] for c in container.chapters()] == ["Welcome", "Die Frage — ¿qué?"]
        assert [stream.type for stream in container.streams] == ["audio", "video"]


def a_jpeg() -> bytes:
    import io  # noqa: PLC0415 - only this test draws

    from PIL import Image  # noqa: PLC0415

    drawn = io.BytesIO()
    Image.new("RGB", (64, 64), (1, 2, 3)).save(drawn, "JPEG")
    return drawn.getvalue()


@pytest.mark.outside
def test_ffprobe_reads_it_too(mp3: Path) -> None:
    write(mp3, TAGS)
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_format", "-show_chapters", str(mp3)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f"TAG:title={TAGS.title}" in told
    assert told.count("[CHAPTER]") == 2


def test_equal_tags_make_equal_bytes(mp3: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.mp3"
    other.write_bytes(mp3.read_bytes())
    write(mp3, TAGS)
    write(other, TAGS)
    assert mp3.read_bytes() == other.read_bytes()


def test_older_tags_go_entirely(mp3: Path) -> None:
    audio = mp3.read_bytes()
    old = id3.ID3()
    old.add(id3.COMM(encoding=3, lang="eng", desc="private", text=["recorded in the kitchen"]))
    old.save(mp3, v1=2)
    write(mp3, TAGS)
    assert b"kitchen" not in mp3.read_bytes().replace(b"\x00", b"")
    assert mp3.read_bytes().endswith(audio)


@given(st.text(min_size=1, max_size=300))
def test_any_title_reads_back_without_what_a_tag_cannot_hold(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.mp3"
    path.write_bytes(b"\xff\xfb\x90\x00" + bytes(413))
    write(path, replace(TAGS, title=title, chapters=(), cover=None))
    read_back = "".join(read(path)["TIT2"])
    assert "\x00" not in read_back
    kept = "".join(c for c in title if c.isprintable() and not "\ud800" <= c <= "\udfff")
    assert "".join(c for c in read_back if c.isprintable() and c != " ") == kept.replace(" ", "")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_tag_or_a_problem(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "a.mp3"
    for content in (body, b"ID3\x03\x00\x00" + body):
        path.write_bytes(content)
        with contextlib.suppress(CheckFailed):
            assert isinstance(read(path), dict)
            write(path, TAGS)
