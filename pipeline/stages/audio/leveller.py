"""Two voices of unequal loudness are brought nearer to each other, slowly, and nothing else is touched.

The gain follows what somebody says, a few seconds at a time; it changes in pauses, or over seconds. Silence and music
are left as they are: breath, room and a quiet ending are meant to be quiet. All is known beforehand from the powers of
100 ms each, so the loudness of the result is known, too, before a sample of it is made.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.gating import integrated, levels
from pipeline.stages.audio.grid import CELLS_PER_HOP, Grid
from pipeline.stages.audio.meter import Measurement
from pipeline.stages.audio.speech import stretches

PULL = 0.8
"""How much of the way to the whole's loudness a voice is brought."""
MOST_LOWER_DB, MOST_RAISE_DB = 6.0, 9.0
PART_HOPS = 30
"""A long speech is followed in parts of three seconds: short-term, as EBU Tech 3341 has it."""
BESIDE_LU = 20.0
"""What is so much softer than the loudest of a part is a pause in it, and does not count."""
GLIDE_HOPS = 10
"""In a longer pause the gain goes back to nothing within a second, and leaves it a second before the next voice."""
SURROUNDINGS_HOPS = 60
SOFT_PART = 0.25
LEAST_SOFT = 0.2
"""Speech is broken up: within six seconds, at least so much of it has less than `SOFT_PART` of the mean power. Music
seldom has half of that (Scheirer and Slaney, "Construction and evaluation of a robust multifeature music/speech
discriminator", 1997)."""

Edges = NDArray[np.float64]
"""Gains in dB where hops begin and end: one more than there are hops."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levelling:
    """A gain that changes over time, linear from one edge of a hop to the next; after the last edge it stays."""

    grid: Grid
    edges_db: Edges

    @property
    def range_db(self) -> tuple[float, float]:
        """The lowest gain and the highest, in dB: the first is never above 0, the second never below it."""
        return float(self.edges_db.min(initial=0)), float(self.edges_db.max(initial=0))

    def applied(self, pieces: Iterable[Block]) -> Iterator[Block]:
        """The pieces, (channels, samples) each, with the gain; as they are where it is 0 dB from start to end.

        The first piece has to be the sound's beginning: the gain is followed by counting samples.
        """
        start = 0
        for piece in pieces:
            yield piece * self._gain(start, piece.shape[1]) if self.edges_db.any() else piece
            start += piece.shape[1]

    def _gain(self, start: int, samples: int) -> NDArray[np.float32]:
        first, last = start // self.grid.hop, -(-(start + samples) // self.grid.hop)
        edges = self._amplitudes[np.minimum(np.arange(first, last + 1), len(self.edges_db) - 1)].astype(np.float32)
        ramp = np.arange(self.grid.hop, dtype=np.float32) / np.float32(self.grid.hop)
        whole = (edges[:-1, None] + np.diff(edges)[:, None] * ramp).ravel()
        gain: NDArray[np.float32] = whole[start - first * self.grid.hop :][:samples]
        return gain

    def expected(self, body: Measurement) -> Measurement:
        """What will be measured of a sound that was measured so, when it has this gain."""
        one, other = self._amplitudes[:-1], self._amplitudes[1:]
        powers = body.powers * (one**2 + one * other + other**2) / 3
        at = np.arange(len(body.peaks)) / CELLS_PER_HOP
        edges = np.arange(len(self._amplitudes))
        higher = np.maximum(np.interp(at, edges, self._amplitudes), np.interp(at + 0.1, edges, self._amplitudes))
        return replace(body, powers=powers, peaks=body.peaks * higher.astype(np.float32))

    @property
    def _amplitudes(self) -> Edges:
        linear: Edges = 10 ** (self.edges_db / 20)
        return linear


def levelling(body: Measurement) -> Levelling:
    """How to even out the voices of what was measured."""
    parts = list(_parts(body.powers))
    wanted = integrated(body.powers)
    gains = [float(np.clip(PULL * (wanted - loudness), -MOST_LOWER_DB, MOST_RAISE_DB)) for _, _, loudness in parts]
    return Levelling(grid=body.grid, edges_db=_curve(parts, gains, len(body.powers)))


def _parts(powers: NDArray[np.float64]) -> Iterator[tuple[int, int, float]]:
    """What somebody says, a few seconds at a time: the first hop, the one behind the last, and how loud it is."""
    loudness, spoken = levels(powers), _spoken(powers)
    for start, end in stretches(loudness):
        count = max(1, round((end - start) / PART_HOPS))
        borders = [start + (end - start) * number // count for number in range(count + 1)]
        for first, last in pairwise(borders):
            if spoken[first:last].mean() >= 0.5:  # noqa: PLR2004 - most of it
                there = powers[first:last]
                heard = there[loudness[first:last] > loudness[first:last].max() - BESIDE_LU]
                yield first, last, float(levels(np.array([heard.mean()]))[0])


def _spoken(powers: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each hop lies in speech, and not in music: by how broken up its surroundings are."""
    around = np.ones(min(SURROUNDINGS_HOPS, len(powers)))
    count = np.convolve(np.ones(len(powers)), around, "same")
    mean = np.convolve(powers, around, "same") / count
    soft = np.convolve(powers < SOFT_PART * mean, around, "same") / count
    spoken: NDArray[np.bool_] = soft >= LEAST_SOFT
    return spoken


def _curve(parts: Sequence[tuple[int, int, float]], gains: Sequence[float], hops: int) -> Edges:
    """Constant over a part that stands alone, gliding from middle to middle where parts follow, and in pauses."""
    nodes: list[tuple[float, float]] = []
    for number, ((start, end, _), gain) in enumerate(zip(parts, gains, strict=True)):
        begins = not number or parts[number - 1][1] < start
        stops = number == len(parts) - 1 or parts[number + 1][0] > end
        nodes += _rest_before(nodes, start) if begins else []
        nodes += [(start, gain)] if begins else []
        nodes += [((start + end) / 2, gain)]
        nodes += [(end, gain)] if stops else []
    if nodes and nodes[-1][0] + GLIDE_HOPS < hops:
        nodes.append((nodes[-1][0] + GLIDE_HOPS, 0.0))
    if not nodes:
        return np.zeros(hops + 1)
    places, values = zip(*nodes, strict=True)
    curve: Edges = np.interp(np.arange(hops + 1), places, values)
    return curve


def _rest_before(nodes: Sequence[tuple[float, float]], start: int) -> list[tuple[float, float]]:
    """Where the gain is nothing in a long pause before a part."""
    if not nodes:
        return [(start - GLIDE_HOPS, 0.0)]
    end = nodes[-1][0]
    if start - end <= 2 * GLIDE_HOPS:
        return []
    return [(end + GLIDE_HOPS, 0.0), (start - GLIDE_HOPS, 0.0)]
