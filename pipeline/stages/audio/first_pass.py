"""The first time a recording is heard: how loud it is, and how its channels have to be brought to those delivered."""

from dataclasses import replace

from pipeline.model import ChannelPolicy
from pipeline.stages.audio.blocks import silence
from pipeline.stages.audio.job import Job
from pipeline.stages.audio.meter import Measurement
from pipeline.stages.audio.mixing import LEFT, MIDDLE, Watch, alike, mix_for
from pipeline.stages.audio.progress import Progress
from pipeline.stages.audio.redacting import Redacting
from pipeline.stages.audio.timeline import SoundFormat, Timeline
from pipeline.stages.audio.traits import STEREO

MEASURING = 0.2
"""Portion of the work."""


def listened(job: Job, told: Progress) -> tuple[Job, Timeline, Measurement]:
    """Hear the takes: the timeline of them alone, without what nobody may hear, and what was measured of it.

    What comes back may be a job for one channel where two hold the same, if the recipe wants that.
    """
    if job.format.channels == 1 and job.side is None:
        return _in_one_channel(job, told)
    timeline = _bare(job)
    body = job.format.measured(told.through(timeline.body(), MEASURING, job.samples))
    merges = job.recipe.mono_if_alike and job.recipe.channels is ChannelPolicy.SOURCE
    if merges and job.format.channels == STEREO and alike(body.traits):
        mono = replace(job, format=SoundFormat(rate_hz=job.format.rate_hz, channels=1))
        return mono, replace(_bare(mono), mix=LEFT), _halved(body)
    return job, timeline, body


def _in_one_channel(job: Job, told: Progress) -> tuple[Job, Timeline, Measurement]:
    """Two channels are mixed, once more and in another way if they turn out to cancel each other out."""
    watch, timeline = Watch(), replace(_bare(job), mix=MIDDLE)
    body = job.format.measured(told.through(timeline.body(watch), MEASURING, job.samples))
    if watch.found is None:
        return job, timeline, body
    mix = mix_for(watch.found)
    if mix != MIDDLE:
        timeline = replace(timeline, mix=mix)
        body = job.format.measured(timeline.body())
    return job, timeline, replace(body, traits=watch.found)


def _halved(body: Measurement) -> Measurement:
    """What would be measured of one of two channels that hold the same."""
    return replace(body, channels=1, powers=body.powers / 2, momentary=body.momentary / 2)


def _bare(job: Job) -> Timeline:
    """The body alone, with silence in place of what nobody may hear."""
    nothing = silence(job.format.channels, 0)
    return Timeline(
        format=job.format,
        takes=job.takes,
        side=job.side,
        high_pass_hz=job.recipe.high_pass_hz,
        redacting=Redacting(spans=job.redactions, rate_hz=job.format.rate_hz, tone=0.0),
        intro=nothing,
        outro=nothing,
    )
