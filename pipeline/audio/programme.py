"""What listeners will hear, before it has a level: intro, takes in order, outro, in the delivered format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.audio import libav
from pipeline.audio.blocks import Block
from pipeline.audio.grid import Grid, grid_for
from pipeline.audio.highpass import high_passed
from pipeline.audio.leveller import Levelling
from pipeline.audio.meter import Measurement, measured
from pipeline.audio.redacting import Redacting


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A file, and what it is called in problems."""

    path: Path
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The delivered sound's."""

    rate_hz: int
    channels: int

    @property
    def grid(self) -> Grid:
        """At this rate."""
        return grid_for(self.rate_hz)

    def decoded(self, take: Take, side: int | None = None) -> Iterator[Block]:
        """A file's sound in this format, all its channels or, of a stereo file, one of them. Raises CheckFailed."""
        return libav.decoded(take.path, take.where, rate_hz=self.rate_hz, channels=self.channels, side=side)

    def measured(self, pieces: Iterable[Block]) -> Measurement:
        """The measurement of a sound in this format."""
        return measured(pieces, self.grid, (1.0,) * self.channels)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Programme:
    """The takes, and the clips around them (with no samples where there is none). Can be played any number of times.

    `side` is the channel of stereo takes that is heard, if it is only one.
    """

    format: Format
    takes: tuple[Take, ...]
    side: int | None
    levelling: Levelling | None = None
    high_pass_hz: float | None
    redacting: Redacting
    intro: Block
    outro: Block

    def body(self) -> Iterator[Block]:
        """The takes, filtered, evened out, and without what nobody may hear."""
        sound: Iterator[Block] = (piece for take in self.takes for piece in self.format.decoded(take, self.side))
        if self.high_pass_hz is not None:
            sound = high_passed(sound, self.format.grid, self.high_pass_hz)
        if self.levelling is not None:
            sound = self.levelling.applied(sound)
        return self.redacting.applied(sound)

    def whole(self) -> Iterator[Block]:
        """The takes between intro and outro."""
        yield self.intro
        yield from self.body()
        yield self.outro
