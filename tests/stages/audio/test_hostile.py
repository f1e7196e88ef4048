"""Any bytes at all, and files that were tampered with, end in a value or a coded problem: never anything else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import AudioRecipe
from pipeline.problems import CheckFailed
from pipeline.stages.audio import master, measure, probe
from tests.support.sound import AIFF, FLAC, M4A, MP3, OPUS, WAV16, WAV_FLOAT, Coding, speech_like, write

MARKS = (
    b"RIFF\0\0\0\0WAVEfmt ",
    b"fLaC\0\0\0\x22",
    b"OggS\0\2",
    b"ID3\4\0\0",
    b"\xff\xfb\x90\x64",
    b"FORM\0\0\1\0AIFFCOMM",
    b"caff\0\1\0\0desc\0\0\0\0\0\0\0\x20",
    b"\0\0\0\x20ftypM4A ",
)
CAF = Coding(ending="caf", codec="pcm_s16le", container="caf")
W64 = Coding(ending="w64", codec="pcm_s16le", container="w64")
CODINGS = (WAV16, WAV_FLOAT, FLAC, MP3, M4A, OPUS, AIFF, CAF, W64)
ordeal = settings(
    max_examples=40, deadline=10_000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def withstand(path: Path) -> None:
    """Look, measure and master; a CheckFailed with at least one problem is fine."""
    for look in (
        lambda: probe(path, "recording"),
        lambda: measure(path, "recording"),
        lambda: master([path], path.with_name("out.mp3"), AudioRecipe(), where=["recording"]),
    ):
        try:
            look()
        except CheckFailed as failed:
            assert failed.problems  # noqa: PT017 - either outcome is right, and this is what holds of one


@ordeal
@given(
    mark=st.sampled_from((b"", *MARKS)), content=st.binary(max_size=4096), ending=st.sampled_from(("mp3", "wav", "x"))
)
def test_arbitrary_bytes_end_in_a_coded_problem(mark: bytes, content: bytes, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"recording.{ending}"
    path.write_bytes(mark + content)
    withstand(path)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """One short file of each kind."""
    folder = tmp_path_factory.mktemp("whole")
    sound = speech_like(1.2, rate=48_000, channels=2)
    return [write(folder / f"{n}.{c.ending}", sound, 48_000, c).read_bytes() for n, c in enumerate(CODINGS)]


changes = st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6)


@ordeal
@given(kind=st.integers(0, len(CODINGS) - 1), changed=changes, left=st.floats(0.05, 1))
def test_changed_headers_end_in_a_value_or_a_coded_problem(
    kind: int, changed: list[tuple[int, bytes]], left: float, files: list[bytes], tmp_path: Path
) -> None:
    content = bytearray(files[kind])
    for at, value in changed:
        content[at : at + len(value)] = value
    path = tmp_path / f"recording.{CODINGS[kind].ending}"
    path.write_bytes(content[: max(1, int(len(content) * left))])
    withstand(path)


@ordeal
@given(
    kind=st.integers(0, len(CODINGS) - 1),
    places=st.lists(st.floats(0, 1), min_size=1, max_size=20),
    seed=st.binary(min_size=4, max_size=40),
)
def test_changed_contents_end_in_a_value_or_a_coded_problem(
    kind: int, places: list[float], seed: bytes, files: list[bytes], tmp_path: Path
) -> None:
    content = bytearray(files[kind])
    for place in places:
        at = int(place * (len(content) - len(seed)))
        content[at : at + len(seed)] = seed
    path = tmp_path / f"recording.{CODINGS[kind].ending}"
    path.write_bytes(content)
    withstand(path)
