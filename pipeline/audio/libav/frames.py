"""MPEG frames that are not in any file yet, decoded."""

from collections.abc import Iterator, Sequence
from typing import cast

import av
import numpy as np
from av.error import FFmpegError

from pipeline.audio.blocks import Block
from pipeline.audio.mpeg.frames import HEADER, frame_header

DECODER = "mp3float"


def decoded_frames(frames: Sequence[bytes]) -> Block:
    """All samples of the frames. At the start of a sound's frames the first 1105 of them are encoder and decoder delay.

    Raises ValueError if they are no frames of one sound.
    """
    header = frame_header(frames[0][:HEADER])
    if header is None:
        raise ValueError(frames[0][:HEADER])
    whole = np.empty((header.channels, len(frames) * header.samples), np.float32)
    at = 0
    try:
        for sound in _decoded(frames):
            for channel, plane in zip(whole, sound.planes, strict=True):
                channel[at : at + sound.samples] = np.frombuffer(plane, np.float32, sound.samples)  # type: ignore[call-overload]
            at += sound.samples
    except FFmpegError as error:
        raise ValueError(len(frames)) from error
    return whole[:, :at]


def _decoded(frames: Sequence[bytes]) -> Iterator[av.AudioFrame]:
    context = cast("av.AudioCodecContext", av.CodecContext.create(DECODER, "r"))
    context.thread_count = 1
    for data in frames:
        yield from context.decode(av.Packet(data))
    yield from context.decode(None)
