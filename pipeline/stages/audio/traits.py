"""What a sound's samples tell besides loudness, a block at a time: energy and offset of each channel, and clipping."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block

STEREO = 2
FULL_SCALE = 0.9995
CLIPPED_RUN = 3
"""Samples at full scale, one after another, that a converter and not a voice has made."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traits:
    """Of some sound, or of several that follow one another: one row for each block.

    `sums` and `squares` are (blocks, channels); `crosses` are the products of left and right added up, and nothing
    where there are not two channels. `clipped` are the places, in samples, where a run at full scale begins.
    """

    samples: NDArray[np.int64]
    sums: NDArray[np.float64]
    squares: NDArray[np.float64]
    crosses: NDArray[np.float64]
    clipped: NDArray[np.int64]


def traits(block: Block) -> Traits:
    """The traits of one block, (channels, samples): one row of each, and clipping counted from the block's start."""
    cross = float(np.dot(block[0], block[1])) if len(block) == STEREO else 0.0
    return Traits(
        samples=np.array([block.shape[1]]),
        sums=block.sum(axis=1, dtype=np.float64)[None],
        squares=np.einsum("ij,ij->i", block, block).astype(np.float64)[None],
        crosses=np.array([cross]),
        clipped=_clipped(block),
    )


def following(several: Sequence[Traits]) -> Traits:
    """The traits of sounds that follow one another, as those of one: a row for each block, in their order.

    Clipped places are counted from the start of the first sound. Raises ValueError when there are no sounds.
    """
    starts = np.cumsum([0, *(int(each.samples.sum()) for each in several)])[:-1]
    return Traits(
        samples=np.concatenate([each.samples for each in several]),
        sums=np.concatenate([each.sums for each in several]),
        squares=np.concatenate([each.squares for each in several]),
        crosses=np.concatenate([each.crosses for each in several]),
        clipped=np.concatenate([each.clipped + start for each, start in zip(several, starts, strict=True)]),
    )


def _clipped(block: Block) -> NDArray[np.int64]:
    """Where runs at full scale begin, whichever channel."""
    starts = [_runs(np.abs(channel) >= FULL_SCALE) for channel in block if _loud(channel)]
    return np.unique(np.concatenate([np.zeros(0, np.int64), *starts]))


def _loud(channel: NDArray[np.float32]) -> bool:
    return bool(channel.max(initial=0) >= FULL_SCALE or channel.min(initial=0) <= -FULL_SCALE)


def _runs(full: NDArray[np.bool_]) -> NDArray[np.int64]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], full, [False]]).astype(np.int8))).reshape(-1, 2)
    starts: NDArray[np.int64] = edges[edges[:, 1] - edges[:, 0] >= CLIPPED_RUN, 0]
    return starts
