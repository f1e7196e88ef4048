"""From recordings to what listeners hear: one gain for the whole, and peaks held below the ceiling."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.model import AudioRecipe, Codec, Leveler, Mastered, Millis, Redaction, RedactionSound, Span
from pipeline.problems import CheckFailed, raise_errors
from pipeline.stages.audio.bookends import bookend
from pipeline.stages.audio.first_pass import listened
from pipeline.stages.audio.job import Job, looked_over
from pipeline.stages.audio.level import level_for
from pipeline.stages.audio.leveller import levelling
from pipeline.stages.audio.loudness_search import ceiling_db, delivered
from pipeline.stages.audio.measuring import silent
from pipeline.stages.audio.meter import Measurement
from pipeline.stages.audio.mixing import TURNED
from pipeline.stages.audio.passthrough import untouched
from pipeline.stages.audio.probing import SHORTEST_S, too_short
from pipeline.stages.audio.progress import Progress
from pipeline.stages.audio.quality import condition, wrong
from pipeline.stages.audio.redacting import tone_for
from pipeline.stages.audio.speech import speech
from pipeline.stages.audio.timeline import Take


def master(  # noqa: PLR0913 - the front door: what to make, from what, and who is told
    takes: Sequence[Path],
    out: Path,
    recipe: AudioRecipe,
    *,
    where: Sequence[str],
    codec: Codec = Codec.MP3,
    intro: Path | None = None,
    outro: Path | None = None,
    redactions: Sequence[Redaction] = (),
    track: int | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Mastered:
    """Make one file at `out`, without tags, of the takes in their order, between intro and outro.

    When MP3 is wanted, a single MP3 that already is as the recipe wants it passes through untouched. `where` names each
    take in problems, `track` (from 1) is heard of takes with several; `progress` is told 0 to 1. `out` appears whole,
    or not at all. Raises CheckFailed (E0301-E0324); what is worth telling besides is found by `remarks`.
    """
    heard = [Take(path=p, where=w, track=track) for p, w in zip(takes, where, strict=True)]
    job = looked_over(heard, recipe, codec, intro, outro, redactions)
    told = Progress(progress)
    with _part_of(out) as part:
        mastered = untouched(job, part) or _mastered(job, part, told)
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


def _mastered(job: Job, part: Path, told: Progress) -> Mastered:
    job, bare, body = listened(job, told)
    _check_audible(body, job)
    raise_errors(tuple(wrong(body, job.recipe, job.place)))
    levelled = levelling(body) if job.recipe.leveler is Leveler.SPEECH else None
    even = levelled.expected(body) if levelled else body
    timeline = replace(
        bare,
        levelling=levelled,
        redacting=replace(bare.redacting, tone=_tone(job, even)),
        intro=bookend(job.intro, job.format, even.integrated_lufs),
        outro=bookend(job.outro, job.format, even.integrated_lufs),
    )
    intro, outro = (job.format.measured([clip]) for clip in (timeline.intro, timeline.outro))
    level = level_for([intro, even, outro], target_lufs=job.target_lufs, ceiling_db=ceiling_db(job))
    made = delivered(timeline, job, level, part, told)
    span = _span(intro.samples, body.samples, job.format.rate_hz)
    return Mastered(
        recording=body.loudness,
        condition=condition(body),
        turned=bare.mix == TURNED,
        delivered=made.heard.loudness,
        gain_db=made.gain_db,
        evened_db=levelled.range_db if levelled else None,
        limited_db=made.limited_db,
        untouched=False,
        body=span,
        speech=speech(made.heard.powers, made.heard.grid, span),
    )


def _tone(job: Job, body: Measurement) -> float:
    """How loud it is in place of what nobody may hear."""
    wanted = job.recipe.redaction is RedactionSound.TONE
    return tone_for(body.integrated_lufs, body.channels) if wanted else 0.0


def _check_audible(body: Measurement, job: Job) -> None:
    where, seconds = job.takes[0].where, body.samples / body.grid.rate_hz
    if seconds < SHORTEST_S:
        raise CheckFailed(too_short(seconds, where))
    if not math.isfinite(body.integrated_lufs):
        raise CheckFailed(silent(where))


def _span(before: int, samples: int, rate_hz: int) -> Span:
    """Where that many samples lie behind those before them."""
    return Span(start=Millis(round(before * 1000 / rate_hz)), end=Millis(round((before + samples) * 1000 / rate_hz)))
