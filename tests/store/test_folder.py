"""What only a folder can get wrong."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.model import FolderStorage
from pipeline.problems import StoreError
from pipeline.store import digest_of, folder, open_storage
from pipeline.store.folder import FolderStore
from pipeline.store.writers import ours
from tests.support.processes import SECONDS


def put(store: FolderStore, key: str, body: bytes) -> None:
    store.put(key, body, content_type="text/plain", cache_control="", digest=digest_of(body))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "public"
    root.mkdir()
    (root / "media").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="E1002"):
        put(FolderStore(root, "public"), "media/a.mp3", b"x")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_outside_the_show_is_refused(tmp_path: Path) -> None:
    for path in ("..", "../other", "."):
        with pytest.raises(StoreError, match="E1002"):
            open_storage(FolderStorage(path=path), tmp_path, {})


def test_a_failed_put_leaves_neither_half_a_file_nor_a_scratch_one(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, "public")
    with pytest.raises(StoreError, match="E1004"):
        store.put("a.txt", b"x", content_type="", cache_control="", digest=digest_of(b"y"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "media").write_bytes(b"")
    with pytest.raises(StoreError, match="E1003"):
        put(FolderStore(tmp_path, "public"), "media/a.mp3", b"x")


def test_a_full_disk_is_told_and_nothing_half_written_stays(tmp_path: Path) -> None:
    small = FolderStore(Path("/dev/full"), "public")
    with pytest.raises(StoreError, match="E1003"):
        put(small, "a.txt", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_a_dead_run_left_behind_is_broken(tmp_path: Path) -> None:
    lock = tmp_path / ".m.json.lock"
    lock.write_bytes(b"")
    old = time.time() - 60
    os.utime(lock, (old, old))
    FolderStore(tmp_path, "public").swap("m.json", b"1", None, content_type="", cache_control="")
    assert (tmp_path / "m.json").read_bytes() == b"1"


@pytest.fixture
def ended() -> str:
    """The signature of a program on this machine that has ended."""
    script = "from pipeline.store.writers import ours; print(ours())"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=SECONDS, check=True)
    return told.stdout.strip()


def test_what_a_killed_writer_left_lying_is_removed_and_what_another_writes_stays(tmp_path: Path, ended: str) -> None:
    store = FolderStore(tmp_path, "public")
    put(store, "media/a.mp3", b"x")
    left = [tmp_path / f"media/.podwright-{ended}-abc", tmp_path / ".index.html.stale", tmp_path / ".podwright-0ld"]
    at_work = [tmp_path / f"media/.podwright-{ours()}-abc", tmp_path / ".podwright-00000000-1-of-another-machine"]
    for path in (*left, *at_work):
        path.write_bytes(b"half of what nobody may read any m")
    os.utime(left[2], (0, 0))
    store.tidy()
    assert [path.exists() for path in left] == [False, False, False]
    assert [path.exists() for path in at_work] == [True, True]
    assert list(store.keys()) == ["media/a.mp3"]


@pytest.mark.timeout(30)
def test_the_lock_of_a_killed_writer_holds_nobody_up(
    tmp_path: Path, ended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its age is not asked for: it would be waited for, were it another machine's."""
    monkeypatch.setattr(folder, "STALE_SECONDS", 1e9)
    store = FolderStore(tmp_path, "public")
    (tmp_path / ".index.html.lock").write_text(ended, encoding="ascii")
    store.swap("index.html", b"x", None, content_type="", cache_control="")
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
