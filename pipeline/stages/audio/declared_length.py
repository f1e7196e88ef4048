"""How long a file says it is, where its format says so for certain: what then is missing has been lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.stages.audio import riff
from pipeline.stages.audio.chunks import stated_seconds
from pipeline.stages.audio.mpeg import file as mp3_file

EXACT_S, CODED_S, STREAMED_S = 0.01, 0.25, 0.5
"""How much may be missing before a listener would miss it: of samples, of coded frames, of streams cut into pages."""

SLACK_S: Mapping[str, float] = {
    "aiff": EXACT_S,
    "caf": EXACT_S,
    "flac": EXACT_S,
    "w64": EXACT_S,
    "mov,mp4,m4a,3gp,3g2,mj2": CODED_S,
    "matroska,webm": STREAMED_S,
    "ogg": STREAMED_S,
    "wav": EXACT_S,
    "mp3": CODED_S,
}
"""By libav's name of the format. Others promise nothing."""
STATED: Mapping[str, Callable[[Path], float | None]] = {"wav": riff.promised_seconds, "mp3": mp3_file.promised_seconds}
"""Where libav looks at the size of the file instead of what it says."""
CHUNKED = ("caf", "w64")
"""Where libav takes all that follows for sound, and the end of the file for that of the sound."""
LONGEST_S = 100 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The length a file promises, and how much of it may be missing."""

    seconds: float
    slack_s: float


def promise(path: Path, format_name: str, header_seconds: float | None) -> Promise | None:
    """What a file promises. `header_seconds` is the length that libav found."""
    seconds = STATED[format_name](path) if format_name in STATED else header_seconds
    if format_name in CHUNKED:
        seconds = stated_seconds(path) or seconds
    slack_s = SLACK_S.get(format_name)
    if seconds is None or slack_s is None or not 0 < seconds < LONGEST_S:
        return None
    return Promise(seconds=seconds, slack_s=slack_s)
