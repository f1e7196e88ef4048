"""From a recording to what listeners hear: every episode at one loudness, no peak that distorts, not a sample lost.

Files come in through libav and go out through LAME, in blocks of two seconds: memory does not grow with length, and
every heavy part runs without Python's lock, so that episodes can be made side by side.
"""

from pipeline.audio.mastering import master
from pipeline.audio.measuring import measure
from pipeline.audio.probing import probe, probe_bookend
from pipeline.audio.remarks import remarks
from pipeline.audio.rules import RULES

VERSION = "1"
"""Part of every audio artifact's key: another one whenever the same input makes other bytes."""

__all__ = ["RULES", "VERSION", "master", "measure", "probe", "probe_bookend", "remarks"]
