"""How much sound a WAV file's header promises (RIFF; RF64 and BW64 by EBU Tech 3306)."""

import struct
from pathlib import Path
from typing import BinaryIO

MOST_CHUNKS = 1000
SAMPLES = (0x0001, 0x0003, 0xFFFE)
"""Format tags of plain samples: integer, float, extensible. Of coded WAVs the bytes say nothing about time."""
UNKNOWN_SIZES = (0, 0x7FFFF000, 0x7FFFFFFF, 0x80000000, *range(0xFFFFFF00, 0x100000000))
"""What programs write that do not know yet how long the recording will be."""


def promised_seconds(path: Path) -> float | None:
    """None when the header leaves it open, or is no WAV header."""
    with path.open("rb") as file:
        form, _, kind = struct.unpack("<4sI4s", file.read(12).ljust(12))
        if form not in {b"RIFF", b"RF64", b"BW64"} or kind != b"WAVE":
            return None
        return _seconds(file)


def _seconds(file: BinaryIO) -> float | None:
    rate, long_size = 0, 0
    for _ in range(MOST_CHUNKS):
        header = file.read(8)
        if len(header) < len(b"dataSIZE"):
            return None
        name, size = struct.unpack("<4sI", header)
        if name == b"data":
            stated = long_size or (0 if size in UNKNOWN_SIZES else size)
            return stated / rate if stated and rate else None
        body = file.read(min(size, 64))
        if name == b"fmt ":
            rate = bytes_per_second(body)
        if name == b"ds64":
            long_size = int.from_bytes(body[8:16], "little")
        file.seek(size + size % 2 - len(body), 1)
    return None


def bytes_per_second(body: bytes) -> int:
    """Of plain samples, by what stands in `fmt `; 0 for others."""
    tag, _, rate_hz, _, bytes_per_sample = struct.unpack("<HHIIH", body[:14].ljust(14, b"\0"))
    return rate_hz * bytes_per_sample if tag in SAMPLES else 0
