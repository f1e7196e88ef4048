"""MPEG frames that are not in any file yet, decoded."""

from collections.abc import Iterator, Sequence
from typing import cast

import av
import numpy as np
from av.error import FFmpegError

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.libav.gathering import gathered

DECODER = "mp3float"


def decoded_frames(frames: Sequence[bytes]) -> Block:
    """All samples of the frames. At the start of a sound's frames the first 1105 of them are encoder and decoder delay.

    Raises ValueError if they are no frames of one sound.
    """
    try:
        return np.concatenate(list(gathered(_decoded(frames))), axis=1)
    except FFmpegError as error:
        raise ValueError(len(frames)) from error


def _decoded(frames: Sequence[bytes]) -> Iterator[av.AudioFrame]:
    context = cast("av.AudioCodecContext", av.CodecContext.create(DECODER, "r"))
    context.thread_count = 1
    for data in frames:
        yield from context.decode(av.Packet(data))
    yield from context.decode(None)
