"""Samples in pieces, addressed as one: what is long is not copied to be put together, only what is asked for."""

from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np

from pipeline.stages.audio.encoding.lame import Pcm


class Tape:
    """Pieces of (channels, samples), one after another. Writing changes the pieces themselves."""

    def __init__(self, pieces: Iterable[Pcm] = ()) -> None:
        """Lay these pieces end to end, without copying them."""
        self._pieces = deque(pieces)

    def __len__(self) -> int:
        """How many samples of each channel the tape holds."""
        return sum(piece.shape[1] for piece in self._pieces)

    def append(self, pieces: Iterable[Pcm]) -> None:
        """Lay these pieces behind the last one, without copying them."""
        self._pieces.extend(pieces)

    def drop(self, samples: int) -> None:
        """Cut off so many at the start."""
        while samples and samples >= self._pieces[0].shape[1]:
            samples -= self._pieces.popleft().shape[1]
        if samples:
            self._pieces[0] = self._pieces[0][:, samples:]

    def read(self, start: int, stop: int) -> Pcm:
        """A copy of what lies between, as far as the tape goes."""
        return np.concatenate(list(self.views(start, stop)), axis=1)

    def write(self, start: int, sound: Pcm) -> None:
        """Put it in the place of what is there."""
        done = 0
        for view in self.views(start, start + sound.shape[1]):
            view[:] = sound[:, done : done + view.shape[1]]
            done += view.shape[1]

    def views(self, start: int, stop: int) -> Iterator[Pcm]:
        """The samples from `start` up to `stop` as pieces (channels, samples), as far as the tape goes.

        They are views: what is written into them is written on the tape.
        """
        at = 0
        for piece in self._pieces:
            if at < stop and at + piece.shape[1] > start:
                yield piece[:, max(0, start - at) : stop - at]
            at += piece.shape[1]
