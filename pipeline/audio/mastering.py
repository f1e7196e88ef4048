"""From recordings to what listeners hear: one gain for the whole, peaks held below the ceiling, and the result heard again.

What is promised is what was decoded from the finished file. If that is not as it should be, the file is made once more: with
the gain that was missing, and softer just where encoding made a peak grow.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.audio import lame, libav, rules
from pipeline.audio.ahead import ahead
from pipeline.audio.blocks import Block
from pipeline.audio.bookends import bookend
from pipeline.audio.commission import Commission, commissioned
from pipeline.audio.level import Level, level_for
from pipeline.audio.limiter import Limiting, limited
from pipeline.audio.measuring import measured_as_is
from pipeline.audio.meter import Measurement, amplitude, decibels
from pipeline.audio.mp3writer import write_mp3
from pipeline.audio.probing import SHORTEST_S, too_short
from pipeline.audio.programme import Programme, Take
from pipeline.audio.progress import Progress
from pipeline.audio.ready import bare
from pipeline.audio.speech import speech
from pipeline.model import AudioRecipe, Loudness, Mastered, Millis, Span
from pipeline.problems import CheckFailed

MOST_ROUNDS = 4
CLOSE_LU = 0.07
HEADROOM_DB = 0.8
"""How far below the ceiling the limiter stays, because encoding makes peaks grow; few grow by more."""
SOFTER_DB = 0.1
"""Taken off a peak besides what it was too high."""
MEASURING, ENCODING, HEARING = 0.2, 0.75, 0.5
"""Portions of what is left to do."""


def master(
    takes: Sequence[Path],
    out: Path,
    recipe: AudioRecipe,
    *,
    where: Sequence[str],
    intro: Path | None = None,
    outro: Path | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Mastered:
    """Make one MP3 at `out`, without tags, of the takes in their order, between intro and outro.

    A single MP3 that already is as the recipe wants it is passed through untouched. `where` names each take in problems;
    `progress` is told 0 to 1. `out` appears at once and whole, or not at all. Raises CheckFailed (E0301-E0314). What
    is worth telling besides is found by `remarks`.
    """
    job = commissioned([Take(path=p, where=w) for p, w in zip(takes, where, strict=True)], recipe, intro, outro)
    told = Progress(progress)
    with _part_of(out) as part:
        mastered = _untouched(job, part) or _Desk(job, part, told).mastered()
        part.replace(out)
    told.finished()
    return mastered


@contextmanager
def _part_of(out: Path) -> Iterator[Path]:
    """Where `out` is made; nothing of it is left behind."""
    part = out.with_name(f"{out.name}.part")
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _untouched(job: Commission, part: Path) -> Mastered | None:
    """The outcome for a single take that is a ready MP3, whose frames are then in `part`; or None."""
    header, take = job.headers[0], job.takes[0]
    alone = len(job.takes) == 1 and job.intro is None and job.outro is None
    if not alone or (header.format, header.codec) != ("mp3", "mp3") or header.channels != job.format.channels:
        return None
    if not bare(take.path, part):
        return None
    heard = measured_as_is(part, take.where, libav.header(part, take.where))
    found = heard.loudness
    off_lu = abs(found.integrated_lufs - job.target_lufs)
    if off_lu > job.recipe.tolerance_lu or found.true_peak_dbtp > job.recipe.ceiling_dbtp:
        return None
    return ...
