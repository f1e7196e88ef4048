"""What is built is kept by what it was built from."""

from pathlib import Path

import pytest

from pipeline.assemble import Cache
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


def test_what_belongs_to_an_episode_is_forgotten_with_it_unless_it_was_just_used(tmp_path: Path) -> None:
    before = Cache(tmp_path)
    old = before.made("bake", "old", int, Baker(b"old"), "017")
    others = before.made("bake", "other", int, Baker(b"other"), "018")
    shared = before.made("bake", "shared", int, Baker(b"shared"), "017")
    before.made("fry", "shared", int, Baker(b"shared"), "018")
    show = before.made("bake", "show", int, Baker(b"show"))
    now = Cache(tmp_path)
    new = now.made("bake", "new", int, Baker(b"new"), "017")
    now.forget(["017"])
    assert all(made.files["loaf"].path.exists() for made in (others, shared, show, new))
    assert not old.files["loaf"].path.exists()
    baker = Baker(b"old")
    Cache(tmp_path).made("bake", "old", int, baker, "017")
    assert baker.times == 1


def test_what_an_earlier_version_kept_without_an_owner_goes_as_well(tmp_path: Path) -> None:
    kept = Cache(tmp_path).made("bake", "rye", int, Baker(), "018")
    (record,) = (tmp_path / "made").rglob("*.json")
    record.write_text(record.read_text(encoding="utf-8").replace('"owner": "018", ', ""), encoding="utf-8")
    Cache(tmp_path).forget(["017"])
    assert not kept.files["loaf"].path.exists()
    assert not record.exists()
