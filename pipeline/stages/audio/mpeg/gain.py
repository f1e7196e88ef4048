"""Louder or softer by steps of 1.5 dB without decoding: each granule says its gain (ISO 11172-3, 2.4.2.7).

Nothing else of a frame is changed, so the same steps the other way give the very file back.
"""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.mpeg.crc16 import crc16_of
from pipeline.stages.audio.mpeg.frames import HEADER, FrameChain, FrameHeader
from pipeline.stages.audio.mpeg.infotag import rewritten, stated

STEP_DB = 20 * math.log10(2) / 4
GLOBAL_GAIN = 21
"""Bits of a granule's channel before its gain: the lengths of its parts."""
LARGEST = 255
FRAMES_AT_ONCE = 20_000
PIECE = 1 << 20

Bytes = NDArray[np.uint8]
Words = NDArray[np.int32]
"""Of 16 bits."""


def stepped(path: Path, chain: FrameChain, steps: int) -> bool:
    """Change all gains of the frames in the file. False, and nothing changed, where that would lose something."""
    if chain.header.crc:
        return False
    tagged = stated(chain.first, chain.header) is not None
    offsets = np.frombuffer(chain.offsets, np.uint64).astype(np.int64)[int(tagged) :] + chain.start
    content: Bytes = np.memmap(path, np.uint8, "r+")
    if not all(_fits(gains, steps) for gains in _gains(content, offsets, chain.header)):
        return False
    for at in range(0, len(offsets), FRAMES_AT_ONCE):
        _step(content, offsets[at : at + FRAMES_AT_ONCE], chain.header, steps)
    if tagged:
        _restate(content, chain)
    return True


def _places(header: FrameHeader) -> list[tuple[int, int]]:
    """Where a frame has its gains: a byte, and how many bits of it come before."""
    before, granule, count = header.granules
    return [divmod(before + granule * number + GLOBAL_GAIN, 8) for number in range(count)]


def _gains(content: Bytes, offsets: NDArray[np.int64], header: FrameHeader) -> Iterator[Words]:
    for byte, bits in _places(header):
        for at in range(0, len(offsets), FRAMES_AT_ONCE):
            yield _words(content, offsets[at : at + FRAMES_AT_ONCE] + HEADER + byte) >> (8 - bits) & LARGEST


def _fits(gains: Words, steps: int) -> bool:
    """No gain may leave its eight bits; one of nothing stays nothing."""
    stepped_gains = gains[gains > 0] + steps
    return not len(stepped_gains) or bool(stepped_gains.min() > 0 and stepped_gains.max() <= LARGEST)


def _step(content: Bytes, frames: NDArray[np.int64], header: FrameHeader, steps: int) -> None:
    for byte, bits in _places(header):
        at, shift = frames + HEADER + byte, 8 - bits
        words = _words(content, at)
        gains = words >> shift & LARGEST
        words = words & ~(LARGEST << shift) | np.where(gains > 0, gains + steps, 0) << shift
        content[at], content[at + 1] = (words >> 8).astype(np.uint8), (words & LARGEST).astype(np.uint8)


def _words(content: Bytes, at: NDArray[np.int64]) -> Words:
    """Two bytes from each place on."""
    words: Words = content[at].astype(np.int32) << 8 | content[at + 1]
    return words


def _restate(content: Bytes, chain: FrameChain) -> None:
    """The Xing frame sums up the frames behind it."""
    start = chain.start + chain.header.size
    pieces = (content[at : min(at + PIECE, chain.end)].tobytes() for at in range(start, chain.end, PIECE))
    first = rewritten(chain.first, chain.header, crc16_of(pieces))
    content[chain.start : start] = np.frombuffer(first, np.uint8)
