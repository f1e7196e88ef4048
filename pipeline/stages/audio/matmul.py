"""Matrix products in pieces so small that BLAS never starts threads of its own.

That keeps results the same on any number of cores, and leaves the cores to the episodes that run side by side.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", np.float32, np.float64)

WORK = 200_000
"""Multiplications in one product. OpenBLAS stays in the calling thread up to 262,144."""


def product(rows: NDArray[F], matrix: NDArray[F]) -> NDArray[F]:
    """`rows @ matrix`, for many rows and a small matrix."""
    count, inner = rows.shape
    outer = matrix.shape[1]
    step = max(1, WORK // (inner * outer))
    whole = count // step * step
    result = np.empty((count, outer), rows.dtype)
    if whole:
        np.matmul(rows[:whole].reshape(-1, step, inner), matrix, out=result[:whole].reshape(-1, step, outer))
    if whole < count:
        np.matmul(rows[whole:], matrix, out=result[whole:])
    return result
