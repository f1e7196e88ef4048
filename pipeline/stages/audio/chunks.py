"""Files made of chunks, each with its name and size: where their sound lies by what the header says.

RIFF/WAVE (RF64 and BW64 by EBU Tech 3306), AIFF and AIFF-C, Apple's CAF, Sony's Wave64. A table says how they differ.
"""

import math
import os
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from pipeline.stages.audio import riff
from pipeline.stages.audio.mpeg.file import sound_range

GUID = bytes.fromhex("f3acd3118cd100c04f8edb8a")
"""What follows the four letters in most names of Wave64."""
HEAD = 48
"""As much of a file as tells its kind."""
MOST_CHUNKS = 1000
LONGEST_FORMAT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkKind:
    """How a format writes chunks. `own` is what a chunk's size counts of its name and size; `skipped` is not sound.

    `unknown` are the sizes behind which libav reads on to the end of the file. It believes all others.
    """

    opening: int
    name: int
    size: int
    order: Literal["little", "big"]
    multiple: int
    own: int = 0
    format: bytes
    sound: bytes
    skipped: int = 0
    unknown: tuple[int, ...] = (0,)
    bytes_per_second: Callable[[bytes], float]

    @property
    def head(self) -> int:
        """The length of a chunk's name and size."""
        return self.name + self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A chunk; `start` and `size` are its body's, in bytes."""

    name: bytes
    start: int
    size: int

    @property
    def end(self) -> int:
        """Where in the file its body ends by its own account, in bytes: the place behind the last one."""
        return self.start + self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the sound lies as the header says, and where the file ends, before the tags that may stand behind it."""

    kind: ChunkKind
    sound: Chunk
    bytes_per_second: float
    end: int


def layout(file: BinaryIO) -> Layout | None:
    """None if the file is none of these, or does not say how much sound it holds."""
    start, end = sound_range(file)
    kind = _kind(read(file, start, HEAD))
    if kind is None:
        return None
    rate, long_size = 0.0, 0
    for chunk in chunks(file, kind, start + kind.opening):
        if chunk.name == kind.format:
            rate = _plausible(kind.bytes_per_second(read(file, chunk.start, LONGEST_FORMAT)))
        elif chunk.name == b"ds64":
            long_size = int.from_bytes(read(file, chunk.start + 8, 8), "little")
        elif chunk.name == kind.sound:
            sound = _sound(chunk, kind, long_size)
            return Layout(kind=kind, sound=sound, bytes_per_second=rate, end=end) if sound else None
    return None


def stated_seconds(path: Path) -> float | None:
    """How much sound the header promises; None if the file is none of these, or does not say."""
    with path.open("rb") as file:
        found = layout(file)
    return found.sound.size / found.bytes_per_second if found and found.bytes_per_second else None


def chunks(file: BinaryIO, kind: ChunkKind, at: int) -> Iterator[Chunk]:
    """The chunks from there on, as their sizes say."""
    for _ in range(MOST_CHUNKS):
        chunk = chunk_at(file, kind, at)
        if chunk is None:
            return
        yield chunk
        at = chunk.start + -(-chunk.size // kind.multiple) * kind.multiple


def chunk_at(file: BinaryIO, kind: ChunkKind, at: int) -> Chunk | None:
    """What stands there if it is a chunk; None where it is none, or the file ends."""
    head = read(file, at, kind.head)
    if len(head) < kind.head:
        return None
    size = int.from_bytes(head[kind.name :], kind.order) - kind.own
    return Chunk(name=head[: kind.name], start=at + kind.head, size=size) if size >= 0 else None


def read(file: BinaryIO, at: int, count: int) -> bytes:
    """So many bytes from there, or as many as there are. Some file systems mind seeking far beyond the end."""
    if at >= os.fstat(file.fileno()).st_size:
        return b""
    file.seek(at)
    return file.read(count)


def _sound(chunk: Chunk, kind: ChunkKind, long_size: int) -> Chunk | None:
    """The chunk without what is no sound in it; None if its size is one that means that it is not known."""
    size = long_size or (0 if chunk.size in kind.unknown else chunk.size)
    start = chunk.start + kind.skipped
    return Chunk(name=chunk.name, start=start, size=max(0, size - kind.skipped)) if size else None


def _plausible(rate: float) -> float:
    return rate if math.isfinite(rate) and rate > 0 else 0.0


def _kind(head: bytes) -> ChunkKind | None:
    return next(
        (kind for (mark, at, more), kind in KINDS.items() if head.startswith(mark) and head.startswith(more, at)), None
    )


def _of_wave(body: bytes) -> float:
    """Plain samples by their rate and size, coded ones by what the header says (nAvgBytesPerSec)."""
    return riff.bytes_per_second(body) or float(int.from_bytes(body[8:12], "little"))


def _of_aiff(body: bytes) -> float:
    """COMM: channels, frames, bits, rate as an 80-bit float, and in AIFF-C how samples are coded."""
    channels, _, bits, exponent, mantissa = struct.unpack(">hIhHQ", body[:18].ljust(18, b"\0"))
    rate_hz = mantissa * 2.0 ** (min(exponent, 0x7FFF) - 16383 - 63) if exponent < AIFF_EXPONENT else 0.0
    return float(channels * rate_hz * AIFF_BYTES.get(body[18:22], -(-bits // 8)))


def _of_caf(body: bytes) -> float:
    """desc: rate as a float, codec, flags, bytes and frames of a packet; nothing where packets differ."""
    rate_hz, _, _, packet_bytes, packet_frames = struct.unpack(">d4sIII", body[:24].ljust(24, b"\0"))
    return rate_hz * packet_bytes / packet_frames if packet_frames else 0.0


AIFF_EXPONENT = 16383 + 32
"""Of rates that no machine has."""
AIFF_BYTES: Mapping[bytes, float] = {b"ima4": 34 / 64, b"ulaw": 1, b"ULAW": 1, b"alaw": 1, b"ALAW": 1}
"""What a coded sample takes; others take as many bits as the header says."""
WAVE = ChunkKind(
    opening=12,
    name=4,
    size=4,
    order="little",
    multiple=2,
    format=b"fmt ",
    sound=b"data",
    unknown=(0, 0xFFFFFFFF),
    bytes_per_second=_of_wave,
)
AIFF = ChunkKind(
    opening=12,
    name=4,
    size=4,
    order="big",
    multiple=2,
    format=b"COMM",
    sound=b"SSND",
    skipped=8,
    bytes_per_second=_of_aiff,
)
CAF = ChunkKind(
    opening=8,
    name=4,
    size=8,
    order="big",
    multiple=1,
    format=b"desc",
    sound=b"data",
    skipped=4,
    bytes_per_second=_of_caf,
)
W64 = ChunkKind(
    opening=40,
    name=16,
    size=8,
    order="little",
    multiple=8,
    own=24,
    format=b"fmt " + GUID,
    sound=b"data" + GUID,
    bytes_per_second=_of_wave,
)
KINDS: Mapping[tuple[bytes, int, bytes], ChunkKind] = {
    (b"RIFF", 8, b"WAVE"): WAVE,
    (b"RF64", 8, b"WAVE"): WAVE,
    (b"BW64", 8, b"WAVE"): WAVE,
    (b"FORM", 8, b"AIFF"): AIFF,
    (b"FORM", 8, b"AIFC"): AIFF,
    (b"caff", 4, b"\0\1"): CAF,
    (b"riff", 24, b"wave"): W64,
}
"""By what a file begins with, and by what stands at a place behind that."""
