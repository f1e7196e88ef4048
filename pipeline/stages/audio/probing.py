"""What can be known of a recording in a moment: that it is sound, plausible, and all there."""

from pathlib import Path

from pipeline.model import Millis, Probe
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import libav, rules

SHORTEST_S, LONGEST_BOOKEND_S = 1.0, 60.0


def probe(path: Path, where: str, track: int | None = None) -> Probe:
    """Look at a recording's header and its end, without decoding what is between.

    `where` names the file in problems; `track` is the one of several that is heard, from 1. Raises CheckFailed
    (E0301-E0322).
    """
    header, seconds = examined(path, where, track)
    if seconds < SHORTEST_S:
        raise CheckFailed(too_short(seconds, where))
    return _probe(header, seconds)


def probe_bookend(path: Path, where: str) -> Probe:
    """The same for an intro or outro, which may be short, but not long. Raises CheckFailed (E0301-E0322)."""
    header, seconds = examined(path, where)
    if seconds > LONGEST_BOOKEND_S:
        raise CheckFailed(too_long(seconds, where))
    return _probe(header, seconds)


def examined(path: Path, where: str, track: int | None = None) -> tuple[libav.Header, float]:
    """A file's header, and its length in seconds. Raises CheckFailed."""
    with libav.opened(path, where, track) as source:
        return source.header, libav.surveyed(source)


def too_short(seconds: float, where: str) -> Problem:
    """The problem of a recording of this length."""
    return rules.TOO_SHORT.at(where, f"the audio is {seconds:.2f} seconds long")


def too_long(seconds: float, where: str) -> Problem:
    """The problem of an intro or outro of this length."""
    return rules.LONG_BOOKEND.at(where, f"the clip is {seconds:.1f} seconds long")


def _probe(header: libav.Header, seconds: float) -> Probe:
    duration = Millis(round(seconds * 1000))
    return Probe(codec=header.codec, rate_hz=header.rate_hz, channels=header.channels, duration=duration)
