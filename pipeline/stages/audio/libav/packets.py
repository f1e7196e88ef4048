"""Codecs whose packets overlap, as the packets before and behind them know (AAC, Opus): sound to packets, and back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never, cast

import av
import numpy as np
from av.error import FFmpegError

from pipeline.model import Codec
from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.libav.gathering import copied

BIT_EXACT = 1 << 23
"""AV_CODEC_FLAG_BITEXACT: the same packets from every processor that can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Traits:
    """What libav wants to know of a codec. `samples` of each channel are in a packet.

    `run_in` packets an encoder makes before those that are the same wherever it began.
    """

    name: str
    decoder: str
    sample_format: str
    samples: int
    run_in: int
    options: dict[str, str]


AAC = _Traits(name="aac", decoder="aac", sample_format="fltp", samples=1024, run_in=32, options={"aac_pns": "0"})
"""Without noise substitution: every player would put another noise there, so nobody could say what it sounds like."""
OPUS = _Traits(name="libopus", decoder="opus", sample_format="flt", samples=960, run_in=60, options={})
PacketCodec = Literal[Codec.AAC, Codec.OPUS]
"""The codecs whose packets overlap."""
AAC_DELAY = 1024
OPUS_DELAY = slice(10, 12)
"""Where the identification header says it (RFC 7845, section 5.1)."""
LOOK_AHEAD = 2
"""Packets' worth of sound that an encoder wants behind a packet before it hands it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketFormat:
    """Of the delivered file. Opus exists at 48 kHz only."""

    codec: PacketCodec
    rate_hz: int
    channels: int
    kbps: int

    @property
    def traits(self) -> _Traits:
        """What libav has to be told of the format's codec: names, sample format, samples in a packet, options."""
        match self.codec:
            case Codec.AAC:
                return AAC
            case Codec.OPUS:
                return OPUS
            case _:
                assert_never(self.codec)

    @property
    def samples(self) -> int:
        """How many samples of each channel a packet holds: 1024 for AAC, 960 for Opus (20 ms at its 48 kHz)."""
        return self.traits.samples

    @property
    def run_in(self) -> int:
        """Packets that an encoder makes before those that are kept."""
        return self.traits.run_in

    @property
    def layout(self) -> str:
        """The channels by libav's name for them: `mono` for one, `stereo` for two."""
        return "mono" if self.channels == 1 else "stereo"

    @property
    def highest_peak(self) -> float:
        """The largest sample that can be handed over: these codecs take what is over full scale, too."""
        return float("inf")

    def dressed(self, context: av.AudioCodecContext) -> av.AudioCodecContext:
        """The encoder, set up for this format."""
        context.sample_rate, context.layout = self.rate_hz, self.layout
        context.format = av.AudioFormat(self.traits.sample_format)
        context.bit_rate = self.kbps * 1000
        context.options = dict(self.traits.options)
        context.flags |= BIT_EXACT
        context.thread_count = 1
        context.open(strict=False)
        return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Packets:
    """Some packets in their order, and what a decoder has to be told; `delay` samples come before the sound."""

    data: Sequence[bytes]
    setup: bytes
    delay: int


def encoded(sound: Block, form: PacketFormat) -> Packets:
    """The sound from its beginning, in whole packets, of which the last needed `LOOK_AHEAD` packets of sound behind it.

    `sound` is as long as so many whole packets.
    """
    context = form.dressed(cast("av.AudioCodecContext", av.CodecContext.create(form.traits.name, "w")))
    data = [bytes(packet) for frame in _frames(sound, form) for packet in context.encode(frame)]
    setup = bytes(context.extradata or b"")
    data = data[: sound.shape[1] // form.samples - LOOK_AHEAD]
    return Packets(data=data, setup=setup, delay=_delay(form.codec, setup))


def _delay(codec: PacketCodec, setup: bytes) -> int:
    """How many samples the encoder puts before the sound."""
    match codec:
        case Codec.AAC:
            return AAC_DELAY
        case Codec.OPUS:
            return int.from_bytes(setup[OPUS_DELAY], "little")
        case _:
            assert_never(codec)


def _frames(sound: Block, form: PacketFormat) -> Iterator[av.AudioFrame]:
    for at in range(0, sound.shape[1], form.samples):
        piece = sound[:, at : at + form.samples]
        shaped = piece if form.traits.sample_format == "fltp" else piece.T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(shaped), format=form.traits.sample_format, layout=form.layout
        )
        frame.sample_rate, frame.pts = form.rate_hz, at
        yield frame


def decoded_packets(packets: Packets, form: PacketFormat) -> Block:
    """All samples of the packets, the encoder's delay among them; the first packet's are not whole.

    Raises ValueError if they are no packets of this format.
    """
    sound = np.zeros((form.channels, len(packets.data) * form.samples), np.float32)
    at = 0
    try:
        for frame in _decoded(packets, form):
            at = at or form.samples - frame.samples
            copied(frame, sound[:, at : at + frame.samples])
            at += frame.samples
    except (FFmpegError, ValueError) as error:
        raise ValueError(len(packets.data)) from error
    return sound


def _decoded(packets: Packets, form: PacketFormat) -> Iterator[av.AudioFrame]:
    context = cast("av.AudioCodecContext", av.CodecContext.create(form.traits.decoder, "r"))
    context.extradata = packets.setup
    context.thread_count = 1
    for data in packets.data:
        yield from context.decode(av.Packet(data))
    yield from context.decode(None)
