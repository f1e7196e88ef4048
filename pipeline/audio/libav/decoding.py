"""From packets to blocks of float32 samples, at the rate and in the channels asked for. A fault is told with its time."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.error import EOFError as EndOfStream
from av.error import FFmpegError

from pipeline.audio import rules
from pipeline.audio.blocks import Block, equal
from pipeline.audio.clock import clock
from pipeline.audio.libav.opening import MOST_CHANNELS, Opened, opened
from pipeline.audio.libav.surveying import truncated
from pipeline.problems import CheckFailed

HIGHEST = 1e12
"""Of full scale. What is beyond is no sample, and its square would not be a number."""
STEREO = 2
JUMP_S = 0.05
"""A step in the time stamps by which a hole is found."""


def decoded(path: Path, where: str, *, rate_hz: int, channels: int | None, size: int) -> Iterator[Block]:
    """The file's sound at a rate, in blocks of `size` samples. `channels`: 1 or 2, or None for all that there are.

    Raises CheckFailed, also in the middle.
    """
    with opened(path, where) as source:
        start_s = 0.0
        for block in equal(_resampled(source, rate_hz, channels), size):
            if not (block.max() <= HIGHEST and block.min() >= -HIGHEST):
                raise CheckFailed(rules.NOT_FINITE.at(where, _first_wrong(block, start_s, rate_hz)))
            start_s += size / rate_hz
            yield block


def _first_wrong(block: Block, start_s: float, rate_hz: int) -> str:
    wrong = ~(np.abs(block) <= HIGHEST).all(axis=0)
    return f"the first of them is at {clock(start_s + int(wrong.argmax()) / rate_hz)}"


class _Ledger:
    """What was promised, what came, and where something was lost between."""

    def __init__(self, source: Opened) -> None:
        self._source = source
        self._origin_s: float | None = None
        self._lost_at_s: float | None = None
        self.heard_s = 0.0

    def enter(self, frame: av.AudioFrame) -> None:
        """Count a frame."""
        if frame.time is not None:
            if self._origin_s is None:
                self._origin_s = frame.time
            if self._lost_at_s is None and frame.time - self._origin_s > self.heard_s + JUMP_S:
                self._lost_at_s = self.heard_s
        self.heard_s += frame.samples / frame.sample_rate

    def damaged(self) -> CheckFailed:
        """What to raise when decoding fails here."""
        return CheckFailed(rules.DAMAGED.at(self._source.where, f"the audio breaks off at {clock(self.heard_s)}"))

    def close(self) -> None:
        """Raise CheckFailed if less came than was promised."""
        promised = self._source.header.promise
        if promised is None or self.heard_s >= promised.seconds - promised.slack_s:
            return
        where, missing_s = self._source.where, promised.seconds - self.heard_s
        if self._lost_at_s is None:
            raise CheckFailed(truncated(where, promised.seconds, self.heard_s))
        what = f"{missing_s:.1f} seconds are missing, the first of them at {clock(self._lost_at_s)}"
        raise CheckFailed(rules.DAMAGED.at(where, what))


def _frames(source: Opened) -> Iterator[av.AudioFrame]:
    ledger, failed = _Ledger(source), False
    try:
        for packet in source.container.demux(source.stream):
            if failed and packet.size:
                raise ledger.damaged()
            try:
                frames = packet.decode()
            except EndOfStream:
                break
            except FFmpegError:
                failed = True  # an incomplete last packet is no fault: if it matters, the promise is broken
                continue
            for frame in frames:
                if not (1 <= frame.layout.nb_channels <= MOST_CHANNELS and frame.sample_rate > 0):
                    raise ledger.damaged()
                ledger.enter(frame)
                yield frame
    except (FFmpegError, ValueError):
        raise ledger.damaged() from None
    if not ledger.heard_s:
        raise CheckFailed(rules.UNREADABLE.at(source.where, "not a moment of it could be decoded"))
    ledger.close()


def _resampled(source: Opened, rate_hz: int, channels: int | None) -> Iterator[Block]:
    """Float samples at the wanted rate; libav folds surround to stereo, all else about channels is `_mixed`'s."""
    header = source.header
    folded = channels is not None and header.channels > STEREO and not header.discrete
    resampler: av.AudioResampler | None = None
    before = None
    for frame in _frames(source):
        kind = (frame.format.name, frame.layout.name, frame.sample_rate)
        if resampler is None or kind != before:
            yield from _converted(resampler, None, channels)
            resampler, before = av.AudioResampler("fltp", "stereo" if folded else header.layout, rate_hz), kind
        yield from _converted(resampler, frame, channels)
    yield from _converted(resampler, None, channels)


def _converted(
    resampler: av.AudioResampler | None, frame: av.AudioFrame | None, channels: int | None
) -> Iterator[Block]:
    """What comes out when the frame is put in; what was left inside when there is none."""
    for converted in resampler.resample(frame) if resampler else ():
        if converted is not None:
            yield _mixed(converted.to_ndarray(), channels)


def _mixed(sound: Block, channels: int | None) -> Block:
    """Mono is doubled, and anything else averaged: unlike libav's way, that keeps the level."""
    if channels is None or len(sound) == channels:
        return sound
    return np.repeat(sound.mean(axis=0, keepdims=True), channels, axis=0)
