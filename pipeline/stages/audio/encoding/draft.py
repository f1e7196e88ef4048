"""A part of a sound as packets that overlap, and what they sound like; moments of it can be made softer.

Such a moment is encoded anew by an encoder that starts well before it and runs on behind it. Its packets take the place
of those before where nothing was made softer, as chunks are joined: at either end two packets overlap that were made
of the same sound.
"""

import numpy as np

from pipeline.stages.audio import libav
from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.encoding.gain_dips import Ceiling, Spots
from pipeline.stages.audio.libav import PacketFormat, Packets
from pipeline.stages.audio.libav.packets import LOOK_AHEAD

UNTOUCHED = 4
"""Packets on either side of a join whose sound stays as it is."""
SETTLING = 25
"""Packets that a decoder, or an encoder behind a softer moment, needs to come to the same again."""


class Draft:
    """One thread's at a time. `packets` may be taken when all is as it should be; `sound` is what they decode to."""

    def __init__(self, meant: Block, form: PacketFormat) -> None:
        """Encode what is meant, which is as long as so many whole packets; it is written into."""
        self._meant, self._form = meant, form
        first = libav.encoded(meant, form)
        self._data = list(first.data)
        self._setup, self._delay = first.setup, first.delay
        self.sound = libav.decoded_packets(first, form)

    @property
    def packets(self) -> Packets:
        """All packets in their order; those of softened moments have taken the places of the first ones."""
        return self._some(0, len(self._data))

    def soften(self, spots: Spots, softer_db: float, ceiling: Ceiling) -> None:
        """Make the sound softer there, by what it is too high and `softer_db`."""
        for group in spots.apart((self._form.run_in + SETTLING) * self._form.samples):
            self._soften(group, softer_db, ceiling)

    def _soften(self, spots: Spots, softer_db: float, ceiling: Ceiling) -> None:
        size = self._form.samples
        begin = (int(spots.starts[0]) - ceiling.ramp) // size
        end = (int(spots.starts[-1]) + ceiling.grid.cell + ceiling.ramp) // size + 1
        meant = self._meant[:, begin * size : end * size]
        meant *= spots.gain(begin * size, meant.shape[1], softer_db, ceiling)
        self._encode(max(0, begin - UNTOUCHED), min(end + SETTLING, len(self._data)))

    def _encode(self, first: int, end: int) -> None:
        """Put new packets in the place of those from the first on, and hear them."""
        size, run_in = self._form.samples, min(first, self._form.run_in)
        meant = self._meant[:, (first - run_in) * size : (end + LOOK_AHEAD) * size]
        self._data[first:end] = libav.encoded(meant, self._form).data[run_in:]
        before, behind = max(0, first - SETTLING), min(end + SETTLING, len(self._data))
        heard = libav.decoded_packets(self._some(before, behind), self._form)
        self.sound[:, first * size : behind * size] = heard[:, (first - before) * size :]

    def _some(self, first: int, end: int) -> Packets:
        return Packets(data=self._data[first:end], setup=self._setup, delay=self._delay)


def whole_packets(sound: Block, form: PacketFormat) -> Block:
    """The sound, with silence behind it up to whole packets."""
    missing = -sound.shape[1] % form.samples
    return np.pad(sound, ((0, 0), (0, missing))) if missing else sound
