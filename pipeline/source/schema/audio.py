"""The settings of sound: `[audio]` of show.toml."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipeline.model import Codec
from pipeline.source.schema.fields import FileName, Form


class BitRatesForm(Form):
    """How large the files of a format are."""

    stereo: Annotated[int, Field(ge=16, le=320)] | None = Field(None, description="kbit/s for two channels.")
    mono: Annotated[int, Field(ge=8, le=160)] | None = Field(None, description="kbit/s for one channel.")


def beside_mp3(codec: Codec) -> Codec:
    """Raises ValueError for MP3, which is always made."""
    if codec is Codec.MP3:
        msg = f"must be one of: {', '.join(other.value for other in Codec if other is not codec)}"
        raise ValueError(msg)
    return codec


class AudioForm(Form):
    """How recordings become what listeners hear. Changing it changes new episodes only."""

    target_lufs: float = Field(-16.0, ge=-31, le=-9, description="Integrated loudness (BS.1770-4), in LUFS.")
    mono_target_lufs: float = Field(
        -16.0, ge=-31, le=-9, description="The same for mono. -19 plays as loud as -16 in stereo over two speakers."
    )
    ceiling_dbtp: float = Field(-1.0, ge=-9, le=0, description="Highest true peak of the delivered file, in dBTP.")
    tolerance_lu: float = Field(0.5, ge=0, le=3, description="A ready MP3 this close to the target is left untouched.")
    lossless_gain: bool = Field(
        False,
        description="A ready MP3 that is only too loud or too soft is corrected in steps of 1.5 dB, not encoded again.",
    )
    bitrate_kbps: Literal[64, 80, 96, 112, 128, 160, 192, 224, 256, 320] = Field(128, description="MP3, stereo.")
    mono_bitrate_kbps: Literal[48, 56, 64, 80, 96, 112, 128, 160] = Field(96, description="MP3, mono.")
    vbr_quality: Annotated[int, Field(ge=0, le=9)] | None = Field(
        None,
        description="MP3 at a variable bit rate, from 0 (best) to 9. Smaller, but some apps seek less exactly in it.",
    )
    also: list[Annotated[Codec, AfterValidator(beside_mp3)]] = Field(
        [], description="Formats beside MP3: apps that know them download less. Feeds may lead with one (`format`)."
    )
    aac: BitRatesForm = Field(BitRatesForm(), description="AAC in M4A: 128 for stereo and 64 for mono.")
    opus: BitRatesForm = Field(BitRatesForm(), description="Opus: 96 for stereo and 48 for mono.")
    rate_hz: Literal[44100, 48000] = Field(44_100, description="Sample rate of the delivered file.")
    channels: Literal["source", "mono", "stereo", "left", "right"] = Field(
        "source",
        description="`source` keeps mono mono; everything wider becomes stereo. `left` and `right` take one channel.",
    )
    leveler: Literal["off", "speech"] = Field(
        "off", description="`speech` evens out voices of unequal loudness; music and silence stay as they are."
    )
    mono_if_alike: bool = Field(
        False, description="A stereo recording that holds the same twice goes out in one channel: half the data."
    )
    high_pass_hz: float | None = Field(
        None, ge=40, le=200, description="Take away rumble below this; 80 suits most voices. Off unless it is set."
    )
    longest_silence_s: float = Field(
        30.0, ge=1, le=3600, description="A recording with a longer silence is taken for a mistake, and refused."
    )
    redaction: Literal["tone", "silence"] = Field("tone", description="What is heard in place of what is redacted.")
    most_clipping: float = Field(
        60.0, ge=0, le=60_000, description="A recording with more clipped moments a minute is refused."
    )
    intro: FileName | None = Field(None, description="A clip before every episode, such as `intro.flac`.")
    outro: FileName | None = Field(None, description="A clip after every episode.")
