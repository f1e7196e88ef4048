"""However a sound is cut into pieces, its blocks are the same."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.audio.blocks import equal, windows


@given(
    lengths=st.lists(st.integers(0, 40), max_size=12),
    size=st.integers(1, 30),
    before=st.integers(0, 12),
    after=st.integers(0, 12),
)
def test_windows_are_the_sound_in_blocks_with_what_is_around_them(
    lengths: list[int], size: int, before: int, after: int
) -> None:
    whole = np.arange(1, 2 * sum(lengths) + 1, dtype=np.float32).reshape(2, -1)
    pieces = np.split(whole, np.cumsum(lengths)[:-1], axis=1) if lengths else []
    around = np.pad(whole, ((0, 0), (before, after)))
    found = list(windows(pieces, size, before, after))
    starts = range(0, whole.shape[1], size)
    assert len(found) == len(starts)
    for start, window in zip(starts, found, strict=True):
        end = min(start + size, whole.shape[1])
        assert np.array_equal(window, around[:, start : before + end + after])


@given(lengths=st.lists(st.integers(0, 40), max_size=12), size=st.integers(1, 30))
def test_equal_blocks_are_the_sound(lengths: list[int], size: int) -> None:
    whole = np.arange(sum(lengths), dtype=np.int16).reshape(1, -1)
    pieces = np.split(whole, np.cumsum(lengths)[:-1], axis=1) if lengths else []
    found = list(equal(pieces, size))
    assert all(block.shape[1] == size for block in found[:-1])
    assert np.array_equal(np.concatenate([whole[:, :0], *found], axis=1), whole)
