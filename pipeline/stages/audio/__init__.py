"""From a recording to what listeners hear: every episode at one loudness, no peak that distorts, not a sample lost.

Files come in through libav and go out through LAME, in pieces: memory does not grow with length. Every heavy part runs
without Python's lock, and one sound is measured and encoded in chunks side by side, on all cores.
"""

from pipeline.stages.audio.loudness_curve import portrait
from pipeline.stages.audio.mastering import master
from pipeline.stages.audio.measuring import examine, measure
from pipeline.stages.audio.probing import probe, probe_bookend
from pipeline.stages.audio.quality import remarks
from pipeline.stages.audio.rules import RULES

VERSION = "7"
"""Part of every audio artifact's key: another one whenever the same input makes other bytes."""

__all__ = ["RULES", "VERSION", "examine", "master", "measure", "portrait", "probe", "probe_bookend", "remarks"]
