"""What was heard: measurements of a file, and what mastering did to it."""

from dataclasses import dataclass

from pipeline.model.quantities import Millis, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a file's header says, before any of it is decoded."""

    codec: str
    rate_hz: int
    channels: int
    duration: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """A measurement of a whole file (ITU-R BS.1770-4). `-inf` where there is nothing to hear."""

    integrated_lufs: float
    true_peak_dbtp: float
    sample_peak_dbfs: float
    rate_hz: int
    channels: int
    samples: int

    @property
    def duration_ms(self) -> int:
        """Length, rounded to the millisecond."""
        return round(self.samples * 1000 / self.rate_hz)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """What mastering made of a recording.

    `body` is where the recording lies in the delivered file (after an intro, before an outro); `speech` are the
    stretches of it in which somebody speaks, in the delivered file's time.
    """

    recording: Loudness
    delivered: Loudness
    gain_db: float
    limited_db: float
    untouched: bool
    body: Span
    speech: tuple[Span, ...]

    @property
    def duration(self) -> Millis:
        """Of the delivered file."""
        return Millis(self.delivered.duration_ms)
