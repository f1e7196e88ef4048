"""How recordings become what listeners hear, as the producer asks for it under `[audio]`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from pipeline.model.formats import Codec
from pipeline.model.quantities import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class BitRates:
    """In kbit/s, by how many channels are delivered."""

    stereo: int
    mono: int

    def of(self, channels: int) -> int:
        """The bit rate for so many channels, in kbit/s: `mono` for one, `stereo` for any other number."""
        return self.mono if channels == 1 else self.stereo


class ChannelPolicy(Enum):
    """What is delivered. `SOURCE` keeps mono mono and brings everything wider to stereo.

    `LEFT` and `RIGHT` take that channel of a stereo recording and deliver it as mono.
    """

    SOURCE = "source"
    MONO = "mono"
    STEREO = "stereo"
    LEFT = "left"
    RIGHT = "right"


class RedactionSound(Enum):
    """What is heard in place of what nobody may hear."""

    TONE = "tone"
    SILENCE = "silence"


class Leveler(Enum):
    """Whether the gain may change within an episode. `SPEECH` evens out voices of unequal loudness."""

    OFF = "off"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioRecipe:
    """How a recording becomes what listeners hear. Part of an audio artifact's key."""

    target_lufs: float = -16.0
    mono_target_lufs: float = -16.0
    ceiling_dbtp: float = -1.0
    tolerance_lu: float = 0.5
    bitrate_kbps: int = 128
    mono_bitrate_kbps: int = 96
    vbr_quality: int | None = None
    aac: BitRates = BitRates(stereo=128, mono=64)
    opus: BitRates = BitRates(stereo=96, mono=48)
    rate_hz: int = 44_100
    channels: ChannelPolicy = ChannelPolicy.SOURCE
    mono_if_alike: bool = False
    lossless_gain: bool = False
    leveler: Leveler = Leveler.OFF
    high_pass_hz: float | None = None
    longest_silence_s: float = 30.0
    most_clipping: float = 60.0
    redaction: RedactionSound = RedactionSound.TONE
    intro: SourceFile | None = None
    outro: SourceFile | None = None

    @property
    def bit_rates(self) -> Mapping[str, BitRates]:
        """Those of further formats, by the names that producers write: a format without loss has none."""
        named = {codec.value: getattr(self, codec.value, None) for codec in Codec}
        return {name: rates for name, rates in named.items() if isinstance(rates, BitRates)}

    def with_bit_rates(self, rates: Mapping[str, BitRates]) -> "AudioRecipe":
        """The same, with these for further formats."""
        named: dict[str, Any] = dict(rates)
        return replace(self, **named)
