"""What nobody may hear is replaced, sample for sample: nothing of it is left underneath."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Span
from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.decibels import amplitude_of

FADE_S = 0.01
"""The sound fades out before, and in again behind: within the stretch there is none of it."""
TONE_HZ = 1000.0
BELOW_LU = 6.0
"""How much softer than the voices the tone is: it is heard for what it is, and startles nobody."""
LOUDEST = 0.25
SINE_LU = -3.01
"""The loudness of a 1 kHz sine at full scale in one channel (BS.1770-4)."""


def tone_for(body_lufs: float, channels: int) -> float:
    """The tone's amplitude beside voices of that loudness."""
    loudness = body_lufs - BELOW_LU - SINE_LU - 10 * math.log10(channels)
    return min(LOUDEST, amplitude_of(loudness)) if math.isfinite(loudness) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacting:
    """Stretches of a sound at a rate, and the amplitude of the tone in their place; 0 for silence."""

    spans: Sequence[Span]
    rate_hz: int
    tone: float

    def applied(self, pieces: Iterable[Block]) -> Iterator[Block]:
        """The sound without them; as many samples as there were."""
        start = 0
        for piece in pieces:
            yield self._redacted(piece, start)
            start += piece.shape[1]

    def _redacted(self, piece: Block, start: int) -> Block:
        fade = round(FADE_S * self.rate_hz)
        for span in self.spans:
            first, last = (round(moment * self.rate_hz / 1000) for moment in (span.start, span.end))
            part = slice(max(0, first - fade - start), max(0, last + fade - start))
            at = np.arange(start + part.start, min(start + part.stop, start + piece.shape[1]))
            if len(at):
                piece = piece.copy()
                piece[:, part] = piece[:, part] * _around(at, first, last, fade) + self._tone(at, first, last, fade)
        return piece

    def _tone(self, at: NDArray[np.int64], first: int, last: int, fade: int) -> NDArray[np.float32]:
        inside = np.clip(np.minimum(at - first, last - 1 - at) / fade, 0, 1)
        sine = np.sin(2 * np.pi * TONE_HZ / self.rate_hz * (at - first))
        tone: NDArray[np.float32] = (self.tone * inside * sine).astype(np.float32)
        return tone


def _around(at: NDArray[np.int64], first: int, last: int, fade: int) -> NDArray[np.float32]:
    """How much is left of each sample: nothing from the first to before the last, all a fade away from them."""
    away = np.clip(np.maximum(first - at, at - last + 1) / fade, 0, 1)
    left: NDArray[np.float32] = (0.5 - 0.5 * np.cos(np.pi * away)).astype(np.float32)
    return left
