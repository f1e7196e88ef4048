"""The door to pydub: what is done to a short clip that is held in memory as a whole.

pydub warns on import of regular expressions it has, of `audioop` (which audioop-lts replaces) and of a missing ffmpeg
(which is never asked for: samples come from libav). None of that concerns a producer.
"""

import warnings
from typing import Any

import numpy as np

from pipeline.stages.audio.blocks import Block

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
