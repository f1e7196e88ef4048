"""Encode, hear the result, and if it is not as it should be, encode again with what was learnt.

What is promised is what was decoded from the finished file. A round may give the gain that was missing, and take a
little off just those moments where encoding made a peak grow above the ceiling. The last rounds lower it for all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.audio import lame, libav
from pipeline.audio.ahead import ahead
from pipeline.audio.blocks import Block
from pipeline.audio.commission import Commission
from pipeline.audio.decibels import amplitude_of, decibels
from pipeline.audio.level import Level
from pipeline.audio.limiter import Limiting, limited
from pipeline.audio.measuring import measured_as_is
from pipeline.audio.meter import Measurement
from pipeline.audio.mp3writer import write_mp3
from pipeline.audio.programme import Programme
from pipeline.audio.progress import Progress

MOST_ROUNDS = 6
LOUDNESS_ROUNDS, GENTLE_ROUNDS = 3, 4
"""How many rounds may change the gain, and how many leave the ceiling where it is."""
CLOSE_LU = 0.07
HEADROOM_DB = 1.0
"""How far below the ceiling the limiter stays from the start: few peaks grow by more when they are encoded."""
SOFTER_DB = 0.3
"""Taken off a moment besides what it was too high; more each time."""
ROUNDING_DB = 0.01
ENCODING, HEARING = 0.75, 0.5
"""Portions of the work that is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a round is made with: all in dB; `softened` by cell."""

    level: Level
    ceiling_db: float
    softened: Mapping[int, float] = field(default_factory=dict)
    rounds: int = 0

    def limiting(self, programme: Programme) -> Limiting:
        """For the limiter."""
        return Limiting(
            grid=programme.format.grid,
            gain=amplitude_of(self.level.gain_db),
            ceiling=amplitude_of(self.ceiling_db),
            softened=self.softened,
        )

    def after(self, heard: Measurement, job: Commission) -> "Setting | None":
        """The next round's, or None when nothing is left to improve."""
        short_lu = job.target_lufs - heard.integrated_lufs
        off = abs(short_lu) > CLOSE_LU and self.rounds < LOUDNESS_ROUNDS
        level = self.level.corrected(short_lu) if off else self.level
        cells, peaks = heard.over
        softer_db = SOFTER_DB * (self.rounds + 1) - job.recipe.ceiling_dbtp
        too_high = {int(c): decibels(float(p)) + softer_db for c, p in zip(cells, peaks, strict=True)}
        if level == self.level and not too_high:
            return None
        lower_db = max(too_high.values(), default=0.0) if self.rounds >= GENTLE_ROUNDS else 0.0
        return Setting(
            level=level,
            ceiling_db=self.ceiling_db - lower_db,
            softened=_softer(self.softened, too_high),
            rounds=self.rounds + 1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The finished file as it is heard, and what was done to get there."""

    heard: Measurement
    gain_db: float
    limited_db: float


def delivered(programme: Programme, job: Commission, level: Level, part: Path, told: Progress) -> Delivered:
    """Make the file at `part`, in as many rounds as it takes."""
    setting = Setting(level=level, ceiling_db=ceiling_db(job))
    while True:
        limited_db = _encoded(programme, job, setting, part, told)
        heard = _heard(job, part, told)
        following = setting.after(heard, job)
        if following is None or following.rounds == MOST_ROUNDS:
            return Delivered(heard=heard, gain_db=setting.level.gain_db, limited_db=limited_db)
        setting = following


def ceiling_db(job: Commission) -> float:
    """Where the limiter begins: below the delivered ceiling, and where samples still fit into LAME's 16 bits."""
    return min(job.recipe.ceiling_dbtp - HEADROOM_DB, decibels(lame.highest_peak(job.kbps)) - ROUNDING_DB)


def _encoded(programme: Programme, job: Commission, setting: Setting, part: Path, told: Progress) -> float:
    """Write the file; the most that the limiter took off, in dB."""
    reductions = [0.0]

    def sound() -> Iterator[Block]:
        for block in limited(programme.whole(), setting.limiting(programme)):
            reductions.append(block.reduction_db)
            yield block.sound

    blocks = told.through(ahead(sound()), ENCODING, job.blocks)
    write_mp3(part, blocks, rate_hz=job.format.rate_hz, channels=job.format.channels, kbps=job.kbps)
    return max(reductions)


def _heard(job: Commission, part: Path, told: Progress) -> Measurement:
    """The finished file, decoded and measured."""
    ceiling = amplitude_of(job.recipe.ceiling_dbtp)
    where = job.takes[0].where
    return measured_as_is(
        part,
        where,
        libav.header(part, where),
        watch=ceiling,
        through=lambda blocks: told.through(blocks, HEARING, job.blocks),
    )


def _softer(before: Mapping[int, float], too_high: Mapping[int, float]) -> Mapping[int, float]:
    """With what was too high now softened, each moment together with the 10 ms on either side."""
    more: dict[int, float] = {}
    for cell, by_db in too_high.items():
        for near in (cell - 1, cell, cell + 1):
            more[near] = max(more.get(near, 0.0), by_db)
    return {cell: before.get(cell, 0.0) + more.get(cell, 0.0) for cell in {**before, **more}}
