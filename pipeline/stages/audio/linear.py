"""Recursive filters, written as matrix products, which a processor does by the thousand at a time.

A recursive filter needs its state of the sample before, but over a frame of samples, output = T·input + O·state and
next state = S·state + B·input: frames are filtered all at once and only their states are chained, and that chain is of
the same form one level up, frames in a cell, cells in a hop. A hop starts from what the hop before it alone has left
behind, so filters have to forget within 100 ms (a 38 Hz high-pass does, to a ten thousand millionth).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.grid import CELLS_PER_HOP, Grid
from pipeline.stages.audio.matmul import product

Matrix = NDArray[np.float64]
Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class System:
    """A linear system: next = a·state + b·input; output = c·state + d·input."""

    a: Matrix
    b: Matrix
    c: Matrix
    d: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Chain:
    """`count` steps of state ← step·state + push: `gathered` from pushes alone, `spread` from the state before."""

    order: int
    gathered: Single
    spread: Single

    def starts(self, pushes: Single) -> tuple[Single, Single]:
        """The state before each step and after the last one, had all begun at rest. One row, one chain."""
        states = product(pushes, self.gathered)
        return states[:, : -self.order], states[:, -self.order :]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filter:
    """A filter at one rate. Holds constants only: safe to share between threads."""

    grid: Grid
    order: int
    push: Single
    output: Single
    frames: _Chain
    cells: _Chain

    def applied(self, sound: Block) -> Single:
        """The filtered sound, in rows of a frame: all frames of the first channel, then of the next.

        `sound` is (channels, whole hops); the first hop only warms the filter up and is not right yet.
        """
        channels, samples = sound.shape
        length = self.grid.frame
        rows = np.empty((channels * samples // length, length + self.order), np.float32)
        rows.reshape(channels, -1, length + self.order)[:, :, :length] = sound.reshape(channels, -1, length)
        rows[:, length:] = self._states(product(rows[:, :length], self.push), channels)
        return product(rows, self.output)

    def _states(self, pushes: Single, channels: int) -> Single:
        """The state before every frame."""
        order = self.order
        in_cell, after_cell = self.frames.starts(pushes.reshape(-1, self.grid.frames_per_cell * order))
        in_hop, after_hop = self.cells.starts(after_cell.reshape(-1, CELLS_PER_HOP * order))
        before_hop = np.zeros((channels, len(after_hop) // channels, order), np.float32)
        before_hop[:, 1:] = after_hop.reshape(before_hop.shape)[:, :-1]
        before_cell = (in_hop + product(before_hop.reshape(-1, order), self.cells.spread)).reshape(-1, order)
        return (in_cell + product(before_cell, self.frames.spread)).reshape(-1, order)


def filter_of(system: System, grid: Grid) -> Filter:
    """The system as a filter on a grid."""
    system, length = _balanced(system), grid.frame
    powers = _powers(system.a, length)
    push = np.array([power @ system.b for power in reversed(powers[:length])])
    response = np.concatenate([[system.d], [system.c @ power @ system.b for power in powers[: length - 1]]])
    direct = np.array([np.concatenate([np.zeros(i), response[: length - i]]) for i in range(length)])
    ringing = np.array([system.c @ power for power in powers[:length]]).T
    return Filter(
        grid=grid,
        order=len(system.a),
        push=push.astype(np.float32),
        output=np.concatenate([direct, ringing]).astype(np.float32),
        frames=_chain(powers[length], grid.frames_per_cell),
        cells=_chain(np.linalg.matrix_power(powers[length], grid.frames_per_cell), CELLS_PER_HOP),
    )


def section(b0: float, b1: float, b2: float, a1: float, a2: float) -> System:
    """A second-order section, transposed direct form II."""
    return System(
        a=np.array([[-a1, 1.0], [-a2, 0.0]]),
        b=np.array([b1 - a1 * b0, b2 - a2 * b0]),
        c=np.array([1.0, 0.0]),
        d=b0,
    )


def series(first: System, second: System) -> System:
    """Two filters of second order, the second fed with the output of the first, as one of fourth order."""
    return System(
        a=np.block([[first.a, np.zeros((2, 2))], [np.outer(second.b, first.c), second.a]]),
        b=np.concatenate([first.b, second.b * first.d]),
        c=np.concatenate([second.d * first.c, second.c]),
        d=first.d * second.d,
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
    return _Chain(order=len(step), gathered=np.block(gathered).astype(np.float32), spread=spread.astype(np.float32))


def _balanced(system: System) -> System:
    """The same filter with states of like size, so that single precision is enough (Laub's balancing)."""
    reach = np.linalg.cholesky(_gramian(system.a, np.outer(system.b, system.b)))
    sight = np.linalg.cholesky(_gramian(system.a.T, np.outer(system.c, system.c)))
    left, sizes, right = np.linalg.svd(sight.T @ reach)
    into = reach @ right.T / np.sqrt(sizes)
    back = (left / np.sqrt(sizes)).T @ sight.T
    return System(a=back @ system.a @ into, b=back @ system.b, c=system.c @ into, d=system.d)


def _gramian(step: Matrix, drive: Matrix) -> Matrix:
    """The X with X = step·X·stepᵀ + drive."""
    size = len(step)
    solved = np.linalg.solve(np.eye(size * size) - np.kron(step, step), drive.ravel()).reshape(size, size)
    symmetric: Matrix = (solved + solved.T) / 2
    return symmetric
