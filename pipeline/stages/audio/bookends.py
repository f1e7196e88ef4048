"""Intro and outro: short clips, faded at their edges and brought to the loudness of what they frame.

They come from other days and other desks; without that they would stand out, or push the whole episode down. The only
place that knows pydub: it does what is done to a short clip that is held in memory as a whole.
"""

import math
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from pipeline.problems import CheckFailed
from pipeline.stages.audio.blocks import Block, silence
from pipeline.stages.audio.decibels import amplitude_of
from pipeline.stages.audio.probing import LONGEST_BOOKEND_S, too_long
from pipeline.stages.audio.timeline import SoundFormat, Take

# On import it warns of regular expressions it has, of `audioop` (which audioop-lts replaces) and of a missing ffmpeg
# (which is never asked for: samples come from libav). None of that concerns a producer.
with warnings.catch_warnings():
    for category in (SyntaxWarning, DeprecationWarning, RuntimeWarning):
        warnings.simplefilter("ignore", category)
    from pydub import AudioSegment

FADE_IN_MS, FADE_OUT_MS = 10, 150
FULL_SCALE = 2.0**31


def faded(clip: Block, rate_hz: int) -> Block:
    """The clip with its very start and end faded, so that neither clicks. Same shape."""
    headroom = max(1.0, float(np.abs(clip).max(initial=0)))
    samples = np.clip(clip.T / headroom * FULL_SCALE, -FULL_SCALE, FULL_SCALE - 1).astype("<i4", order="C")
    segment: Any = AudioSegment(data=samples.tobytes(), sample_width=4, frame_rate=rate_hz, channels=len(clip))
    length_ms = len(segment)
    softened: Any = segment.fade_in(min(FADE_IN_MS, length_ms // 2)).fade_out(min(FADE_OUT_MS, length_ms // 2))
    raw = np.frombuffer(softened.raw_data, "<i4").reshape(-1, len(clip))
    return np.ascontiguousarray(raw.T * (headroom / FULL_SCALE), np.float32)


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
