"""Where the sound lies in an MP3 file: between ID3v2 in front, and APE, Lyrics3 and ID3v1 behind."""

import os
from pathlib import Path
from typing import BinaryIO

from pipeline.stages.audio.mpeg.frames import HEADER, frame_header
from pipeline.stages.audio.mpeg.infotag import DECODER_DELAY, stated

MOST_TAGS = 16
ID3V2, ID3V1, APE, APE_HEADED, LYRICS = 10, 128, 32, 1 << 31, 15
LONGEST_FRAME = 2048


def sound_range(file: BinaryIO) -> tuple[int, int]:
    """The bytes between the tags, first and past the last. Nothing is known yet of what they hold."""
    size = file.seek(0, os.SEEK_END)
    start, end = 0, size
    for _ in range(MOST_TAGS):
        start += id3v2_length(_read(file, start, ID3V2))
        end -= _trailing(file, end)
    return min(start, size), max(end, 0)


def promised_seconds(path: Path) -> float | None:
    """How long the file is by its Xing frame; None if it has none."""
    with path.open("rb") as file:
        start, end = sound_range(file)
        first = _read(file, start, LONGEST_FRAME)
    header = frame_header(first[:HEADER])
    said = stated(first[: header.size], header) if header else None
    if header is None or said is None or not said.frames:
        return None
    if said.size and end - start > said.size + LONGEST_FRAME:
        return None  # several files joined by copying: the first one's frame speaks for itself only
    dropped = said.delay + DECODER_DELAY + max(0, said.padding - DECODER_DELAY) if said.delay else 0
    return (said.frames * header.samples - dropped) / header.rate_hz


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(max(at, 0))
    return file.read(count) if at >= 0 else b""


def id3v2_length(head: bytes) -> int:
    """The length of the tag that starts so."""
    if head[:3] != b"ID3" or len(head) < ID3V2:
        return 0
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    has_footer = head[5] & 0x10
    return size + ID3V2 * (2 if has_footer else 1)


def _trailing(file: BinaryIO, end: int) -> int:
    """The length of the tag that ends there."""
    if _read(file, end - ID3V1, 3) == b"TAG":
        return ID3V1
    footer = _read(file, end - APE, APE)
    if footer[:8] == b"APETAGEX":
        header = APE if int.from_bytes(footer[20:24], "little") & APE_HEADED else 0
        return int.from_bytes(footer[12:16], "little") + header
    lyrics = _read(file, end - LYRICS, LYRICS)
    if lyrics[6:] == b"LYRICS200" and lyrics[:6].isdigit():
        return int(lyrics[:6]) + LYRICS
    return 0
