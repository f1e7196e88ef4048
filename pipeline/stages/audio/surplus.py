"""Sound behind the place where the header says that the sound ends: a recorder broke off before it wrote the length.

Players play what the header promises and drop the rest. Chunks, tags and padding may stand there; sound may not.
"""

from pathlib import Path
from typing import BinaryIO

from pipeline.stages.audio.chunks import ChunkKind, Layout, chunk_at, layout, read
from pipeline.stages.audio.declared_length import EXACT_S
from pipeline.stages.audio.mpeg.file import ID3V2, id3v2_length

PIECE = 1 << 20
PADDING = (b"\0", b"\xff")
"""What fills a file up: zeros, and memory that was never written."""
OFTEN_CUT = (b"LIST", b"bext", b"iXML", b"fact", b"smpl", b"id3 ", b"ID3 ")
"""Chunks that break off at the end of some files, and are no sound all the same."""
JOINED = (b"RIFF", b"RF64", b"BW64", b"FORM", b"riff", b"caff")
"""A whole file behind the first, as copying one behind the other makes it."""
PRINTABLE = bytes(range(0x20, 0x7F))


def surplus(path: Path, seconds: float | None) -> tuple[float, float] | None:
    """How much sound the header promises, and how much there would be, in seconds; None if nothing is left over.

    `seconds` is the length by libav, for files whose header does not say how long a byte lasts.
    """
    with path.open("rb") as file:
        found = layout(file)
        if found is None or found.sound.end >= found.end:
            return None
        rate = found.bytes_per_second or (found.sound.size / seconds if seconds else 0.0)
        left_over = found.end - found.sound.end
        if left_over <= EXACT_S * rate or rate <= 0 or _harmless(file, found):
            return None
    return found.sound.size / rate, (found.sound.size + left_over) / rate


def _harmless(file: BinaryIO, found: Layout) -> bool:
    """Whether all that follows the sound is chunks, tags and padding."""
    at = found.sound.end
    while (at := _past_padding(file, at, found.end)) < found.end:
        past = _past_tag(file, at) or _past_chunk(file, found.kind, at, found.end)
        if past is None:
            return False
        at = past
    return True


def _past_padding(file: BinaryIO, at: int, end: int) -> int:
    for fill in PADDING:
        while at < end and (piece := read(file, at, min(PIECE, end - at))):
            same = len(piece) - len(piece.lstrip(fill))
            at += same
            if same < len(piece):
                break
    return at


def _past_tag(file: BinaryIO, at: int) -> int | None:
    """Past an ID3v2 tag; those that are found from the end are cut off already."""
    length = id3v2_length(read(file, at, ID3V2))
    return at + length if length else None


def _past_chunk(file: BinaryIO, kind: ChunkKind, at: int, end: int) -> int | None:
    """Past a chunk that stands there, or behind a byte that makes the place even."""
    for place in (at, at + 1):
        chunk = chunk_at(file, kind, place)
        if chunk is not None and not chunk.name[:4].strip(PRINTABLE) and chunk.name[:4] not in JOINED:
            if chunk.end <= end:
                return chunk.end
            if chunk.name in OFTEN_CUT:
                return end
    return None
