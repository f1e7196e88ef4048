"""From two channels to one, without one taking away what the other says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.traits import STEREO, Traits, following, traits

ALIKE = 1e-5
"""Of the sound's energy, what is different in the other channel: 50 dB below it, which nobody hears as width."""
CANCELLED = 0.25
"""Of the channels' mean energy, what has to be left in their mix. Voices that have nothing in common leave half."""
ALONE = 1e-4
"""Of a channel's energy, what the other one has when it holds only what leaks into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How much of either channel is heard."""

    left: float
    right: float

    def applied(self, pieces: Iterable[Block]) -> Iterator[Block]:
        """The sound in one channel; what has only one stays as it is."""
        left, right = np.float32(self.left), np.float32(self.right)
        for piece in pieces:
            yield (left * piece[:1] + right * piece[1:]) if len(piece) == STEREO else piece


MIDDLE = Mix(left=0.5, right=0.5)
TURNED = Mix(left=0.5, right=-0.5)
LEFT, RIGHT = Mix(left=1.0, right=0.0), Mix(left=0.0, right=1.0)


class Watch:
    """Stereo is looked at on its way to one channel."""

    def __init__(self) -> None:
        """Nothing has passed."""
        self._seen: list[Traits] = []

    def passing(self, pieces: Iterable[Block]) -> Iterator[Block]:
        """The pieces, (channels, samples) each, unchanged; stereo is remembered as it passes, for `found`."""
        for piece in pieces:
            if len(piece) == STEREO:
                self._seen.append(traits(piece))
            yield piece

    @property
    def found(self) -> Traits | None:
        """Of all stereo that has passed; None if there was none."""
        return following(self._seen) if self._seen else None


def mix_for(found: Traits) -> Mix:
    """The mix that keeps what both channels say: their middle, unless they cancel each other out, or one is dead."""
    left, right = found.squares.sum(axis=0)
    cross = float(found.crosses.sum())
    if right <= ALONE * left:
        return LEFT
    if left <= ALONE * right:
        return RIGHT
    kept = (left + right + 2 * cross) / 2
    return TURNED if kept < CANCELLED * (left + right) / 2 and cross < 0 else MIDDLE


def alike(found: Traits) -> bool:
    """Whether both channels of stereo hold the same: what differs has at most `ALIKE` of their energy (-50 dB)."""
    left, right = found.squares.sum(axis=0)
    return bool(left + right - 2 * found.crosses.sum() <= ALIKE * (left + right))
