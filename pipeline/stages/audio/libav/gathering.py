"""From libav's frames to arrays."""

from collections.abc import Iterable, Iterator, Sequence

import av
import numpy as np

from pipeline.stages.audio.blocks import Block

TOGETHER = 1 << 14
"""Samples in an array, at least."""


def gathered(frames: Iterable[av.AudioFrame]) -> Iterator[Block]:
    """Frames of floats as arrays; small ones together, since there are forty of them in a second of MP3."""
    few: list[av.AudioFrame] = []
    samples = 0
    for frame in frames:
        few.append(frame)
        samples += frame.samples
        if samples >= TOGETHER:
            yield _together(few, samples)
            few, samples = [], 0
    if samples:
        yield _together(few, samples)


def copied(frame: av.AudioFrame, into: Block) -> None:
    """A frame of floats, written into an array that is as long. Raises ValueError if it is not."""
    for channel, plane in zip(into, frame.planes, strict=True):
        channel[:] = np.frombuffer(plane, np.float32, frame.samples)  # type: ignore[call-overload]


def _together(frames: Sequence[av.AudioFrame], samples: int) -> Block:
    whole, at = np.empty((frames[0].layout.nb_channels, samples), np.float32), 0
    for frame in frames:
        copied(frame, whole[:, at : at + frame.samples])
        at += frame.samples
    return whole
