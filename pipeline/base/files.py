"""Files written whole or not at all: whoever reads one meanwhile gets the old bytes or the new ones."""

import os
import tempfile
from pathlib import Path

MODE = 0o644
"""As a web server and a colleague need it."""


def write_whole(path: Path, body: bytes) -> None:
    """Write the file and wait until the disk has it; one that was there keeps who may read it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode if path.exists() else MODE
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".podwright-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(scratch).chmod(mode)
        Path(scratch).replace(path)
    finally:
        Path(scratch).unlink(missing_ok=True)
