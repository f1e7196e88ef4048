"""Looking over a file without decoding it: whether its end is there, and how long it is."""

import av
from av.error import FFmpegError

from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import rules
from pipeline.stages.audio.clock import clock
from pipeline.stages.audio.declared_length import Promise
from pipeline.stages.audio.libav.opening import Opened
from pipeline.stages.audio.libav.tracks import libav_seconds

LAST_S = 1.0
"""How far before its end a file is looked at."""
RECKONED = ("mp3", "aac", "ac3", "eac3", "amr", "loas", "dts", "mpegts", "mpeg")
"""Formats without a header: their packets have to be counted, since libav reckons from size and first bit rate."""


def surveyed(source: Opened) -> float:
    """Length in seconds: as promised and found there, or else counted. Raises CheckFailed when the end is missing."""
    header = source.header
    if header.promise:
        found = _last_heard(source, header.promise)
        if found < header.promise.seconds - header.promise.slack_s:
            raise CheckFailed(truncated(source.where, header.promise.seconds, found))
        return header.promise.seconds
    if header.seconds is None or header.format in RECKONED:
        return _counted(source)
    return header.seconds


def truncated(where: str, promised_s: float, found_s: float) -> Problem:
    """The problem of a file that ends before it should."""
    ends = f"ends at {clock(found_s)}" if found_s > 0 else "holds only its beginning"
    return rules.TRUNCATED.at(where, f"the file promises {clock(promised_s)} of audio but {ends}")


def _last_heard(source: Opened, promised: Promise) -> float:
    """When the last packet ends, in seconds, looked up from shortly before the promised end.

    When none is there, how long libav reckons the file to be, if that is less than promised; or else 0.
    """
    container = source.container
    start_s = (container.start_time or 0) / av.time_base
    last_s = 0.0
    try:
        container.seek(int((start_s + max(0.0, promised.seconds - LAST_S)) * av.time_base))
        for packet in container.demux(source.stream):
            if packet.pts is not None and packet.time_base is not None:
                last_s = max(last_s, float((packet.pts + (packet.duration or 0)) * packet.time_base) - start_s)
    except FFmpegError:
        pass  # what cannot be reached is not there
    reckoned = libav_seconds(container, source.stream) or promised.seconds
    return max(last_s, reckoned if reckoned < promised.seconds - promised.slack_s else 0.0)


def _counted(source: Opened) -> float:
    """The packets' durations added up, in seconds."""
    total = 0.0
    try:
        for packet in source.container.demux(source.stream):
            if packet.duration and packet.time_base is not None:
                total += float(packet.duration * packet.time_base)
    except FFmpegError:
        pass  # decoding will say where, and why it matters
    return total
