"""Sound as arrays: float32, one row a channel, full scale 1.0; a stream of them never holds more than a few at once."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Block = NDArray[np.float32]
"""Shape (channels, samples)."""


def silence(channels: int, samples: int) -> Block:
    """Nothing to hear."""
    return np.zeros((channels, samples), np.float32)


def equal(pieces: Iterable[Block], size: int) -> Iterator[Block]:
    """The same sound in blocks of `size` samples; only the last may be shorter, and none is empty."""
    block, filled = None, 0
    for piece in pieces:
        taken = 0
        while taken < piece.shape[1]:
            if block is None:
                block, filled = np.empty((piece.shape[0], size), np.float32), 0
            count = min(piece.shape[1] - taken, size - filled)
            block[:, filled : filled + count] = piece[:, taken : taken + count]
            taken, filled = taken + count, filled + count
            if filled == size:
                yield block
                block = None
    if block is not None:
        yield block[:, :filled]


def with_margins(blocks: Iterable[Block], before: int, after: int) -> Iterator[Block]:
    """Each block with `before` samples of what precedes it and `after` of what follows, silence at the ends.

    Every block but the last must be at least `before` samples long.
    """
    past: Block | None = None
    current: Block | None = None
    for following in blocks:
        if current is not None:
            yield _extended(past, current, following, before, after)
        past, current = current, following
    if current is not None:
        yield _extended(past, current, None, before, after)


def _extended(past: Block | None, block: Block, following: Block | None, before: int, after: int) -> Block:
    channels, samples = block.shape
    extended = silence(channels, before + samples + after)
    extended[:, before : before + samples] = block
    if past is not None and before:
        extended[:, :before] = past[:, -before:]
    if following is not None:
        head = following[:, :after]
        extended[:, before + samples : before + samples + head.shape[1]] = head
    return extended
