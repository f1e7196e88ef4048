"""What was heard: measurements of a file, and what mastering did to it."""

from dataclasses import dataclass, field

from pipeline.base.clock import Millis
from pipeline.model.quantities import Span
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a file's header says, before any of it is decoded."""

    codec: str
    rate_hz: int
    channels: int
    duration: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """A measurement of a whole file (ITU-R BS.1770-4, EBU Tech 3341 and 3342). `-inf` where there is nothing to hear.

    `momentary_lufs` and `short_term_lufs` are the loudest 400 ms and 3 s; `range_lu` is the loudness range.
    """

    integrated_lufs: float
    momentary_lufs: float
    short_term_lufs: float
    range_lu: float
    true_peak_dbtp: float
    sample_peak_dbfs: float
    rate_hz: int
    channels: int
    samples: int

    @property
    def duration_ms(self) -> int:
        """How long the measured sound is, rounded to whole milliseconds."""
        return round(self.samples * 1000 / self.rate_hz)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What an engineer looks at in a recording besides its loudness. What takes two channels is None for others.

    `dc` is the mean of the channel that is farthest off, of full scale; `balance_db` by how much left is louder than
    right; `correlation` is 1 for the same sound in both, -1 for one turned upside down. `clipped` counts runs of three
    and more samples at full scale. `noise_lufs` is how loud the quietest moments are. `silence` is the longest.
    """

    dc: float
    balance_db: float | None
    correlation: float | None
    clipped: int
    noise_lufs: float
    silence: Span | None
    ends_loud: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A stretch of the recording, in its own time, that nobody may hear. `where` is the line that asks for it."""

    span: Span
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A sound, a hop at a time, in LUFS and in dBFS of its samples: the first of each is the hop that begins at 0.

    What is not finite, such as silence, is left out of the picture.
    """

    hop_s: float
    short_term_lufs: tuple[float, ...]
    peaks_dbfs: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """How long the curve is in seconds: the longer one of loudness and peaks counts."""
        return self.hop_s * max(len(self.short_term_lufs), len(self.peaks_dbfs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What a sound looks like; `waveform` is JSON as audiowaveform writes it."""

    curve: Curve
    waveform: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file, listened to from start to end, and what would keep it from being published."""

    loudness: Loudness
    condition: Condition
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """What mastering made of a recording.

    `turned` is whether one of two channels had to be turned round, so that they did not cancel each other out in one.
    `evened_db` are the lowest and highest gain that voices were evened out with, before `gain_db` was given to all of
    it. `body` is where the recording lies in the delivered file (after an intro, before an outro); `speech` are the
    stretches of it in which somebody speaks, in the delivered file's time.
    """

    recording: Loudness
    condition: Condition
    delivered: Loudness
    gain_db: float
    evened_db: tuple[float, float] | None = None
    turned: bool = False
    limited_db: float
    untouched: bool
    body: Span
    speech: tuple[Span, ...]

    @property
    def duration(self) -> Millis:
        """How long the delivered file is in milliseconds, with intro and outro."""
        return Millis(self.delivered.duration_ms)
