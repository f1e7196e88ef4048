"""Numbers that carry their unit, and what a file of the show folder is known by."""

from dataclasses import dataclass
from typing import NewType

from pipeline.base.clock import Millis

Digest = NewType("Digest", str)
"""A SHA-256 in lower-case hexadecimal, 64 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time, start inclusive, end exclusive."""

    start: Millis
    end: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the show folder: its POSIX path relative to the folder, and what is in it."""

    path: str
    digest: Digest
    size: int
