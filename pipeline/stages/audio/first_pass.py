"""The first time a recording is heard: how loud it is, and how its channels have to be brought to those delivered."""

from dataclasses import replace

from pipeline.model import ChannelPolicy
from pipeline.stages.audio.blocks import silence
from pipeline.stages.audio.job import Commission
from pipeline.stages.audio.meter import Measurement
from pipeline.stages.audio.mixing import LEFT, MIDDLE, Watch, alike, mix_for
from pipeline.stages.audio.progress import Progress
from pipeline.stages.audio.redacting import Redacting
from pipeline.stages.audio.timeline import Format, Programme
from pipeline.stages.audio.traits import STEREO

MEASURING = 0.2
"""Portion of the work."""


def listened(job: Commission, told: Progress) -> tuple[Commission, Programme, Measurement]:
    """Hear the takes: the programme of them alone, without what nobody may hear, and what was measured of it.

    What comes back may be a job for one channel where two hold the same, if the recipe wants that.
    """
    if job.format.channels == 1 and job.side is None:
        return _in_one_channel(job, told)
    programme = _bare(job)
    body = job.format.measured(told.through(programme.body(), MEASURING, job.samples))
    merges = job.recipe.mono_if_alike and job.recipe.channels is ChannelPolicy.SOURCE
    if merges and job.format.channels == STEREO and alike(body.traits):
        mono = replace(job, format=Format(rate_hz=job.format.rate_hz, channels=1))
        return mono, replace(_bare(mono), mix=LEFT), _halved(body)
    return job, programme, body


def _in_one_channel(job: Commission, told: Progress) -> tuple[Commission, Programme, Measurement]:
    """Two channels are mixed, once more and in another way if they turn out to cancel each other out."""
    watch, programme = Watch(), replace(_bare(job), mix=MIDDLE)
    body = job.format.measured(told.through(programme.body(watch), MEASURING, job.samples))
    if watch.found is None:
        return job, programme, body
    mix = mix_for(watch.found)
    if mix != MIDDLE:
        programme = replace(programme, mix=mix)
        body = job.format.measured(programme.body())
    return job, programme, replace(body, traits=watch.found)


def _halved(body: Measurement) -> Measurement:
    """What would be measured of one of two channels that hold the same."""
    return replace(body, channels=1, powers=body.powers / 2, momentary=body.momentary / 2)


def _bare(job: Commission) -> Programme:
    """The body alone, with silence in place of what nobody may hear."""
    nothing = silence(job.format.channels, 0)
    return Programme(
        format=job.format,
        takes=job.takes,
        side=job.side,
        high_pass_hz=job.recipe.high_pass_hz,
        redacting=Redacting(spans=job.redactions, rate_hz=job.format.rate_hz, tone=0.0),
        intro=nothing,
        outro=nothing,
    )
