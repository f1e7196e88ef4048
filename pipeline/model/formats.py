"""How delivered audio is coded: one row a format. What acts on a format matches on the enum, and misses none."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never


class TagKind(Enum):
    """How a file says what it is."""

    ID3 = "ID3"
    MP4 = "MP4"
    OGG_OPUS = "Vorbis comments in Ogg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format's facts.

    `ending` is that of the files' names, without the dot; `content_type` what feeds and servers call it; `title` what
    listeners call the format, and `name` its files. `rate_hz` is the only rate that it has, or None where the recipe's
    is taken; `container` is libav's name for its files. A feed may lead with it if apps play it (`leads`).
    """

    ending: str
    content_type: str
    title: str
    name: str
    tags: TagKind
    container: str
    rate_hz: int | None = None
    leads: bool = True


class Codec(Enum):
    """The closed set; the value is what producers write. MP3 plays everywhere."""

    MP3 = "mp3"
    AAC = "aac"
    OPUS = "opus"

    @property
    def format(self) -> Format:
        """Its row (RFC 3003; Apple's podcast requirements; RFC 7845, sections 5.1 and 9)."""
        match self:
            case Codec.MP3:
                return MP3
            case Codec.AAC:
                return AAC
            case Codec.OPUS:
                return OPUS
            case _:
                assert_never(self)

    @property
    def ending(self) -> str:
        """Of the files' names, without the dot."""
        return self.format.ending

    @property
    def content_type(self) -> str:
        """The media type of the format's files, as feeds and servers say it, such as `audio/mpeg`."""
        return self.format.content_type


MP3 = Format(ending="mp3", content_type="audio/mpeg", title="MP3", name="MP3", tags=TagKind.ID3, container="mp3")
AAC = Format(ending="m4a", content_type="audio/x-m4a", title="AAC", name="M4A", tags=TagKind.MP4, container="ipod")
OPUS = Format(
    ending="opus",
    content_type="audio/ogg",
    title="Opus",
    name="Ogg Opus",
    tags=TagKind.OGG_OPUS,
    container="opus",
    rate_hz=48_000,  # and parts of it (RFC 6716, section 2)
)
