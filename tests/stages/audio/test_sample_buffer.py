"""A tape reads and writes as one array would, however many pieces it has."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.audio.encoding.sample_buffer import Tape


@given(
    lengths=st.lists(st.integers(1, 9), min_size=1, max_size=6),
    dropped=st.integers(0, 20),
    start=st.integers(0, 20),
    length=st.integers(1, 20),
)
def test_a_tape_is_one_array(lengths: list[int], dropped: int, start: int, length: int) -> None:
    whole = np.arange(2 * sum(lengths), dtype=np.int16).reshape(2, -1)
    pieces = [piece.copy() for piece in np.split(whole, np.cumsum(lengths)[:-1], axis=1)]
    tape = Tape(pieces[:1])
    tape.append(pieces[1:])
    dropped = min(dropped, whole.shape[1])
    tape.drop(dropped)
    left = whole[:, dropped:].copy()
    assert len(tape) == left.shape[1]
    if start < left.shape[1]:
        assert np.array_equal(tape.read(start, start + length), left[:, start : start + length])
        new = -left[:, start : start + length]
        tape.write(start, new)
        left[:, start : start + length] = new
    assert np.array_equal(np.concatenate([left[:, :0], *tape.views(0, len(tape))], axis=1), left)
