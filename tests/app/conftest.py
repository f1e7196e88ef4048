"""A tiny show that nobody has published yet."""

from pathlib import Path

import pytest

from tests.support.tiny import tiny_show


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return tiny_show(tmp_path / "show")
