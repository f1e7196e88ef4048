"""One sound, encoded in chunks side by side, and joined so that what is decoded is what one encoder would have made.

An encoder that starts in the middle of a sound makes other frames than one that has come all the way, but not for long:
after a second or so it has forgotten where it began, its bit reservoir too. So each chunk's encoder is run on into the
next chunk until both have made the same frames for a while, and there they are joined.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.stages.audio.encoding.lame import Encoder, Mp3Format, Pcm
from pipeline.stages.audio.encoding.sample_buffer import Tape
from pipeline.stages.audio.mpeg.frames import alike, holds_sound

PERIOD = 49
"""Frames until padding repeats itself at 44.1 kHz and its halves: chunks begin where it begins anew."""
CHUNK_FRAMES = 44 * PERIOD
"""53 seconds at 48 kHz: running on costs a thirtieth more."""
AGREED = 24
"""Frames alike, one after another, after which two encoders have never parted again."""
SETTLED = 160
"""The same in digital silence, which looks alike long before all memory of what was before it has gone."""
STRETCH_FRAMES = 10 * PERIOD
"""What is decoded at a time: twelve seconds."""
STEP_FRAMES = 8
"""Run on at a time."""


@dataclass(slots=True, kw_only=True, eq=False)
class Stretch:
    """Frames that stand in the file one after another, and the samples that came in when they were made.

    The last one's frames also hold what the encoder still had in it.
    """

    frames: list[bytes]
    pieces: list[Pcm]
    last: bool


class Mp3Chunk:
    """A part of the sound with an encoder of its own, which can go on where the part ends."""

    def __init__(self, pcm: Pcm, form: Mp3Format) -> None:
        """Encode the samples of the part; the last frames stay in the encoder, until it is known what follows."""
        self.pcm = pcm
        self._samples = form.samples
        self._encoder = Encoder(form)
        self.frames = list(self._encoder.frames(pcm))
        self._gone_on = 0

    @property
    def own(self) -> int:
        """How many whole frames the part is long: the number of the frame with which the next part begins."""
        return int(self.pcm.shape[1]) // self._samples

    def meets(self, following: "Mp3Chunk") -> int | None:
        """Go on into the following chunk, until as many of its frames have been made as it takes to agree with it.

        None if that never happens.
        """
        return agreement(self._going_on(following.pcm), following.frames)

    def absorb(self, following: "Mp3Chunk") -> None:
        """Be one chunk with the following: its encoder makes all of both."""
        self.frames += self._encoder.frames(following.pcm[:, self._gone_on :])
        self.pcm = np.concatenate([self.pcm, following.pcm], axis=1)
        self._gone_on = 0

    def end(self) -> None:
        """Take out the frames that the encoder still holds back, because no sound follows this part."""
        self.frames += self._encoder.last_frames()

    def _going_on(self, pcm: Pcm) -> Iterator[bytes]:
        """The frames that begin in the samples behind."""
        given = self.own
        for piece in _pieces(pcm, STEP_FRAMES * self._samples):
            yield from self.frames[given:]
            given = max(given, len(self.frames))
            self.frames += self._encoder.frames(piece)
            self._gone_on += piece.shape[1]
        yield from self.frames[given:]


def agreement(ours: Iterable[bytes], theirs: Iterable[bytes]) -> int | None:
    """How many frames it takes until enough of both are alike; None if that never happens."""
    agreed = telling = 0
    for count, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
        if alike(one, other):
            agreed, telling = agreed + 1, telling + holds_sound(one)
        else:
            agreed = telling = 0
        if telling == AGREED or agreed == SETTLED:
            return count
    return None


def joined(chunks: Iterable[Mp3Chunk], form: Mp3Format) -> Iterator[Stretch]:
    """The chunks, one after another, as one file's frames."""
    current: Mp3Chunk | None = None
    first = 0
    for following in chunks:
        if current is None:
            current = following
            continue
        met = current.meets(following)
        if met is None:
            current.absorb(following)
            continue
        tape = Tape([current.pcm[:, first * form.samples :], following.pcm[:, : met * form.samples]])
        yield from _stretches(current.frames[first : current.own + met], tape, form, ends=False)
        current, first = following, met
    if current is not None:
        current.end()
        yield from _stretches(current.frames[first:], Tape([current.pcm[:, first * form.samples :]]), form, ends=True)


def _stretches(frames: list[bytes], tape: Tape, form: Mp3Format, *, ends: bool) -> Iterator[Stretch]:
    """The same in shorter parts."""
    for first in range(0, len(frames), STRETCH_FRAMES):
        end = first + STRETCH_FRAMES
        last = ends and end >= len(frames)
        samples = slice(first * form.samples, len(tape) if last else end * form.samples)
        yield Stretch(frames=frames[first:end], pieces=list(tape.views(samples.start, samples.stop)), last=last)


def _pieces(pcm: Pcm, size: int) -> Iterator[Pcm]:
    for at in range(0, pcm.shape[1], size):
        yield pcm[:, at : at + size]
