"""A sound becomes an MP3 file: an Info frame, then LAME's frames. Decoded, it has exactly the samples that went in."""

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.base.parallel import ahead, each_ahead
from pipeline.stages.audio.blocks import Block, equal
from pipeline.stages.audio.encoding.lame import Mp3Format
from pipeline.stages.audio.encoding.peak_repair import DELAY, Heard, mended
from pipeline.stages.audio.encoding.stitch import CHUNK_FRAMES, Mp3Chunk, joined
from pipeline.stages.audio.mpeg.crc16 import crc16
from pipeline.stages.audio.mpeg.frames import HEADER, FrameChain, frame_header
from pipeline.stages.audio.mpeg.infotag import info_frame, info_frame_size

CHECKED_FRAMES = 8192


def written(path: Path, blocks: Iterable[Block], form: Mp3Format, *, highest: float) -> Iterator[Block]:
    """Encode the blocks, which hold at least one sample, into a file, and give back what the file sounds like.

    Decoded peaks stay below `highest` (linear) wherever that can be had. The file is whole when all was given back.
    """
    with path.open("wb") as file:
        book = _Book(constant=form.vbr is None)
        for heard in _encoded(blocks, form, highest):
            if not book.room:
                file.write(bytes(book.begin(heard.frames[0])))
            for frame in heard.frames:
                book.enter(frame)
            file.write(b"".join(heard.frames))
            yield book.audible(heard)
        file.seek(0)
        file.write(book.info_frame())


def _encoded(blocks: Iterable[Block], form: Mp3Format, highest: float) -> Iterator[Heard]:
    parts = ahead(equal((form.quantised(block) for block in blocks), CHUNK_FRAMES * form.samples), depth=1)
    chunks = each_ahead(lambda pcm: Mp3Chunk(pcm, form), parts)
    return mended(joined(chunks, form), form, highest)


class _Book:
    """What the Info frame will say of the file."""

    def __init__(self, *, constant: bool) -> None:
        self._constant = constant
        self.room = self._size = self._crc = 0
        self._unchecked: list[bytes] = []
        self._first = b""
        self._offsets = array("Q")
        self._samples = 0
        self._heard = -DELAY

    def begin(self, first: bytes) -> int:
        """How many bytes the Info frame takes before this frame."""
        self._first, self.room = first, info_frame_size(first[:HEADER])
        return self.room

    def enter(self, frame: bytes) -> None:
        """Count a frame."""
        self._offsets.append(self._size)
        self._size += len(frame)
        self._unchecked.append(frame)
        if len(self._unchecked) == CHECKED_FRAMES:
            self._check()

    def audible(self, heard: Heard) -> Block:
        """What is left of the decoded sound when players have dropped the delay before it and the padding behind."""
        self._samples += heard.samples
        start = max(0, -self._heard)
        sound = heard.sound[:, start : self._samples - self._heard]
        self._heard += heard.sound.shape[1]
        return sound

    def info_frame(self) -> bytes:
        """The frame to stand at the head of the file."""
        header = frame_header(self._first[:HEADER])
        if header is None:
            raise ValueError(self._first)
        end = self.room + self._size
        chain = FrameChain(start=self.room, end=end, first=self._first, header=header, offsets=self._offsets)
        self._check()
        return info_frame(chain, self._samples, self._crc, constant=self._constant)

    def _check(self) -> None:
        """Sum up the frames that came since the last time; it is quicker for many than for few."""
        self._crc = crc16(b"".join(self._unchecked), self._crc)
        self._unchecked.clear()
