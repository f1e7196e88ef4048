"""Sound as arrays: float32, one row a channel, full scale 1.0; a stream of them never holds more than a few at once."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Block = NDArray[np.float32]
"""Shape (channels, samples)."""
S = TypeVar("S", np.float32, np.int16)


def silence(channels: int, samples: int) -> Block:
    """Digital silence: zeros of shape (channels, samples), float32."""
    return np.zeros((channels, samples), np.float32)


def equal(pieces: Iterable[NDArray[S]], size: int) -> Iterator[NDArray[S]]:
    """The same sound in blocks of `size` samples; only the last may be shorter, and none is empty."""
    block: NDArray[S] | None = None
    filled = 0
    for piece in pieces:
        taken = 0
        while taken < piece.shape[1]:
            if block is None:
                block, filled = np.empty((piece.shape[0], size), piece.dtype), 0
            count = min(piece.shape[1] - taken, size - filled)
            block[:, filled : filled + count] = piece[:, taken : taken + count]
            taken, filled = taken + count, filled + count
            if filled == size:
                yield block
                block = None
    if block is not None:
        yield block[:, :filled]


def windows(pieces: Iterable[Block], size: int, before: int, after: int) -> Iterator[Block]:
    """The sound in blocks of `size` samples, each with `before` samples of what precedes and `after` of what follows.

    At the ends that is silence. Only the last block may be shorter; none is empty.
    """
    whole = before + size + after
    window: Block | None = None
    filled = before
    for piece in pieces:
        taken = 0
        while taken < piece.shape[1]:
            if window is None:
                window = np.empty((len(piece), whole), np.float32)
                window[:, :before] = 0
            count = min(piece.shape[1] - taken, whole - filled)
            window[:, filled : filled + count] = piece[:, taken : taken + count]
            taken, filled = taken + count, filled + count
            if filled == whole:
                full, window = window, np.empty_like(window)
                filled = before + after
                window[:, :filled] = full[:, size:]
                yield full
    while window is not None and filled > before:
        samples = min(size, filled - before)
        window[:, filled:] = 0
        yield window[:, : before + samples + after].copy()
        filled -= samples
        window[:, : before + after] = window[:, samples : samples + before + after].copy()
