"""Files as they come: whatever their bytes are, text or a located problem comes out."""

import codecs
import hashlib
import json
import os
import time
from pathlib import Path

from pipeline.base.files import write_whole
from pipeline.base.text import REFUSED, named
from pipeline.model import Digest, SourceFile, other_than_file
from pipeline.problems import CheckFailed
from pipeline.source.rules import CONTROL, ENCODING, MISSING_FILE, NOT_A_FILE, OUTSIDE, TOO_LARGE

LARGEST_TEXT = 20_000_000
SETTLED_SECONDS = 2.0
DIGESTS = ".podwright/digests.json"


class Folder:
    """A show folder: paths in it are POSIX and relative, and none leads out of it."""

    def __init__(self, root: Path) -> None:
        """Remember what was digested in earlier runs; a broken memory is an empty one."""
        self.root = root
        self._known = _read_known(root / DIGESTS)
        self._seen: dict[str, list[object]] = {}

    def path(self, name: str, where: str) -> Path:
        """The file of that name. Raises CheckFailed (E0109, E0110, E0112)."""
        path = self.root / name
        if not Path(os.path.realpath(path)).is_relative_to(self.root.resolve()):
            raise CheckFailed(OUTSIDE.at(where, f"{name} lies outside the show folder"))
        mode = _mode(path)
        if mode is None:
            raise CheckFailed(MISSING_FILE.at(where, f"{name} is not there"))
        if kind := other_than_file(mode):
            raise CheckFailed(NOT_A_FILE.at(where, f"{name} is {kind}, not a file"))
        return path

    def text(self, name: str) -> str:
        """The file's text. Raises CheckFailed (E0208, E0209, E0212) with the line."""
        path = self.path(name, name)
        if path.stat().st_size > LARGEST_TEXT:
            raise CheckFailed(TOO_LARGE.at(name, f"is larger than {LARGEST_TEXT // 1_000_000} MB"))
        return _checked(_decoded(path.read_bytes(), name), name)

    def file(self, name: str, where: str) -> SourceFile:
        """The file as a value, with its digest."""
        path = self.path(name, where)
        facts = path.stat()
        stamp = [facts.st_size, facts.st_mtime_ns, facts.st_ino]
        known = self._known.get(name)
        digest = known[3] if known and known[:3] == stamp and isinstance(known[3], str) else _digest(path)
        if time.time() - facts.st_mtime > SETTLED_SECONDS:
            self._seen[name] = [*stamp, digest]
        return SourceFile(path=name, digest=Digest(str(digest)), size=facts.st_size)

    def remember(self) -> None:
        """Keep the digests for the next run, if there are new ones."""
        if self._seen != self._known:
            write_whole(self.root / DIGESTS, json.dumps(self._seen, sort_keys=True).encode())


def _mode(path: Path) -> int | None:
    """What kind of thing the path leads to, as `stat` says it; None for nothing, or for links that lead in a circle."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_known(path: Path) -> dict[str, list[object]]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    sound = isinstance(known, dict) and all(isinstance(v, list) and len(v) == 4 for v in known.values())  # noqa: PLR2004 - size, time, inode, digest
    return known if sound else {}


def _decoded(body: bytes, where: str) -> str:
    encoding = "utf-16" if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return body.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise CheckFailed(ENCODING.at(f"{where}:{line}", "a letter here is not UTF-8")) from error


def _checked(text: str, where: str) -> str:
    found = REFUSED.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise CheckFailed(CONTROL.at(f"{where}:{line}", f"holds {named(found[0])}"))
    return text
