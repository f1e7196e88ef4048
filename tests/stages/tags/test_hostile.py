"""Whatever the file is, a producer is told what is wrong, and the file stays as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Chapter, Millis
from pipeline.problems import CheckFailed, Severity
from pipeline.stages import tags
from tests.stages.tags.making import an_mp3, audio, some_tags, tagged

FUZZ = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HOSTILE = {
    "empty": (b"", "E0602"),
    "text": (b"This is not audio at all.\n" * 500, "E0602"),
    "one byte": (b"\xff", "E0602"),
    "a lone sync": (b"\xff\xfb\x90\x64" + bytes(400), "E0602"),
    "zeros": (bytes(100_000), "E0602"),
    "half a header": (b"ID3\x03\x00", "E0602"),
    "a tag and nothing": (b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10), "E0602"),
    "a tag longer than the file": (b"ID3\x03\x00\x00\x00\x0f\x7f\x7f" + b"TIT2" + bytes(100), "E0603"),
    "a tag of impossible size": (b"ID3\x03\x00\x00\xff\xff\xff\xff" + audio(), "E0603"),
    "a WAV": (b"RIFF\x24\x10\x00\x00WAVEfmt \x10\x00\x00\x00" + bytes(range(256)) * 16, "E0602"),
}


def writes(path: Path) -> None:
    tags.write(path, some_tags())


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("door", [writes, tags.read])
def test_what_is_not_a_whole_mp3_is_named_and_left_alone(
    tmp_path: Path, door: Callable[[Path], object], data: bytes, code: str
) -> None:
    path = tmp_path / "episode.mp3"
    path.write_bytes(data)
    with pytest.raises(CheckFailed) as failed:
        door(path)
    assert [problem.code for problem in failed.value.problems] == [code]
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("door", [writes, tags.read])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, door: Callable[[Path], object]) -> None:
    (tmp_path / "folder.mp3").mkdir()
    for name in ("missing.mp3", "folder.mp3", "no/folder.mp3"):
        with pytest.raises(CheckFailed, match="E0601"):
            door(tmp_path / name)


def test_the_episode_is_named_rather_than_the_working_file(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match=r"episodes/042/episode\.md: .*E0601"):
        tags.write(tmp_path / "x.mp3", some_tags(where="episodes/042/episode.md"))


@FUZZ
@given(
    damage=st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), min_size=1, max_size=40),
    end=st.integers(0, 30_000),
)
def test_a_damaged_tag_is_read_as_far_as_it_goes_or_named(
    tmp_path: Path, damage: list[tuple[int, int]], end: int
) -> None:
    path = tagged(tmp_path)
    data = bytearray(path.read_bytes())
    for at, byte in damage:
        data[at % len(data)] = byte
    path.write_bytes(data[:end])
    for door in (tags.read, writes):
        try:
            door(path)
        except CheckFailed as failed:
            assert {problem.code for problem in failed.problems} <= {"E0602", "E0603"}  # noqa: PT017 - or no failure


@FUZZ
@given(body=st.binary(max_size=300), version=st.sampled_from([2, 3, 4]), flags=st.integers(0, 255))
def test_any_bytes_in_a_tag_are_read_as_far_as_they_go_or_named(
    tmp_path: Path, body: bytes, version: int, flags: int
) -> None:
    head = b"ID3" + bytes([version, 0, flags, 0, 0, len(body) >> 7, len(body) & 0x7F])
    try:
        tags.read(an_mp3(tmp_path, head + body))
    except CheckFailed as failed:
        assert {problem.code for problem in failed.problems} <= {"E0602", "E0603"}  # noqa: PT017 - or no failure


FRAMES = (
    "TIT2",
    "TYER",
    "TDAT",
    "TIME",
    "TDRC",
    "TCON",
    "TLEN",
    "TRCK",
    "COMM",
    "USLT",
    "APIC",
    "CHAP",
    "CTOC",
    "IPLS",
)
FRAMES += ("TIPL", "WXXX", "WOAF", "WFED", "PCST", "TXXX", "TDES", "TORY", "TDOR", "RVA2", "POPM", "SYLT", "GEOB")


@FUZZ
@given(
    frames=st.lists(st.tuples(st.sampled_from(FRAMES), st.binary(max_size=40)), max_size=8), v=st.sampled_from([3, 4])
)
def test_any_bytes_in_a_known_frame_are_read_or_left_out(
    tmp_path: Path, frames: list[tuple[str, bytes]], v: int
) -> None:
    body = b"".join(n.encode() + len(b).to_bytes(4, "big") + bytes(2) + b"\x03"[: v - 3] + b for n, b in frames)
    head = b"ID3" + bytes([v, 0, 0, 0, 0, len(body) >> 7, len(body) & 0x7F])
    try:
        assert tags.read(an_mp3(tmp_path, head + body)).duration >= 0
    except CheckFailed as failed:
        assert {problem.code for problem in failed.problems} <= {"E0602", "E0603"}  # noqa: PT017 - or no failure


BAD_TAGS = {
    "E0604": {"cover": b"\x89PNG\r\n\x1a\n"},
    "E0605": {"chapters": tuple(Chapter(start=Millis(i), title="x") for i in range(256))},
    "E0606": {"chapters": (Chapter(start=Millis(2000), title="Too late", where="chapters.txt:7"),)},
    "E0607": {"cover": b"\xff\xd8\xff" + bytes(20_000_000)},
    "W0609": {"cover": b"\xff\xd8\xff" + bytes(400_000)},
}


@pytest.mark.parametrize(("code", "changes"), BAD_TAGS.items(), ids=BAD_TAGS)
def test_tags_that_players_misread_are_named_before_anything_is_written(
    tmp_path: Path, code: str, changes: dict[str, object]
) -> None:
    wanted = some_tags(**changes)
    problems = tags.check(wanted, "episode.md")
    assert code in [problem.code for problem in problems]
    assert all(problem.why and problem.fix for problem in problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        path = an_mp3(tmp_path)
        with pytest.raises(CheckFailed, match=code):
            tags.write(path, wanted)
        assert path.read_bytes() == audio()


def test_sound_tags_raise_no_word() -> None:
    assert tags.check(some_tags(), "episode.md") == ()


@pytest.mark.parametrize("starts", [(0, 1000, 900), (0, 500, 500), (-1, 500), (0, 2000), (0, 2**33)])
def test_a_chapter_outside_the_audio_or_out_of_order_is_named_with_its_line(starts: tuple[int, ...]) -> None:
    chapters = (Chapter(start=Millis(s), title=f"Part {n}", where=f"c.txt:{n}") for n, s in enumerate(starts, 1))
    problems = tags.check(some_tags(chapters=tuple(chapters)), "episode.md")
    assert [problem.code for problem in problems] == ["E0606"]
    assert problems[0].where == ("c.txt:1" if starts[0] < 0 else f"c.txt:{len(starts)}")


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    wanted = some_tags(cover=b"GIF89a", chapters=(Chapter(start=Millis(9000), title="Late"),))
    with pytest.raises(CheckFailed) as failed:
        tags.write(an_mp3(tmp_path), wanted)
    assert [problem.code for problem in failed.value.problems] == ["E0604", "E0606"]


def test_255_chapters_are_written_and_an_endless_recording_does_no_harm(tmp_path: Path) -> None:
    chapters = tuple(Chapter(start=Millis(i * 1000), title=f"Part {i}") for i in range(255))
    assert tags.read(tagged(tmp_path, chapters=chapters, duration=Millis(2**40))).chapters == chapters
