"""An MP3 that is already as it should be goes out as it came: encoding it again could only make it worse.

Its frames are copied byte for byte, with the Xing frame that belongs to them. Tags are left behind: they may hold what is
private, and ours are written later.
"""

from pathlib import Path
from typing import BinaryIO

from pipeline.audio.infotag import stated
from pipeline.audio.mp3file import sound_range
from pipeline.audio.mpeg import FrameChain, frame_chain

MOST_LEFT_OVER = 4096
"""Bytes behind the last whole frame: the rest of one, or padding. More means that the frames broke off in the middle."""
PIECE = 1 << 20


def bare(path: Path, out: Path) -> bool:
    """Copy the frames of an MP3 to `out`, without tags. False, and nothing is written, unless they form one sound chain."""
    with path.open("rb") as file:
        start, end = sound_range(file)
        chain = frame_chain(file, _first_frame(file, start), end)
        if chain is None or end - chain.end > MOST_LEFT_OVER or not _as_stated(chain):
            return False
        _copy(file, chain, out)
    return True


def _first_frame(file: BinaryIO, start: int) -> int:
    """Past the zeros that some writers leave behind their tag."""
    file.seek(start)
    head = file.read(PIECE)
    return start + len(head) - len(head.lstrip(b"\0"))


def _as_stated(chain: FrameChain) -> bool:
    """Whether the Xing frame, if there is one, counts the frames that follow it. (Files that were joined bear a false one.)"""
    said = stated(chain.first, chain.header)
    return said is None or said.frames in {None, len(chain.offsets) - 1}


def _copy(file: BinaryIO, chain: FrameChain, out: Path) -> None:
    left = chain.end - chain.start
    file.seek(chain.start)
    with out.open("wb") as copy:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            copy.write(piece)
            left -= len(piece)
