"""Intro and outro: short clips, faded at their edges and brought to the loudness of what they frame.

They come from other days and other desks; without that they would stand out, or push the whole episode down.
"""

import math
from collections.abc import Iterator

import numpy as np

from pipeline.problems import CheckFailed
from pipeline.stages.audio.blocks import Block, silence
from pipeline.stages.audio.clips import faded
from pipeline.stages.audio.decibels import amplitude_of
from pipeline.stages.audio.probing import LONGEST_BOOKEND_S, too_long
from pipeline.stages.audio.timeline import SoundFormat, Take

MOST_RAISED_DB = 20.0
"""A clip that is still softer was meant to be."""


def bookend(clip: Take | None, format_: SoundFormat, body_lufs: float) -> Block:
    """The clip's samples, as loud as the body; none for no clip. Raises CheckFailed."""
    if clip is None:
        return silence(format_.channels, 0)
    sound = faded(np.concatenate(list(_short(clip, format_)), axis=1), format_.rate_hz)
    own_lufs = format_.measured([sound]).integrated_lufs
    matching_db = body_lufs - own_lufs if math.isfinite(own_lufs) else 0.0
    return sound * np.float32(amplitude_of(min(MOST_RAISED_DB, matching_db)))


def _short(clip: Take, format_: SoundFormat) -> Iterator[Block]:
    """The clip as it comes, as long as it stays short: a header can be wrong about it."""
    seconds = 0.0
    for block in format_.decoded(clip):
        seconds += block.shape[1] / format_.rate_hz
        if seconds > LONGEST_BOOKEND_S:
            raise CheckFailed(too_long(seconds, clip.where))
        yield block
