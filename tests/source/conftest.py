"""A small valid show to spoil."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import source
from pipeline.model import Catalogue
from pipeline.problems import CheckFailed
from tests.support.tiny import tiny_show

Load = Callable[[], Catalogue]
Faults = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return tiny_show(tmp_path / "show")


@pytest.fixture
def load(show: Path) -> Load:
    return lambda: source.read(show, environment={}).catalogue()


@pytest.fixture
def faults(load: Load) -> Faults:
    """The codes and places of everything that is wrong."""

    def found() -> list[tuple[str, str]]:
        with pytest.raises(CheckFailed) as failed:
            load()
        return [(problem.code, problem.where) for problem in failed.value.problems]

    return found


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
