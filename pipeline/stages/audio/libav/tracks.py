"""Which of a file's streams of sound is heard. Where there are several, nobody but the producer can know.

A camera, a call recorder or an editor puts a mix and every microphone into one file. To take the first, or the one that
the file calls its default, could publish a caller's raw microphone.
"""

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import av
from av.container import InputContainer

from pipeline.problems import CheckFailed
from pipeline.stages.audio import rules
from pipeline.stages.audio.clock import clock

if TYPE_CHECKING:
    from av.stream import Disposition

CHANNELS = {1: "mono", 2: "stereo"}
TITLES = ("title", "name", "handler_name")
"""Where formats keep a track's title."""
NO_TITLE = re.compile(r".*handler|core media.*|", re.IGNORECASE)
"""What programs write where they have no title."""
LONGEST_TITLE = 40
UNTOLD = "und"
_STATED = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")
"""How Matroska says how long a track is."""


def chosen(container: InputContainer, where: str, track: int | None) -> av.AudioStream:
    """The stream of that number, counted from 1, or the only one. Pictures are none. Raises CheckFailed."""
    streams = container.streams.audio
    if not streams:
        raise CheckFailed(rules.NO_SOUND.at(where, "the file holds a picture or video, but no sound"))
    if track is None and len(streams) > 1:
        what = f"the file holds {len(streams)} tracks of sound: {_listed(container)}"
        raise CheckFailed(rules.SEVERAL_TRACKS.at(where, what))
    if track is not None and not 1 <= track <= len(streams):
        what = f"there is no track {track} in the file, only {_listed(container)}"
        raise CheckFailed(rules.NO_SUCH_TRACK.at(where, what))
    return streams[(track or 1) - 1]


def libav_seconds(container: InputContainer, stream: av.AudioStream) -> float | None:
    """The length that libav read in the header, or reckoned."""
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    elif len(container.streams.audio) > 1 and (stated := _stated_seconds(stream)) is not None:
        seconds = stated
    elif container.duration is not None:
        seconds = container.duration / av.time_base
    else:
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def _stated_seconds(stream: av.AudioStream) -> float | None:
    """What Matroska says of this track; the container's length is that of the longest."""
    found = _STATED.fullmatch(stream.metadata.get("DURATION", "")[:12])
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else None


def _listed(container: InputContainer) -> str:
    """Number, language, title, channels and length of each."""
    streams = enumerate(container.streams.audio, start=1)
    return ", ".join(f"track {number} ({', '.join(_facts(container, stream))})" for number, stream in streams)


def _facts(container: InputContainer, stream: av.AudioStream) -> Iterator[str]:
    if (language := stream.language or UNTOLD) != UNTOLD:
        yield language
    if title := _title(stream):
        yield f"“{title}”"
    context = stream.codec_context
    known = context is not None
    yield CHANNELS.get(context.channels, f"{context.channels} channels") if known else "in a format not known here"
    seconds = libav_seconds(container, stream)
    yield clock(seconds) if seconds else "of unknown length"
    if _default(stream.disposition):
        yield "the file's default"


def _default(disposition: "Disposition") -> bool:
    return bool(disposition & type(disposition).default)


def _title(stream: av.AudioStream) -> str:
    """What the track is called, as far as it can be printed."""
    names = (stream.metadata.get(key, "") for key in TITLES)
    name = next((name for name in names if not NO_TITLE.fullmatch(name)), "")
    return "".join(letter for letter in name if letter.isprintable())[:LONGEST_TITLE]
