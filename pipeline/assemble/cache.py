"""What is already built is not built again: artifacts kept by the fingerprint of everything they were made from.

Losing the cache loses time and nothing else.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.artifact.fingerprint import fingerprint
from pipeline.artifact.objects import Blob
from pipeline.model import Digest

T = TypeVar("T")
UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[T]):
    """What a stage made: its value, and its files by name."""

    value: T
    files: Mapping[str, Blob]


class Cache:
    """A folder of blobs by content, and of records by key. Safe to share between threads and between runs."""

    def __init__(self, root: Path) -> None:
        """Use `root`; it is made on first writing."""
        self._root = root
        self._used: set[Path] = set()

    def made(
        self, stage: str, inputs: object, kind: type[T], make: Callable[[Path], T], owner: str | None = None
    ) -> Made[T]:
        """The stage's outcome for these inputs, made now or found; `owner` is the episode that it belongs to.

        `make` writes its files straight into the folder it is given and returns the value. What it raises passes
        through, and leaves nothing behind.
        """
        record = self._path("made", fingerprint(stage, inputs)).with_suffix(".json")
        self._used.add(record)
        adapter = TypeAdapter(kind)
        return self._found(record, adapter) or self._make(record, adapter, make, owner)

    def forget(self, owners: Collection[str]) -> None:
        """Drop all that belongs to these episodes and was not used since this cache was opened.

        What was kept by a version that noted no owner goes with it: nobody can tell whose it is.
        """
        records = {path: _read(path) for path in self._root.glob("made/*/*.json")}
        gone = {path for path, known in records.items() if path not in self._used and known.owner in {*owners, UNKNOWN}}
        kept = {digest for path, known in records.items() if path not in gone for digest in known.files}
        for path in gone:
            path.unlink(missing_ok=True)
        for digest in {digest for path in gone for digest in records[path].files} - kept:
            self._path("blobs", digest).unlink(missing_ok=True)

    def blob(self, digest: Digest) -> Path | None:
        """The file of that content, if it is here."""
        path = self._path("blobs", digest)
        return path if path.is_file() else None

    def _path(self, kind: str, name: str) -> Path:
        return self._root / kind / name[:2] / name

    def _found(self, record: Path, kind: TypeAdapter[T]) -> Made[T] | None:
        try:
            document = json.loads(record.read_bytes())
            value = kind.validate_python(document["value"])
            files = {name: self._blob(Digest(digest)) for name, digest in document["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError):
            return None
        return Made(value=value, files=files)

    def _blob(self, digest: Digest) -> Blob:
        path = self._path("blobs", digest)
        return Blob(path=path, digest=digest, size=path.stat().st_size)

    def _make(self, record: Path, kind: TypeAdapter[T], make: Callable[[Path], T], owner: str | None) -> Made[T]:
        with self._scratch() as folder:
            value = make(Path(folder))
            files = {path.name: self._keep(path) for path in sorted(Path(folder).iterdir())}
            written = Path(folder) / "record"
            document = {
                "files": {name: blob.digest for name, blob in files.items()},
                "owner": owner or "",
                "value": kind.dump_python(value, mode="json"),
            }
            written.write_text(json.dumps(document, sort_keys=True), encoding="utf-8")
            _move(written, record)
        return Made(value=value, files=files)

    def _scratch(self) -> tempfile.TemporaryDirectory[str]:
        scratch = self._root / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=scratch)

    def _keep(self, path: Path) -> Blob:
        with path.open("rb") as file:
            digest = Digest(hashlib.file_digest(file, "sha256").hexdigest())
        _move(path, self._path("blobs", digest))
        return self._blob(digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What a record says without being understood; the owner is empty where it is the show's."""

    owner: str
    files: tuple[str, ...]


def _read(path: Path) -> _Record:
    """A record that cannot be read is nobody's, and names nothing."""
    try:
        document = json.loads(path.read_bytes())
        return _Record(owner=str(document.get("owner", UNKNOWN)), files=tuple(map(str, document["files"].values())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Record(owner=UNKNOWN, files=())


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
