"""A sound becomes an MP3 file: an Info frame, then LAME's frames. Decoded, it has exactly the samples that went in."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.audio.blocks import Block
from pipeline.audio.crc16 import crc16_of
from pipeline.audio.infotag import info_frame, info_frame_size
from pipeline.audio.lame import Encoder
from pipeline.audio.mpeg import HEADER, PIECE, frame_chain


def write_mp3(path: Path, blocks: Iterable[Block], *, rate_hz: int, channels: int, kbps: int) -> None:
    """Encode the blocks, which hold at least one sample, into a file at a constant bit rate."""
    encoder = Encoder(rate_hz, channels, kbps)
    with path.open("w+b") as file:
        room = _write_frames(file, encoder.encoded(blocks))
        chain = frame_chain(file, room, file.tell())
        if chain is None:
            msg = "LAME made no frames"
            raise ValueError(msg)
        crc = crc16_of(_pieces(file, room))
        file.seek(0)
        file.write(info_frame(chain, encoder.samples, crc))


def _write_frames(file: BinaryIO, frames: Iterator[bytes]) -> int:
    """Write the frames behind room for an Info frame, whose size is returned."""
    room = 0
    for piece in frames:
        if not room:
            room = info_frame_size(piece[:HEADER])
            file.write(bytes(room))
        file.write(piece)
    return room


def _pieces(file: BinaryIO, start: int) -> Iterator[bytes]:
    file.seek(start)
    while piece := file.read(PIECE):
        yield piece
