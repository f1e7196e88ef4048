"""Numbers that carry their unit, and the few ways they are written down."""

from dataclasses import dataclass
from typing import NewType

Millis = NewType("Millis", int)
"""Milliseconds since the start of a file."""

Digest = NewType("Digest", str)
"""A SHA-256 in lower-case hexadecimal, 64 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time, start inclusive, end exclusive."""

    start: Millis
    end: Millis


def timestamp(at: Millis, *, fraction: str = "") -> str:
    """`HH:MM:SS`, or with `fraction` as the separator `HH:MM:SS.mmm`. Hours may pass 99.

    >>> timestamp(Millis(3_723_004))
    '01:02:03'
    >>> timestamp(Millis(3_723_004), fraction=",")
    '01:02:03,004'
    """
    seconds, millis = divmod(at, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}" + (f"{fraction}{millis:03}" if fraction else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the show folder: its POSIX path relative to the folder, and what is in it."""

    path: str
    digest: Digest
    size: int
