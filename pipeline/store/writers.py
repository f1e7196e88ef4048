"""Whose a scratch file or a lock is: that of a program which is still at work, or of one that was killed."""

import contextlib
import hashlib
import os
import platform
import re
import time
from pathlib import Path

LONG_SECONDS = 3600.0
"""After so long nobody is still writing one file, whoever it was."""
_OWNED = re.compile(r"\.podwright-([0-9a-f]{8})-(\d+)-")


def ours() -> str:
    """How this program signs what it leaves lying for a moment: its machine, and its number there."""
    return f"{_machine()}-{os.getpid()}"


def scratch_prefix() -> str:
    """What the names of this program's scratch files begin with."""
    return f".podwright-{ours()}-"


def is_left_behind(scratch: Path) -> bool:
    """Whether whoever was writing this scratch file is gone."""
    owned = _OWNED.match(scratch.name)
    if owned and is_gone(f"{owned[1]}-{owned[2]}"):
        return True
    with contextlib.suppress(FileNotFoundError):
        return time.time() - scratch.stat().st_mtime > LONG_SECONDS
    return False


def is_gone(owner: str) -> bool:
    """Whether the program that signed so has ended; False where that cannot be told."""
    machine, _, number = owner.partition("-")
    if machine != _machine() or not number.isdecimal() or os.name == "nt":  # there, asking would end the program
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
