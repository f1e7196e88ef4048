"""What is built is kept by what it was built from."""

from pathlib import Path

import pytest

from pipeline.build import Cache
from pipeline.model import Mastered, Millis, Span
from pipeline.problems import CheckFailed, Rule
from tests.support.sounds import a_mastered

BROKEN = Rule(code="E9998", title="broken", why="broken", fix="mend it")


class Baker:
    """Makes one file, and counts how often it is asked."""

    def __init__(self, content: bytes = b"bread") -> None:
        self.content, self.times = content, 0

    def __call__(self, into: Path) -> int:
        self.times += 1
        (into / "loaf").write_bytes(self.content)
        return len(self.content)


def test_the_same_inputs_are_built_once(tmp_path: Path) -> None:
    baker = Baker()
    for _ in range(3):
        made = Cache(tmp_path).made("bake", ("rye", 1), int, baker)
        assert (made.value, made.files["loaf"].path.read_bytes()) == (5, b"bread")
    assert baker.times == 1


def test_other_inputs_or_another_stage_are_built_anew(tmp_path: Path) -> None:
    cache, baker = Cache(tmp_path), Baker()
    cache.made("bake", "rye", int, baker)
    cache.made("bake", "wheat", int, baker)
    cache.made("fry", "rye", int, baker)
    assert baker.times == 3


def test_a_lost_file_is_built_again(tmp_path: Path) -> None:
    cache, baker = Cache(tmp_path), Baker()
    cache.made("bake", "rye", int, baker).files["loaf"].path.unlink()
    assert cache.made("bake", "rye", int, baker).files["loaf"].path.read_bytes() == b"bread"


def test_a_damaged_record_is_built_again(tmp_path: Path) -> None:
    cache, baker = Cache(tmp_path), Baker()
    cache.made("bake", "rye", int, baker)
    for record in tmp_path.glob("made/*/*.json"):
        record.write_bytes(b"{")
    cache.made("bake", "rye", int, baker)
    assert baker.times == 2


def test_a_stage_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(into: Path) -> int:
        (into / "half").write_bytes(b"half")
        raise CheckFailed(BROKEN.at("x", "broken"))

    with pytest.raises(CheckFailed):
        Cache(tmp_path).made("bake", "rye", int, fail)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_measurement_survives_the_cache(tmp_path: Path) -> None:
    mastered = a_mastered(speech=(Span(start=Millis(0), end=Millis(10)),))
    for _ in range(2):
        assert Cache(tmp_path).made("audio", "x", Mastered, lambda _: mastered).value == mastered
