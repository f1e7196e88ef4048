"""What was heard in a file, and what mastering made of it."""

import math
from collections.abc import Iterator, Mapping

from rich.console import Console

from pipeline.model import Condition, Examined, Loudness, Mastered, Millis, timestamp
from pipeline.report.catalogue import StripRow, catalogue_strip
from pipeline.report.text import plain

STEREO = 2


def show_examined(console: Console, found: Mapping[str, Examined]) -> None:
    """Print each file's loudness (LUFS), range (LU), peak (dBTP), noise, length and format, under its name."""
    for name, examined in found.items():
        _show(console, name, examined.loudness, examined.condition)


def show_mastered(console: Console, before: str, after: str, mastered: Mastered) -> None:
    """Before and after, and what was done."""
    _show(console, before, mastered.recording, mastered.condition)
    _show(console, after, mastered.delivered, None)
    console.print(plain(f"  {_done(mastered)}"))


def _done(mastered: Mastered) -> str:
    if mastered.untouched:
        return "It was as it should be already: its sound was copied and not touched."
    evened = _evened(*mastered.evened_db) if mastered.evened_db else ""
    limited = f", and its highest peak held down by {mastered.limited_db:.1f} dB" if mastered.limited_db else ""
    return f"{evened}It was given {mastered.gain_db:+.1f} dB{limited}."


def _evened(lowest_db: float, highest_db: float) -> str:
    return f"Voices were evened out by {lowest_db:+.1f} to {highest_db:+.1f} dB. "


def _show(console: Console, name: str, loudness: Loudness, condition: Condition | None) -> None:
    console.print(plain(name, style="bold"))
    console.print(plain(f"  {', '.join(_figures(loudness, condition))}"))
    rate = f"{loudness.rate_hz / 1000:g} kHz, {_channels(loudness.channels)}"
    console.print(plain(f"  {timestamp(Millis(loudness.duration_ms))}, {rate}", style="dim"))


def _figures(loudness: Loudness, condition: Condition | None) -> Iterator[str]:
    if not math.isfinite(loudness.integrated_lufs):
        yield "nothing to hear"
        return
    yield f"{loudness.integrated_lufs:.1f} LUFS"
    yield f"range {loudness.range_lu:.1f} LU"
    yield f"peak {loudness.true_peak_dbtp:.1f} dBTP"
    if math.isfinite(loudness.short_term_lufs):
        yield f"loudest at {loudness.short_term_lufs:.1f}"
    if condition:
        yield f"noise at {condition.noise_lufs:.1f}"


def _channels(count: int) -> str:
    return {1: "mono", STEREO: "stereo"}.get(count, f"{count} channels")


def examined_strip(found: Mapping[str, Examined], target_lufs: float) -> str:
    """Several files as a picture (SVG): how loud each is, and how far from the target."""
    return catalogue_strip(
        [
            StripRow(
                name=name,
                delivered_lufs=examined.loudness.integrated_lufs,
                range_lu=examined.loudness.range_lu,
                deviation_lu=examined.loudness.integrated_lufs - target_lufs,
            )
            for name, examined in found.items()
        ]
    )


def examined_document(found: Mapping[str, Examined]) -> Mapping[str, object]:
    """The same as JSON: LUFS, LU, dB, seconds; null where there is nothing to hear."""
    return {name: _loudness(e.loudness) | _condition(e.condition) for name, e in found.items()}


def mastered_document(mastered: Mastered) -> Mapping[str, object]:
    """What mastering did, as JSON: the recording and the delivered file, measured, and the gains between them.

    Figures are LUFS, LU, dBTP, dB and seconds, and null where there is nothing to hear.
    """
    return {
        "recording": _loudness(mastered.recording) | _condition(mastered.condition),
        "delivered": _loudness(mastered.delivered),
        "gain_db": _rounded(mastered.gain_db),
        "evened_db": [_rounded(gain) for gain in mastered.evened_db] if mastered.evened_db else None,
        "limited_db": _rounded(mastered.limited_db),
        "untouched": mastered.untouched,
    }


def _loudness(loudness: Loudness) -> dict[str, object]:
    return {
        "integrated_lufs": _rounded(loudness.integrated_lufs),
        "momentary_lufs": _rounded(loudness.momentary_lufs),
        "short_term_lufs": _rounded(loudness.short_term_lufs),
        "range_lu": _rounded(loudness.range_lu),
        "true_peak_dbtp": _rounded(loudness.true_peak_dbtp),
        "sample_peak_dbfs": _rounded(loudness.sample_peak_dbfs),
        "seconds": loudness.samples / loudness.rate_hz,
        "samples": loudness.samples,
        "rate_hz": loudness.rate_hz,
        "channels": loudness.channels,
    }


def _condition(condition: Condition) -> dict[str, object]:
    silence = condition.silence
    return {
        "dc": round(condition.dc, 6),
        "balance_db": _rounded(condition.balance_db),
        "correlation": _rounded(condition.correlation),
        "clipped": condition.clipped,
        "noise_lufs": _rounded(condition.noise_lufs),
        "longest_silence": [silence.start / 1000, silence.end / 1000] if silence else None,
        "ends_loud": condition.ends_loud,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 2)
