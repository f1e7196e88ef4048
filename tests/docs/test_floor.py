"""The floor of branch coverage only rises, and follows the figure that is measured."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.processes import SECONDS

ROOT = Path(__file__).resolve().parents[2]
WHO = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
ALONE = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
"""Where a hook of git runs the tests, these would lead to the repository that is committed to."""


def git(place: Path, *arguments: str) -> None:
    subprocess.run(["git", *WHO, *arguments], cwd=place, check=True, capture_output=True, env=ALONE, timeout=SECONDS)


def write(place: Path, floor: str) -> None:
    (place / "pyproject.toml").write_text(
        f"[tool.coverage.report]\n# the floor\nfail_under = {floor}\n", encoding="utf-8"
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project whose floor was 70, then 80."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/floor", tmp_path / ".ci")
    git(tmp_path, "init", "--quiet")
    for floor in ("70", "80.0"):
        write(tmp_path, floor)
        git(tmp_path, "add", "pyproject.toml")
        git(tmp_path, "commit", "--quiet", "-m", f"the floor is {floor}")
    return tmp_path


def judged(place: Path, figure: str) -> tuple[int, str]:
    command = [place / ".ci/floor", figure]
    told = subprocess.run(command, capture_output=True, text=True, env=ALONE, timeout=SECONDS, check=False)
    return told.returncode, told.stdout + told.stderr


@pytest.mark.parametrize("figure", ["80.0", "80.5", "80.9"])
def test_a_floor_less_than_a_point_below_the_figure_stays(place: Path, figure: str) -> None:
    assert judged(place, figure) == (0, "")


@pytest.mark.parametrize(("figure", "floor"), [("81.0", "80.5"), ("93.4", "92.9"), ("100.0", "99.5")])
def test_a_figure_a_point_above_its_floor_asks_for_a_higher_floor(place: Path, figure: str, floor: str) -> None:
    assert judged(place, figure) == (1, f"coverage is {figure}%, well above its floor: set fail_under to {floor}\n")


def test_the_floor_that_is_asked_for_is_taken(place: Path) -> None:
    write(place, "92.9")
    assert judged(place, "93.4") == (0, "")


@pytest.mark.parametrize("floor", ["79.9", "75", "9.5"])
def test_a_floor_below_what_it_once_was_is_refused(place: Path, floor: str) -> None:
    write(place, floor)
    refused = (1, f"the floor of coverage only rises: it was 80.0 already, and fail_under is {floor}\n")
    assert judged(place, floor) == refused
    git(place, "commit", "--quiet", "-a", "-m", "lower")
    assert judged(place, floor) == refused


def test_without_its_history_no_floor_passes(place: Path) -> None:
    shutil.rmtree(place / ".git")
    assert judged(place, "80.0")[0] != 0
