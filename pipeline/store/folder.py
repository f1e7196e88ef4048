"""A folder as a store. Files appear whole, by renaming; swaps are serialised by a lock file beside the object."""

import contextlib
import errno
import mimetypes
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pipeline.model import Digest
from pipeline.problems import Conflict, StoreError
from pipeline.store.keys import plain_key
from pipeline.store.protocol import Held, Listed, Stat, digest_of, digest_of_source
from pipeline.store.rules import DISK, OUTSIDE, TAKEN, WRONG_BYTES
from pipeline.store.writers import is_gone, is_left_behind, ours, scratch_prefix

CHUNK = 1 << 20
SCRATCH = ".podwright-*"
STALE_SECONDS = 30.0
WAIT_SECONDS = 0.01


class FolderStore:
    """Objects as files below `root`. A file's etag is its SHA-256."""

    def __init__(self, root: Path, name: str) -> None:
        """`name` is what messages call it. The folder is made on first writing."""
        self._root = root
        self._name = name

    @property
    def place(self) -> str:
        """The folder as messages call it, such as `folder public/`."""
        return f"folder {self._name}/"

    def get(self, key: str) -> Held | None:
        """The object, whole, with the SHA-256 of its body as the etag; None where there is none.

        Raises StoreError for a key that is not plain or leads out of the folder, and when the disk refuses.
        """
        with self._told(key):
            path = self._path(key)
            if not path.is_file():
                return None
            body = path.read_bytes()
        return Held(body=body, etag=digest_of(body))

    def stat(self, key: str) -> Stat | None:
        """The object's facts; the type is the one its name stands for."""
        with self._told(key):
            path = self._path(key)
            if not path.is_file():
                return None
            digest, size = digest_of_source(path), path.stat().st_size
        kind, _ = mimetypes.guess_type(key)
        return Stat(size=size, etag=digest, content_type=kind, cache_control=None, digest=digest)

    def put(  # noqa: PLR0913 - the protocol's
        self,
        key: str,
        source: Path | bytes,
        *,
        content_type: str,
        cache_control: str,
        digest: Digest,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Store the object; a web server gives it its type and its caching."""
        del content_type, cache_control
        with self._told(key):
            self._write(self._path(key), source, digest, progress)

    def swap(self, key: str, body: bytes, etag: str | None, *, content_type: str, cache_control: str) -> str:
        """Replace the object if it still has `etag`."""
        del content_type, cache_control
        digest = digest_of(body)
        with self._told(key):
            path = self._path(key)
            with _alone(path):
                now = digest_of(path.read_bytes()) if path.is_file() else None
                if now != etag:
                    raise Conflict(TAKEN.at(self.place, f"{key} has changed in the meantime"))
                self._write(path, body, digest, lambda _: None)
        return digest

    def delete(self, key: str) -> None:
        """Remove the object; that it is gone already is fine. Raises StoreError as `get` does."""
        with self._told(key):
            self._path(key).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what a writer that was killed has left lying: it may hold what is to be seen by nobody any more."""
        with self._told("scratch files"):
            for path in (*self._root.rglob(SCRATCH), *self._root.rglob(".*.stale")):
                if path.suffix == ".stale" or is_left_behind(path):
                    path.unlink(missing_ok=True)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """All keys, in order; what is being written is not there yet."""
        return (listed.key for listed in self.listing(prefix))

    def listing(self, prefix: str = "") -> Iterator[Listed]:
        """All objects, in order; what is being written, and what is hidden, is not there."""
        with self._told(prefix):
            found = [self._listed(path) for path in self._root.rglob("*") if not path.name.startswith(".")]
        yield from sorted((f for f in found if f and f.key.startswith(prefix)), key=lambda f: f.key)

    def _listed(self, path: Path) -> Listed | None:
        try:
            facts = path.stat()
        except FileNotFoundError:  # gone since it was seen
            return None
        if not stat.S_ISREG(facts.st_mode):
            return None
        modified = datetime.fromtimestamp(facts.st_mtime, UTC)
        return Listed(key=path.relative_to(self._root).as_posix(), size=facts.st_size, modified=modified)

    def _path(self, key: str) -> Path:
        path = self._root / plain_key(key)
        if not path.resolve().is_relative_to(self._root.resolve()):
            raise StoreError(OUTSIDE.at(self.place, f"{key} leads out of it"))
        return path

    def _write(self, path: Path, source: Path | bytes, digest: Digest, progress: Callable[[int], None]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=scratch_prefix())
        try:
            with os.fdopen(handle, "wb") as file:
                _pour(source, file, progress)
                file.flush()
                os.fsync(file.fileno())
            if digest_of_source(Path(scratch)) != digest:
                raise StoreError(WRONG_BYTES.at(self.place, f"{path.name} was not written as it should be"))
            Path(scratch).chmod(0o644)
            Path(scratch).replace(path)
        finally:
            Path(scratch).unlink(missing_ok=True)

    @contextmanager
    def _told(self, key: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or "it failed").lower()
            raise StoreError(DISK.at(f"{self.place}: {key}", reason)) from error


def _pour(source: Path | bytes, file: BinaryIO, progress: Callable[[int], None]) -> None:
    if isinstance(source, bytes):
        file.write(source)
        progress(len(source))
        return
    with source.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            file.write(chunk)
            progress(len(chunk))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One writer at a time, among threads and processes. A lock that its owner left behind is broken after a while."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f".{path.name}.lock")
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            os.write(handle, ours().encode())
            os.close(handle)
            break
        except FileExistsError:
            _break_if_stale(lock)
            time.sleep(WAIT_SECONDS)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _break_if_stale(lock: Path) -> None:
    """Take away a lock whose owner is gone, or which is too old; put it back if it was another's by then."""
    try:
        seen = lock.stat()
        if (
            not is_gone(lock.read_text(encoding="ascii", errors="replace"))
            and time.time() - seen.st_mtime <= STALE_SECONDS
        ):
            return
        aside = lock.with_name(f"{lock.name}-{ours()}.stale")
        lock.rename(aside)
        if aside.stat().st_ino != seen.st_ino:
            with contextlib.suppress(FileExistsError):
                os.link(aside, lock)
        aside.unlink(missing_ok=True)
    except FileNotFoundError:
        return
