"""Encode, hear the result, and if its loudness is not as it should be, encode again with what was learnt.

What is promised is what was decoded from the finished file. A second round gives the gain that was missing. Peaks that
encoding made grow are mended while the file is written; if some could not be, the next round lowers them all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.decibels import amplitude_of, decibels
from pipeline.stages.audio.encoding import written
from pipeline.stages.audio.job import Job
from pipeline.stages.audio.level import Level
from pipeline.stages.audio.limiter import Limiting, limited
from pipeline.stages.audio.meter import Measurement
from pipeline.stages.audio.progress import Progress
from pipeline.stages.audio.timeline import Timeline

MOST_ROUNDS = 4
LOUDNESS_ROUNDS = 3
"""How many rounds may change the gain."""
CLOSE_LU = 0.07
HEADROOM_DB = 1.0
"""How far below the ceiling the limiter stays: few peaks grow by more when they are encoded, and those are mended."""
LOWER_DB = 0.2
"""Taken off besides what could not be mended."""
ROUNDING_DB = 0.01
ENCODING = 0.85
"""Portion of the work that is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What one round of encoding is made with: the gain, and the limiter's ceiling in dB (full scale is 0).

    `rounds` counts those that were made before it.
    """

    level: Level
    ceiling_db: float
    rounds: int = 0

    def after(self, heard: Measurement, job: Job) -> "Setting | None":
        """The next round's, or None when nothing is left to improve."""
        short_lu = job.target_lufs - heard.integrated_lufs
        off = abs(short_lu) > CLOSE_LU and self.rounds < LOUDNESS_ROUNDS
        level = self.level.corrected(short_lu) if off else self.level
        over_db = decibels(heard.true_peak) - job.recipe.ceiling_dbtp
        if level == self.level and over_db <= 0:
            return None
        lower_db = over_db + LOWER_DB if over_db > 0 else 0.0
        return Setting(level=level, ceiling_db=self.ceiling_db - lower_db, rounds=self.rounds + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The finished file as it is heard, and what was done to get there."""

    heard: Measurement
    gain_db: float
    limited_db: float


def delivered(timeline: Timeline, job: Job, level: Level, part: Path, told: Progress) -> Delivered:
    """Make the file at `part`, in as many rounds as it takes."""
    setting = Setting(level=level, ceiling_db=ceiling_db(job))
    while True:
        made = _made(timeline, job, setting, part, told)
        following = setting.after(made.heard, job)
        if following is None or following.rounds == MOST_ROUNDS:
            return made
        setting = following


def ceiling_db(job: Job) -> float:
    """Where the limiter begins: below the delivered ceiling, and no higher than what the encoder takes."""
    return min(job.recipe.ceiling_dbtp - HEADROOM_DB, decibels(job.file.highest_peak) - ROUNDING_DB)


def _made(timeline: Timeline, job: Job, setting: Setting, part: Path, told: Progress) -> Delivered:
    """One round."""
    reductions = [0.0]
    limiting = Limiting(
        grid=job.format.grid, gain=amplitude_of(setting.level.gain_db), ceiling=amplitude_of(setting.ceiling_db)
    )

    def sound() -> Iterator[Block]:
        for block in limited(told.through(timeline.whole(), ENCODING, job.samples), limiting):
            reductions.append(block.reduction_db)
            yield block.sound

    highest = amplitude_of(job.recipe.ceiling_dbtp)
    heard = job.format.measured(written(part, sound(), job.file, highest=highest))
    return Delivered(heard=heard, gain_db=setting.level.gain_db, limited_db=max(reductions))
