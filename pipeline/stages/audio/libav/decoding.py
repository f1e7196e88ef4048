"""From packets to blocks of float32 samples, at the rate and in the channels asked for; a fault comes with its time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import av
import numpy as np
from av.error import EOFError as EndOfStream
from av.error import FFmpegError

from pipeline.problems import CheckFailed
from pipeline.stages.audio import rules
from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.clock import clock
from pipeline.stages.audio.libav.gathering import gathered
from pipeline.stages.audio.libav.opening import MOST_CHANNELS, Opened, opened
from pipeline.stages.audio.libav.sameness import Sameness, Sum
from pipeline.stages.audio.libav.surveying import truncated

HIGHEST = 1e12
"""Of full scale. What is beyond is no sample, and its square would not be a number."""
STEREO = 2
TAGS = (b"TAG", b"ID3", b"APETAGEX", b"LYRICSBEGIN")
"""What stands between the frames of MP3s that were joined by copying one behind the other."""
JUMP_S = 0.05
"""A step in the time stamps by which a hole is found."""


def decoded(  # noqa: PLR0913 - which file, and what of it
    path: Path,
    where: str,
    *,
    rate_hz: int,
    channels: int | None,
    side: int | None = None,
    track: int | None = None,
    same: Sameness | None = None,
) -> Iterator[Block]:
    """The file's sound at a rate, in pieces of any length. `channels`: 1 or 2, or None for all that there are.

    `side` is the channel that is taken of a stereo file, which else gives both; `track` the one of several that is
    heard; `same` remembers what the file was before. Raises CheckFailed, also in the middle.
    """
    with opened(path, where, track) as source:
        if same:
            same.check_header(source.header, where)
        samples = 0
        for piece in gathered(_resampled(source, rate_hz, channels, same)):
            if not (piece.max(initial=0) <= HIGHEST and piece.min(initial=0) >= -HIGHEST):
                raise CheckFailed(rules.NOT_FINITE.at(where, _first_wrong(piece, samples, rate_hz)))
            samples += piece.shape[1]
            yield _mixed(_one_sided(piece, side), channels)


def _first_wrong(piece: Block, samples: int, rate_hz: int) -> str:
    wrong = ~(np.abs(piece) <= HIGHEST).all(axis=0)
    return f"the first sample that is not a number (NaN) is at {clock((samples + int(wrong.argmax())) / rate_hz)}"


class _Ledger:
    """What was promised, what came, and where something was lost between."""

    def __init__(self, source: Opened) -> None:
        self._source = source
        self._origin_s: float | None = None
        self._lost_at_s: float | None = None
        self.heard_s = 0.0
        self.faulty = False

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


def _frames(source: Opened, same: Sameness | None) -> Iterator[av.AudioFrame]:
    ledger, read = _Ledger(source), Sum()
    for packet in _packets(source, ledger):
        read.enter(packet)
        for frame in _opened_up(packet, ledger):
            if not (1 <= frame.layout.nb_channels <= MOST_CHANNELS and frame.sample_rate > 0):
                raise ledger.damaged()
            ledger.enter(frame)
            yield frame
    if same:
        same.check_sound(read.digest(), source.where)
    if not ledger.heard_s:
        raise CheckFailed(rules.UNREADABLE.at(source.where, "not a moment of it could be decoded"))
    ledger.close()


def _packets(source: Opened, ledger: _Ledger) -> "Iterator[av.Packet[av.AudioStream]]":
    try:
        yield from source.container.demux(source.stream)
    except FFmpegError:
        raise ledger.damaged() from None


def _opened_up(packet: "av.Packet[av.AudioStream]", ledger: _Ledger) -> Sequence[av.AudioFrame]:
    """The packet's frames. None for a faulty one that is the last: a file's end may be ragged."""
    if ledger.faulty and packet.size:
        raise ledger.damaged()
    try:
        return packet.decode()
    except EndOfStream:
        return ()
    except (FFmpegError, ValueError):
        ledger.faulty = not bytes(packet).startswith(TAGS)
        return ()


def _resampled(source: Opened, rate_hz: int, channels: int | None, same: Sameness | None) -> Iterator[av.AudioFrame]:
    """Floats at the wanted rate; libav folds surround to stereo, all else about channels is `_mixed`'s."""
    header = source.header
    folded = channels is not None and header.channels > STEREO and not header.discrete
    layout, before = "stereo" if folded else header.layout, None
    resampler = av.AudioResampler("fltp", layout, rate_hz)
    for frame in _frames(source, same):
        kind = (frame.format.name, frame.layout.name, frame.sample_rate)
        if before is not None and kind != before:
            yield from _converted(resampler, None, source.where)
            resampler = av.AudioResampler("fltp", layout, rate_hz)
        before = kind
        yield from _converted(resampler, frame, source.where)
    yield from _converted(resampler, None, source.where)


def _converted(resampler: av.AudioResampler, frame: av.AudioFrame | None, where: str) -> Iterator[av.AudioFrame]:
    """What comes out when the frame is put in; what was left inside when there is none."""
    try:
        ready = resampler.resample(frame)
    except (FFmpegError, ValueError):
        raise CheckFailed(
            rules.UNREADABLE.at(where, "its channels are laid out in a way that is not known here")
        ) from None
    for converted in ready:
        if converted is not None:
            yield converted


def _one_sided(sound: Block, side: int | None) -> Block:
    return sound if side is None or len(sound) != STEREO else sound[side : side + 1]


def _mixed(sound: Block, channels: int | None) -> Block:
    """Mono is doubled, and anything else averaged: unlike libav's way, that keeps the level."""
    if channels is None or len(sound) == channels:
        return sound
    return np.repeat(sound.mean(axis=0, keepdims=True), channels, axis=0)
