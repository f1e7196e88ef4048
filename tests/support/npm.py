"""Programs from npm that judge our output from outside: installed once into a git-ignored cache, then used offline."""

import fcntl
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TextIO

INSTALL_SECONDS = 300
CACHE = Path(__file__).parents[2] / ".pytest_cache" / "npm"


def npm_package(name: str, version: str) -> Path:
    """The folder of that very version of the package, its dependencies beside it in `node_modules`.

    Install scripts do not run. Test processes that ask at the same time wait for the one that installs. Raises
    `CalledProcessError` or `FileNotFoundError` when npm cannot, and the test that asked fails.
    """
    home = CACHE / f"{name.replace('/', '+')}@{version}"
    with _one_at_a_time():
        if not home.exists():
            _install(f"{name}@{version}", home)
    return home / "node_modules" / name


def _install(package: str, home: Path) -> None:
    fresh = Path(mkdtemp(dir=CACHE))
    command = ["npm", "install", "--prefix", str(fresh), "--ignore-scripts", "--no-audit", "--no-fund", package]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS)
        fresh.rename(home)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        until = time.monotonic() + 2 * INSTALL_SECONDS
        while not _locked(lock):
            assert time.monotonic() < until, "another test is still installing"
            time.sleep(0.1)
        yield


def _locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
