"""Where the audio of an MP3 lies: between the tags before it and the tags after it. Reads a few bytes, changes none."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

_ID3V2_HEADER = 10
_ID3V1_SIZE = 128
_APE_FOOTER = 32
_LYRICS_END = 15


class DamagedTagError(Exception):
    """A tag at the front says that it goes on past the end of the file, or gives no possible size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Byte offsets of the audio: start inclusive, end exclusive."""

    start: int
    end: int


def audio_region(file: BinaryIO) -> Region:
    """The audio without ID3v2 and APEv2 before it, and without ID3v1, APEv2 and Lyrics3v2 after it.

    Raises DamagedTagError. Sources: ID3v2.3.0 (3.1), ID3v2.4.0 (3.4), APEv2, Lyrics3 v2.00.
    """
    end = file.seek(0, os.SEEK_END)
    start = _first(file, end)
    while size := _trailer(file, start, end):
        end -= size
    return Region(start=start, end=end)


def _first(file: BinaryIO, end: int) -> int:
    start = 0
    while size := _leader(_at(file, start, _APE_FOOTER)):
        start += size
    if start > end:
        raise DamagedTagError(f"the tag is {start} bytes long, the whole file only {end}")
    return start


def _leader(head: bytes) -> int:
    """Size of the tag that begins here, 0 when none does."""
    if head.startswith(b"APETAGEX") and len(head) == _APE_FOOTER:
        return _APE_FOOTER + int.from_bytes(head[12:16], "little")
    if not head.startswith(b"ID3") or len(head) < _ID3V2_HEADER:
        return 0
    major, _, flags, *sizes = head[3:_ID3V2_HEADER]
    if max(sizes) > 0x7F:  # noqa: PLR2004 - four bytes of seven bits
        raise DamagedTagError("the tag's size is not a possible one")
    footer = _ID3V2_HEADER if major == 4 and flags & 0x10 else 0  # noqa: PLR2004 - only v2.4 has footers
    return _ID3V2_HEADER + sum(byte << shift for byte, shift in zip(sizes, (21, 14, 7, 0), strict=True)) + footer


def _trailer(file: BinaryIO, start: int, end: int) -> int:
    """Size of the tag that ends at `end`, 0 when none does."""
    kinds: tuple[Callable[[BinaryIO, int], int], ...] = (_id3v1, _ape, _lyrics)
    sizes = (kind(file, end) for kind in kinds)
    return next((size for size in sizes if 0 < size <= end - start), 0)


def _id3v1(file: BinaryIO, end: int) -> int:
    return _ID3V1_SIZE if _at(file, end - _ID3V1_SIZE, 3) == b"TAG" else 0


def _ape(file: BinaryIO, end: int) -> int:
    footer = _at(file, end - _APE_FOOTER, _APE_FOOTER)
    if not footer.startswith(b"APETAGEX"):
        return 0
    size, flags = int.from_bytes(footer[12:16], "little"), int.from_bytes(footer[20:24], "little")
    return size + (_APE_FOOTER if flags >> 31 else 0)


def _lyrics(file: BinaryIO, end: int) -> int:
    size = _at(file, end - _LYRICS_END, _LYRICS_END)
    return int(size[:6]) + _LYRICS_END if size.endswith(b"LYRICS200") and size[:6].isdigit() else 0


def _at(file: BinaryIO, offset: int, size: int) -> bytes:
    if offset < 0:
        return b""
    file.seek(offset)
    return file.read(size)
