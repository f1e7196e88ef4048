"""Packets become a file that apps can play and seek in: AAC in M4A, Opus in Ogg.

Both say how much of the first packet comes before the sound and where in the last one it ends, so that what apps play
has exactly the samples that went in (ISO/IEC 14496-12, edit lists; RFC 7845, section 4).
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self, assert_never, cast

import av

from pipeline.model import Codec
from pipeline.stages.audio.libav.packets import PacketFormat


class Container:
    """A file that packets are put into, in their order."""

    def __init__(self, path: Path, form: PacketFormat, delay: int) -> None:
        """Begin it."""
        self._form, self._at = form, -delay
        self._file = av.open(str(path), "w", format=form.codec.format.container, options=_options(form))
        self._stream = self._file.add_stream(form.traits.name, rate=form.rate_hz, layout=form.layout)
        form.dressed(cast("av.AudioCodecContext", self._stream.codec_context))
        self._file.start_encoding()

    def __enter__(self) -> Self:
        """It is finished when the block is left."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        """Close it."""
        self._file.close()

    def put(self, packets: Sequence[bytes], end: int | None = None) -> None:
        """Add packets. The sound ends at sample `end`, if these are the last."""
        for data in packets:
            samples = self._form.samples
            packet = av.Packet(data)
            packet.stream, packet.time_base = self._stream, Fraction(1, self._form.rate_hz)
            packet.pts = packet.dts = self._at
            packet.duration = samples if end is None else min(samples, end - self._at)
            packet.is_keyframe = True
            self._file.mux(packet)
            self._at += samples


def _options(form: PacketFormat) -> dict[str, str]:
    """Nothing of this machine or moment goes in, and players find the index at the start."""
    match form.codec:
        case Codec.AAC:
            return {"fflags": "+bitexact", "movflags": "+faststart", "movie_timescale": str(form.rate_hz)}
        case Codec.OPUS:
            return {"fflags": "+bitexact"}
        case _:
            assert_never(form.codec)
