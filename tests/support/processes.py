"""Programs that a test starts: none outlives its test, and no wait is without a bound."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO

SECONDS = 60.0
"""Longer than anything here takes to end."""


@contextmanager
def started(
    command: Sequence[str | Path],
    *,
    input: int | None = None,  # noqa: A002 - what subprocess calls it
    output: int | IO[bytes] = subprocess.DEVNULL,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """The program while the block runs; then it is killed, however far it is."""
    process = subprocess.Popen(command, stdin=input, stdout=output, stderr=subprocess.STDOUT, cwd=cwd, env=env)
    try:
        yield process
    finally:
        ended(process)


def ended(process: subprocess.Popen[bytes]) -> None:
    """Kill it, and let go of what it was reading and writing."""
    process.kill()
    process.wait(SECONDS)
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()


@contextmanager
def running(work: Callable[[], object], stop: Callable[[], object]) -> Iterator[None]:
    """A server's loop in a thread of its own, stopped when the block is left."""
    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join(SECONDS)
        assert not thread.is_alive(), "the server did not stop"
