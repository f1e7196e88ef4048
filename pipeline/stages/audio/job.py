"""What is asked for, looked over before any of it is done: all files opened, all problems told at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from pipeline.model import AudioRecipe, ChannelPolicy, Codec, Leveler, Redaction, SourceFile, Span
from pipeline.problems import CheckFailed, Problem, raise_errors
from pipeline.stages.audio import rules
from pipeline.stages.audio.clock import clock
from pipeline.stages.audio.encoding import FileFormat, Mp3Format, PacketFormat, exists
from pipeline.stages.audio.libav import Header, Sameness
from pipeline.stages.audio.probing import SHORTEST_S, examined, probe_bookend, too_short
from pipeline.stages.audio.timeline import SoundFormat, Take

RECIPE = "show.toml"
"""Where the recipe is written."""
SLACK_MS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The files, known to be readable, and the delivered format. `lengths` are the takes' in seconds, or about it."""

    takes: tuple[Take, ...]
    headers: tuple[Header, ...]
    lengths: tuple[float, ...]
    intro: Take | None
    outro: Take | None
    redactions: tuple[Span, ...]
    format: SoundFormat
    recipe: AudioRecipe
    codec: Codec

    @property
    def target_lufs(self) -> float:
        """One channel plays on both loudspeakers, so shows may want it to be softer."""
        return self.recipe.mono_target_lufs if self.format.channels == 1 else self.recipe.target_lufs

    @property
    def side(self) -> int | None:
        """The channel of stereo takes that alone is wanted."""
        return {ChannelPolicy.LEFT: 0, ChannelPolicy.RIGHT: 1}.get(self.recipe.channels)

    @property
    def file(self) -> FileFormat:
        """The format of the delivered file: the codec, at the recipe's bit rate (kbit/s) for so many channels."""
        rate_hz, channels, recipe = self.format.rate_hz, self.format.channels, self.recipe
        match self.codec:
            case Codec.MP3:
                kbps = recipe.mono_bitrate_kbps if channels == 1 else recipe.bitrate_kbps
                return Mp3Format(rate_hz=rate_hz, channels=channels, kbps=kbps, vbr=recipe.vbr_quality)
            case Codec.AAC:
                return PacketFormat(codec=self.codec, rate_hz=rate_hz, channels=channels, kbps=recipe.aac.of(channels))
            case Codec.OPUS:
                return PacketFormat(codec=self.codec, rate_hz=rate_hz, channels=channels, kbps=recipe.opus.of(channels))
            case _:
                assert_never(self.codec)

    @property
    def as_it_is(self) -> bool:
        """Whether a single file is wanted, with nothing added to it, taken out, filtered or evened out."""
        alone = len(self.takes) == 1 and self.intro is None and self.outro is None
        untouched = self.recipe.high_pass_hz is None and self.recipe.leveler is Leveler.OFF
        return alone and not self.redactions and untouched

    @property
    def samples(self) -> float:
        """About how many samples the takes have."""
        return sum(self.lengths) * self.format.rate_hz

    def place(self, seconds: float) -> tuple[str, str]:
        """What of the takes is heard at that moment: the file, and the time in it."""
        for take, length in zip(self.takes[:-1], self.lengths, strict=False):
            if seconds < length:
                return take.where, clock(seconds)
            seconds -= length
        return self.takes[-1].where, clock(seconds)


def looked_over(  # noqa: PLR0913, PLR0917 - all that can be asked for
    takes: Sequence[Take],
    recipe: AudioRecipe,
    codec: Codec,
    intro: Path | None,
    outro: Path | None,
    redactions: Sequence[Redaction],
) -> Job:
    """Look everything over. Raises CheckFailed with all that is wrong."""
    clips = _clip(intro, recipe.intro), _clip(outro, recipe.outro)
    problems = list(_impossible(recipe)) if codec is Codec.MP3 else []
    looks: list[tuple[Header, float]] = []
    for take in takes:
        with _noted(problems):
            looks.append(examined(take.path, take.where, take.track))
    for clip in filter(None, clips):
        with _noted(problems):
            probe_bookend(clip.path, clip.where)
    lengths = tuple(length for _, length in looks)
    if not problems and (seconds := sum(lengths)) < SHORTEST_S:
        problems.append(too_short(seconds, takes[0].where))
    if not problems:
        problems.extend(_beyond(redactions, sum(lengths)))
    raise_errors(problems)
    headers = tuple(header for header, _ in looks)
    return Job(
        takes=tuple(_known(take, header) for take, header in zip(takes, headers, strict=True)),
        headers=headers,
        lengths=lengths,
        redactions=tuple(redaction.span for redaction in redactions),
        intro=clips[0],
        outro=clips[1],
        format=SoundFormat(
            rate_hz=codec.format.rate_hz or recipe.rate_hz, channels=_channels(headers, recipe.channels)
        ),
        recipe=recipe,
        codec=codec,
    )


def _known(take: Take, header: Header) -> Take:
    """With what its header says; from now on it may not change."""
    return replace(take, channels=header.channels, same=Sameness(header))


def _beyond(redactions: Sequence[Redaction], seconds: float) -> Iterator[Problem]:
    for redaction in redactions:
        if redaction.span.end > seconds * 1000 + SLACK_MS:
            what = f"the recording ends at {clock(seconds)}, this at {clock(redaction.span.end / 1000)}"
            yield rules.LATE_REDACTION.at(redaction.where, what)


@contextmanager
def _noted(problems: list[Problem]) -> Iterator[None]:
    """Problems are kept, and the next file is looked at."""
    try:
        yield
    except CheckFailed as failed:
        problems.extend(failed.problems)


def _impossible(recipe: AudioRecipe) -> Iterator[Problem]:
    for kbps in (recipe.bitrate_kbps, recipe.mono_bitrate_kbps):
        if not exists(recipe.rate_hz, kbps):
            yield rules.IMPOSSIBLE_FORMAT.at(RECIPE, f"there is no MP3 of {kbps} kbit/s at {recipe.rate_hz} Hz")


def _clip(path: Path | None, file: SourceFile | None) -> Take | None:
    return Take(path=path, where=file.path if file else path.name) if path else None


def _channels(headers: Sequence[Header], policy: ChannelPolicy) -> int:
    match policy:
        case ChannelPolicy.MONO | ChannelPolicy.LEFT | ChannelPolicy.RIGHT:
            return 1
        case ChannelPolicy.STEREO:
            return 2
        case ChannelPolicy.SOURCE:
            return 1 if all(header.channels == 1 for header in headers) else 2
    assert_never(policy)
