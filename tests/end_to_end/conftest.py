"""A tiny show, published once and copied for each claim."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.support.tiny import tiny_show


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything on the screen, as one line: where it wraps is not the claim."""
        return " ".join((self.out + self.err).split())


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Answer(code=code, out=out, err=err)

    return run_command


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tiny_show(tmp_path_factory.mktemp("published") / "show")
    assert main(["--show", str(folder), "--yes"]) == 0
    return folder


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A show that nobody has published yet."""
    return tiny_show(tmp_path / "show")


@pytest.fixture
def published(_published: Path, tmp_path: Path) -> Path:
    """A show that is live."""
    return Path(shutil.copytree(_published, tmp_path / "published"))


def contents(folder: Path) -> Mapping[str, tuple[str, int]]:
    """Every file below the folder: its content, and when it was written."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".podwright" not in path.parts
    }
