"""A download that broke off goes on where it stopped, wherever that was."""

from pathlib import Path

import pytest

from pipeline import preview
from pipeline.base import http

BODY = bytes(range(256)) * 40
BOUNDS = http.Bounds(bytes=1_000_000, seconds=20)


@pytest.mark.parametrize("there", [0, 1, 5000, len(BODY) - 1, len(BODY)])
def test_what_is_there_is_kept_and_the_rest_is_fetched(there: int, tmp_path: Path) -> None:
    """Even where all of it is there, and only its name is missing: the run was stopped between the two."""
    (tmp_path / "show/media").mkdir(parents=True)
    (tmp_path / "show/media/a.mp3").write_bytes(BODY)
    file = tmp_path / "a.mp3"
    with preview.serving(tmp_path / "show", "https://a.example/") as origin:
        address = f"{origin}media/a.mp3"
        with http._answer(address, {}) as answer:  # noqa: SLF001 - its tag, as an earlier run has noted it
            tag = answer.headers["ETag"]
        if there:
            file.with_name("a.mp3.part").write_bytes(BODY[:there])
            file.with_name("a.mp3.etag").write_text(tag, encoding="ascii")
        http.download(address, file, BOUNDS)
    assert file.read_bytes() == BODY
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".part", ".etag"}] == []


def test_another_file_at_the_address_is_fetched_from_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "show/media").mkdir(parents=True)
    (tmp_path / "show/media/a.mp3").write_bytes(BODY)
    file = tmp_path / "a.mp3"
    file.with_name("a.mp3.part").write_bytes(b"of another file")
    file.with_name("a.mp3.etag").write_text('"another"', encoding="ascii")
    with preview.serving(tmp_path / "show", "https://a.example/") as origin:
        http.download(f"{origin}media/a.mp3", file, BOUNDS)
    assert file.read_bytes() == BODY
