"""Frames are decoded as soon as they are there; where encoding made a peak grow too high, just those are made again.

The sound around the peak is made a little softer, a fresh encoder starts some frames before it, and between two places
where its frames are the same as those before, they take their place. So a mended file, too, is what one encoder would
have made of one sound.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from pipeline.stages.audio import libav
from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.encoding.gain_dips import SOFTER_DB, Ceiling, Spots, too_high
from pipeline.stages.audio.encoding.lame import Encoder, Mp3Format, Pcm
from pipeline.stages.audio.encoding.sample_buffer import Tape
from pipeline.stages.audio.encoding.stitch import PERIOD, Stretch, agreement
from pipeline.stages.audio.mpeg.infotag import DECODER_DELAY, ENCODER_DELAY

DELAY = ENCODER_DELAY + DECODER_DELAY
"""Samples by which what is decoded comes after what was encoded."""
WARM_UP = 12
"""Frames that are decoded before those that matter: of the reservoir, and of the filters' memory."""
RUN_IN = 160
"""Frames that a fresh encoder gets, to make the same as the one before it made."""
REACH = 3
"""Frames around a sample that may depend on it."""
HOLD = 2 * REACH + 2
"""Frames that a peak in the sound may lie behind those that have to be made again for it."""
KEPT = RUN_IN + PERIOD + 2 * REACH
"""Frames that may be needed of what is already done."""
RUN_OUT = 400
"""And frames behind them, to come to the same again."""
ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """Finished frames, and what they sound like; `samples` of the sound had come in when they were made."""

    frames: Sequence[bytes]
    sound: Block
    samples: int


def mended(stretches: Iterable[Stretch], form: Mp3Format, highest: float) -> Iterator[Heard]:
    """The stretches, decoded, with their peaks not above `highest` (linear) wherever that can be had."""
    window = _Window(form, Ceiling(rate_hz=form.rate_hz, highest=highest))
    for stretch in stretches:
        yield from window.moved_on(stretch)
    yield from window.moved_on(None)


class _Window:
    """The stretch in hand between what is left of the one before and the one that follows."""

    def __init__(self, form: Mp3Format, ceiling: Ceiling) -> None:
        self._form, self._ceiling = form, ceiling
        self._samples = form.samples
        self._frames: list[bytes] = []
        self._tape = Tape()
        self._origin = self._past = self._own = 0
        self._ends = False

    def moved_on(self, following: Stretch | None) -> Iterator[Heard]:
        """Take in what follows; the stretch before it can now be finished."""
        first_of_following = len(self._frames)
        if following is not None:
            self._frames += following.frames
            self._tape.append(following.pieces)
            self._ends = following.last
        self._own = first_of_following - self._past
        if self._own:
            yield self._finished(is_last=following is None)
        self._let_go(first_of_following)

    def _finished(self, *, is_last: bool) -> Heard:
        start, end = self._past, self._past + self._own
        sound = self._settled()
        samples = len(self._tape) - start * self._samples if is_last else self._own * self._samples
        return Heard(frames=self._frames[start:end], sound=sound, samples=samples)

    def _let_go(self, end: int) -> None:
        """Of what is done, keep only what a fresh encoder may need."""
        gone = max(0, end - KEPT)
        self._frames = self._frames[gone:]
        self._tape.drop(min(gone * self._samples, len(self._tape)))
        self._origin += gone
        self._past = end - gone

    def _settled(self) -> Block:
        """Decode, and mend, until no peak is too high or no mending helps."""
        sound, before = self._decoded()
        for attempt in range(1, ATTEMPTS + 1):
            spots = self._spots(sound, before)
            if not sum(self._mended(spot, attempt * SOFTER_DB) for spot in spots):
                break
            sound, before = self._decoded()
        return sound[:, before : before + self._own * self._samples]

    def _decoded(self) -> tuple[Block, int]:
        """What the frames in hand sound like, and how many samples stand before that to warm up."""
        start = max(0, self._past - WARM_UP)
        sound = libav.decoded_frames(self._frames[start : self._past + self._own + HOLD + 1])
        return sound, (self._past - start) * self._samples

    def _spots(self, sound: Block, before: int) -> list[Spots]:
        """Where it is too high, as places in the samples that came in.

        That is looked for a little later than the stretch: what a peak at its start would need to be made again has
        been given away already, so the stretch before has seen to it.
        """
        lead = (HOLD if self._origin + self._past else 0) * self._samples
        end = min(before + (self._own + HOLD) * self._samples, sound.shape[1])
        found = too_high(sound, before + lead, end, self._ceiling)
        return found.moved(self._past * self._samples - before - DELAY).apart(RUN_IN * self._samples)

    def _mended(self, spot: Spots, softer_db: float) -> bool:
        """Put frames of a softer sound in the place of those that are too high; False where they would not fit in."""
        reach = REACH * self._samples + self._ceiling.ramp
        first = max(0, int(spot.starts[0]) - reach) // self._samples
        last = (int(spot.starts[-1]) + self._ceiling.grid.cell + reach) // self._samples
        begin = self._beginning(first)
        start = begin * self._samples
        sound = self._tape.read(start, (last + RUN_OUT) * self._samples)
        softer = np.rint(sound * spot.gain(start, sound.shape[1], softer_db, self._ceiling))
        softer = softer.astype(np.int16)
        made = self._made(softer, begin, first, last)
        if made is None:
            return False
        self._tape.write(start, softer)
        self._frames[begin : begin + len(made)] = made
        return True

    def _beginning(self, first: int) -> int:
        """The frame from which a fresh encoder makes the same from `first` on, and pads the same frames."""
        wanted = (self._origin + first - RUN_IN) // PERIOD * PERIOD - self._origin
        return wanted if wanted >= 0 else -self._origin % PERIOD

    def _made(self, softer: Pcm, begin: int, first: int, last: int) -> list[bytes] | None:
        """All frames from `begin` on until they are as before again; None if they are not before `first`, or never."""
        encoder = Encoder(self._form)
        fresh = encoder.frames(softer)
        if self._ends and begin * self._samples + softer.shape[1] == len(self._tape):
            fresh = chain(fresh, encoder.last_frames())
        made = list(islice(fresh, first - begin))
        old = self._frames[begin:]
        same = 0 if self._origin + begin == 0 else agreement(old[: len(made)], made)
        if same is None:
            return None
        made[:same] = old[:same]
        made += islice(fresh, last - first)
        if agreement(old[len(made) :], _kept(fresh, made)) is None and len(made) != len(old):
            return None
        return made


def _kept(frames: Iterator[bytes], made: list[bytes]) -> Iterator[bytes]:
    """The frames, each added to those that are made."""
    for frame in frames:
        made.append(frame)
        yield frame
