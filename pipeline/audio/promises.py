"""How long a file says it is, where its format says so for certain: what then is missing has been lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.audio import mp3file, riff

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
}
"""By libav's name of the format. Where it is not listed, libav reckons the length from the size of the file."""
LONGEST_S = 100 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The length a file promises, and how much of it may be missing."""

    seconds: float
    slack_s: float


def promise(path: Path, format_name: str, header_seconds: float | None) -> Promise | None:
    """What a file promises. `header_seconds` is the length that libav found."""
    match format_name:
        case "wav":
            seconds, slack = riff.promised_seconds(path), EXACT_S
        case "mp3":
            seconds, slack = mp3file.promised_seconds(path), CODED_S
        case _:
            seconds, slack = header_seconds, SLACK_S.get(format_name)
    if seconds is None or slack is None or not 0 < seconds < LONGEST_S:
        return None
    return Promise(seconds=seconds, slack_s=slack)
