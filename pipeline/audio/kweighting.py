"""K-weighting (ITU-R BS.1770-4, Annex 1): how loud sound is to a listener, written as matrix products.

A recursive filter needs its state of the sample before, but over a frame of samples, output = T·input + O·state and
next state = S·state + B·input: frames are filtered all at once and only their states are chained, and that chain is of
the same form one level up, frames in a cell, cells in a hop. Over 100 ms the filter forgets (the 38 Hz high-pass by a
factor of ten thousand million), so a hop starts from what the hop before it alone has left behind.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.blocks import Block
from pipeline.audio.grid import CELLS_PER_HOP, Grid
from pipeline.audio.products import product

Matrix = NDArray[np.float64]
Single = NDArray[np.float32]

ORDER = 4
"""States of the filter: two second-order sections."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _System:
    """A linear system: next = a·state + b·input; output = c·state + d·input."""

    a: Matrix
    b: Matrix
    c: Matrix
    d: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Chain:
    """`count` steps of state ← step·state + push: `gathered` from pushes alone, `spread` from the state before."""

    gathered: Single
    spread: Single

    def starts(self, pushes: Single) -> tuple[Single, Single]:
        """The state before each step and after the last one, had all begun at rest. One row, one chain."""
        states = product(pushes, self.gathered)
        return states[:, :-ORDER], states[:, -ORDER:]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KWeighting:
    """The filter at one rate. Holds constants only: safe to share between threads."""

    grid: Grid
    push: Single
    output: Single
    frames: _Chain
    cells: _Chain

    def energies(self, sound: Block) -> Matrix:
        """The sum of squares of each weighted cell behind the first hop, which only warms the filter up.

        `sound` is (channels, whole hops); the result is (channels, cells).
        """
        channels, samples = sound.shape
        length = self.grid.frame
        rows = np.empty((channels * samples // length, length + ORDER), np.float32)
        rows.reshape(channels, -1, length + ORDER)[:, :, :length] = sound.reshape(channels, -1, length)
        rows[:, length:] = self._states(product(rows[:, :length], self.push), channels)
        weighted = product(rows, self.output).reshape(-1, self.grid.cell)
        squares: Matrix = np.einsum("ij,ij->i", weighted, weighted).astype(np.float64)
        return squares.reshape(channels, -1)[:, CELLS_PER_HOP:]

    def _states(self, pushes: Single, channels: int) -> Single:
        """The state before every frame."""
        in_cell, after_cell = self.frames.starts(pushes.reshape(-1, self.grid.frames_per_cell * ORDER))
        in_hop, after_hop = self.cells.starts(after_cell.reshape(-1, CELLS_PER_HOP * ORDER))
        before_hop = np.zeros((channels, len(after_hop) // channels, ORDER), np.float32)
        before_hop[:, 1:] = after_hop.reshape(before_hop.shape)[:, :-1]
        before_cell = (in_hop + product(before_hop.reshape(-1, ORDER), self.cells.spread)).reshape(-1, ORDER)
        return (in_cell + product(before_cell, self.frames.spread)).reshape(-1, ORDER)


@lru_cache
def k_weighting(grid: Grid) -> KWeighting:
    """The filter for a grid."""
    system, length = _balanced(_filter(grid.rate_hz)), grid.frame
    powers = _powers(system.a, length)
    push = np.array([power @ system.b for power in reversed(powers[:length])])
    response = np.concatenate([[system.d], [system.c @ power @ system.b for power in powers[: length - 1]]])
    direct = np.array([np.concatenate([np.zeros(i), response[: length - i]]) for i in range(length)])
    ringing = np.array([system.c @ power for power in powers[:length]]).T
    return KWeighting(
        grid=grid,
        push=push.astype(np.float32),
        output=np.concatenate([direct, ringing]).astype(np.float32),
        frames=_chain(powers[length], grid.frames_per_cell),
        cells=_chain(np.linalg.matrix_power(powers[length], grid.frames_per_cell), CELLS_PER_HOP),
    )


def _powers(step: Matrix, count: int) -> list[Matrix]:
    """step^0 to step^count."""
    powers = [np.eye(len(step))]
    for _ in range(count):
        powers.append(powers[-1] @ step)
    return powers


def _chain(step: Matrix, count: int) -> _Chain:
    powers = _powers(step, count)
    rest = np.zeros_like(step)
    gathered = [
        [powers[at - 1 - pushed].T if pushed < at else rest for at in range(count + 1)] for pushed in range(count)
    ]
    spread = np.concatenate([power.T for power in powers[:count]], axis=1)
    return _Chain(gathered=np.block(gathered).astype(np.float32), spread=spread.astype(np.float32))


def _filter(rate_hz: int) -> _System:
    """The head's shelf and the high-pass, in series. At 48 kHz these are BS.1770-4's tables 1 and 2."""
    tangent, q = math.tan(math.pi * 1681.974450955533 / rate_hz), 0.7071752369554196
    gain = 10 ** (3.999843853973347 / 20)
    middle = gain**0.4996667741545416
    scale = 1 + tangent / q + tangent**2
    shelf = _section(
        (gain + middle * tangent / q + tangent**2) / scale,
        2 * (tangent**2 - gain) / scale,
        (gain - middle * tangent / q + tangent**2) / scale,
        2 * (tangent**2 - 1) / scale,
        (1 - tangent / q + tangent**2) / scale,
    )
    tangent, q = math.tan(math.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    scale = 1 + tangent / q + tangent**2
    high_pass = _section(1.0, -2.0, 1.0, 2 * (tangent**2 - 1) / scale, (1 - tangent / q + tangent**2) / scale)
    return _series(shelf, high_pass)


def _section(b0: float, b1: float, b2: float, a1: float, a2: float) -> _System:
    """A second-order section, transposed direct form II."""
    return _System(
        a=np.array([[-a1, 1.0], [-a2, 0.0]]),
        b=np.array([b1 - a1 * b0, b2 - a2 * b0]),
        c=np.array([1.0, 0.0]),
        d=b0,
    )


def _series(first: _System, second: _System) -> _System:
    return _System(
        a=np.block([[first.a, np.zeros((2, 2))], [np.outer(second.b, first.c), second.a]]),
        b=np.concatenate([first.b, second.b * first.d]),
        c=np.concatenate([second.d * first.c, second.c]),
        d=first.d * second.d,
    )


def _balanced(system: _System) -> _System:
    """The same filter with states of like size, so that single precision is enough (Laub's balancing)."""
    reach = np.linalg.cholesky(_gramian(system.a, np.outer(system.b, system.b)))
    sight = np.linalg.cholesky(_gramian(system.a.T, np.outer(system.c, system.c)))
    left, sizes, right = np.linalg.svd(sight.T @ reach)
    into = reach @ right.T / np.sqrt(sizes)
    back = (left / np.sqrt(sizes)).T @ sight.T
    return _System(a=back @ system.a @ into, b=back @ system.b, c=system.c @ into, d=system.d)


def _gramian(step: Matrix, drive: Matrix) -> Matrix:
    """The X with X = step·X·stepᵀ + drive."""
    size = len(step)
    solved = np.linalg.solve(np.eye(size * size) - np.kron(step, step), drive.ravel()).reshape(size, size)
    symmetric: Matrix = (solved + solved.T) / 2
    return symmetric
