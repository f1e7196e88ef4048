"""What listeners will hear, before it has a level: intro, takes in order, outro, in the delivered format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.stages.audio import libav
from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.grid import Grid, grid_for
from pipeline.stages.audio.highpass import high_passed
from pipeline.stages.audio.leveller import Levelling
from pipeline.stages.audio.meter import Measurement, measured
from pipeline.stages.audio.mixing import MIDDLE, Mix, Watch
from pipeline.stages.audio.redacting import Redacting
from pipeline.stages.audio.traits import STEREO


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A file, what it is called in problems, which of its tracks is heard (from 1), and how many channels that has.

    `same` remembers what the file was when it was first looked at.
    """

    path: Path
    where: str
    track: int | None = None
    channels: int = 1
    same: libav.Sameness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFormat:
    """The format in which sound is delivered: its sample rate, and how many channels it has."""

    rate_hz: int
    channels: int

    @property
    def grid(self) -> Grid:
        """The grid at the delivered rate, in which the sound is measured and limited."""
        return grid_for(self.rate_hz)

    def decoded(self, take: Take, side: int | None = None, channels: int | None = None) -> Iterator[Block]:
        """A file's sound in this format, all its channels or, of a stereo file, one of them. Raises CheckFailed."""
        wanted = channels or self.channels
        return libav.decoded(
            take.path,
            take.where,
            rate_hz=self.rate_hz,
            channels=wanted,
            side=side,
            track=take.track,
            same=take.same,
        )

    def measured(self, pieces: Iterable[Block]) -> Measurement:
        """The measurement of a sound in this format."""
        return measured(pieces, self.grid, (1.0,) * self.channels)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timeline:
    """The takes, and the clips around them (with no samples where there is none). Can be played any number of times.

    `side` is the channel of stereo takes that is heard, if it is only one; `mix` is how both become one.
    """

    format: SoundFormat
    takes: tuple[Take, ...]
    side: int | None
    mix: Mix | None = None
    levelling: Levelling | None = None
    high_pass_hz: float | None
    redacting: Redacting
    intro: Block
    outro: Block

    def body(self, watch: Watch | None = None) -> Iterator[Block]:
        """The takes, filtered, evened out, and without what nobody may hear."""
        sound = self._mixed(watch) if self.mix else self._taken()
        if self.high_pass_hz is not None:
            sound = high_passed(sound, self.format.grid, self.high_pass_hz)
        if self.levelling is not None:
            sound = self.levelling.applied(sound)
        return self.redacting.applied(sound)

    def _taken(self) -> Iterator[Block]:
        for take in self.takes:
            yield from self.format.decoded(take, self.side)

    def _mixed(self, watch: Watch | None) -> Iterator[Block]:
        """Takes of one channel as they are, others in stereo until they are mixed."""
        for take in self.takes:
            pieces = self.format.decoded(take, channels=min(take.channels, STEREO))
            yield from (self.mix or MIDDLE).applied(watch.passing(pieces) if watch else pieces)

    def whole(self) -> Iterator[Block]:
        """All that is heard, in its order: the intro, the takes, the outro. Blocks are (channels, samples).

        Takes are decoded meanwhile. Raises CheckFailed, also in the middle, for one that is unreadable or has changed.
        """
        yield self.intro
        yield from self.body()
        yield self.outro
