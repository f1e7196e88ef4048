"""From a measurement to what an engineer would say of the recording, and what makes it the wrong file."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from pipeline.model import AudioRecipe, Condition, Mastered, Millis, Span
from pipeline.problems import Problem
from pipeline.stages.audio import rules
from pipeline.stages.audio.gating import ABSOLUTE_GATE_LUFS, levels
from pipeline.stages.audio.meter import Measurement
from pipeline.stages.audio.mpeg.gain import STEP_DB
from pipeline.stages.audio.traits import STEREO

Place = Callable[[float], tuple[str, str]]
"""From a moment, in seconds, to the file that is heard there and the time in it."""

NOTHING = 1e-20
DEAD_DB = 40.0
"""A channel so far below the other holds only what leaks into it."""
DEAD_S = 30.0
"""At a recording's end, so long with one channel only is no pause."""
UPSIDE_DOWN = -0.6
"""Correlation below which a mono mix loses more than it keeps."""
SILENT_LU = 30.0
"""So far below the whole, what is left is the room and not the show."""
QUIETEST = 0.05
"""The part of the sound that is taken for its noise."""
LOUD_END_LU, END_HOPS = 6.0, 2
"""A recording whose last moments are no further below the whole breaks off."""
NEAR_LU, NEAR_DB = 0.1, 0.01
MUCH_LIMITING_DB, MUCH_GAIN_DB = 15.0, 20.0
MUCH_OFFSET = 0.01
SEVERAL = 5
"""Clipped moments that are worth telling."""


def condition(heard: Measurement) -> Condition:
    """What the measurement tells of the recording besides its loudness: offset, channels, clipping, noise, silence.

    The balance of the channels and their correlation are None for anything but stereo.
    """
    found = heard.traits
    squares = found.squares.sum(axis=0)
    stereo = squares.shape == (STEREO,)
    return Condition(
        dc=float(np.abs(found.sums.sum(axis=0)).max(initial=0)) / max(heard.samples, 1),
        balance_db=_balance_db(squares) if stereo else None,
        correlation=_correlation(found.crosses.sum(), squares) if stereo else None,
        clipped=len(found.clipped),
        noise_lufs=_noise_lufs(heard),
        silence=_silence(heard),
        ends_loud=_ends_loud(heard),
    )


def wrong(heard: Measurement, recipe: AudioRecipe, place: Place) -> Iterator[Problem]:
    """Everything for which the recording must not be published (E0315-E0318), in the channels that are delivered."""
    found, rate_hz = condition(heard), heard.grid.rate_hz
    delivers_both = heard.channels == STEREO
    if found.balance_db is not None and delivers_both:
        yield from _dead(heard, found.balance_db, place)
    if found.correlation is not None and delivers_both and found.correlation < UPSIDE_DOWN:
        where, at = place(_first_upside_down(heard) / rate_hz)
        yield rules.UPSIDE_DOWN.at(where, f"left and right cancel each other (inverted polarity), from {at} on")
    if found.clipped > recipe.most_clipping * heard.samples / rate_hz / 60:
        where, at = place(int(heard.traits.clipped[0]) / rate_hz)
        yield rules.CLIPPED.at(where, f"it is clipped {found.clipped} times, the first of them at {at}")
    if found.silence and found.silence.end - found.silence.start > recipe.longest_silence_s * 1000:
        where, at = place(found.silence.start / 1000)
        length_s = (found.silence.end - found.silence.start) / 1000
        yield rules.LONG_SILENCE.at(where, f"from {at} on it is silent for {length_s:.0f} seconds")


def _balance_db(squares: NDArray[np.float64]) -> float:
    left, right = squares + NOTHING
    return float(10 * np.log10(left / right))


def _correlation(cross: float, squares: NDArray[np.float64]) -> float:
    return float(cross / np.sqrt(squares[0] * squares[1] + NOTHING))


def _dead(heard: Measurement, balance_db: float, place: Place) -> Iterator[Problem]:
    """One channel without sound from the start, or from some moment to the end."""
    if abs(balance_db) > DEAD_DB:
        there = "left" if balance_db > 0 else "right"
        yield rules.DEAD_CHANNEL.at(place(0.0)[0], f"there is sound in the {there} channel only")
        return
    left, right = heard.traits.squares.T
    for name, own, other in (("left", left, right), ("right", right, left)):
        since_s = _dead_since(heard, own, other)
        if since_s is not None:
            where, at = place(since_s)
            yield rules.DEAD_CHANNEL.at(where, f"the {name} channel has no sound any more from about {at} on")


def _dead_since(heard: Measurement, own: NDArray[np.float64], other: NDArray[np.float64]) -> float | None:
    """From when on, in seconds, a channel is dead while the other goes on."""
    ends_s = np.cumsum(heard.traits.samples) / heard.grid.rate_hz
    alive = np.flatnonzero(own * 10 ** (DEAD_DB / 10) > other.mean())
    since_s = float(ends_s[alive[-1]]) if len(alive) else 0.0
    after = other[ends_s > since_s]
    goes_on = ends_s[-1] - since_s > DEAD_S and after.mean() * 100 > other.mean()
    return since_s if goes_on else None


def _first_upside_down(heard: Measurement) -> int:
    """Where the first block begins that is, in samples."""
    found = heard.traits
    blocks = found.crosses / np.sqrt(found.squares[:, 0] * found.squares[:, 1] + NOTHING)
    return int(found.samples[: int(np.argmax(blocks < UPSIDE_DOWN))].sum())


def _noise_lufs(heard: Measurement) -> float:
    if not len(heard.powers):
        return -np.inf
    return float(max(levels(np.quantile(heard.powers, [QUIETEST], method="lower"))[0], ABSOLUTE_GATE_LUFS - 30))


def _silence(heard: Measurement) -> Span | None:
    """The longest stretch in which there is nothing to hear."""
    quiet = levels(heard.powers) < max(ABSOLUTE_GATE_LUFS, heard.integrated_lufs - SILENT_LU)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8))).reshape(-1, 2)
    if not len(edges):
        return None
    start, end = edges[int(np.argmax(edges[:, 1] - edges[:, 0]))].tolist()
    hop_ms = heard.grid.hop * 1000 / heard.grid.rate_hz
    return Span(start=Millis(round(start * hop_ms)), end=Millis(round(end * hop_ms)))


def _ends_loud(heard: Measurement) -> bool:
    """Whether the last 200 ms are about as loud as all the rest."""
    return bool(levels(heard.powers[-END_HOPS:]).min(initial=np.inf) > heard.integrated_lufs - LOUD_END_LU)


def remarks(mastered: Mastered, recipe: AudioRecipe, where: str) -> tuple[Problem, ...]:
    """The warnings (W0331-W0337) about a recording, named `where`."""
    made = () if mastered.untouched else tuple(_remarks(mastered, recipe, where))
    turned = (
        (rules.TURNED.at(where, "left and right cancelled each other (inverted polarity)"),) if mastered.turned else ()
    )
    return (*made, *turned, *_of_the_recording(mastered.condition, where))


def _of_the_recording(found: Condition, where: str) -> Iterator[Problem]:
    if found.clipped >= SEVERAL:
        yield rules.SOME_CLIPPING.at(where, f"it is clipped {found.clipped} times")
    if found.dc > MUCH_OFFSET:
        yield rules.OFFSET.at(where, f"its waveform sits {found.dc:.1%} of full scale off centre (DC offset)")
    if found.ends_loud:
        yield rules.ENDS_LOUD.at(where, "its last moments are as loud as the rest")


def _remarks(mastered: Mastered, recipe: AudioRecipe, where: str) -> Iterator[Problem]:
    delivered = mastered.delivered
    target_lufs = recipe.mono_target_lufs if delivered.channels == 1 else recipe.target_lufs
    near_lu = STEP_DB / 2 if recipe.lossless_gain and not mastered.limited_db else NEAR_LU
    if abs(delivered.integrated_lufs - target_lufs) > near_lu:
        what = f"it is delivered at {delivered.integrated_lufs:.1f} LUFS instead of {target_lufs:.1f}"
        yield rules.OFF_TARGET.at(where, what)
    if delivered.true_peak_dbtp > recipe.ceiling_dbtp + NEAR_DB:
        what = f"the highest is at {delivered.true_peak_dbtp:.2f} dBTP, the ceiling at {recipe.ceiling_dbtp:.2f}"
        yield rules.OVER_CEILING.at(where, what)
    if mastered.limited_db > MUCH_LIMITING_DB:
        yield rules.SQUASHED.at(where, f"the highest peak was brought down by {mastered.limited_db:.0f} dB (limiting)")
    if mastered.gain_db > MUCH_GAIN_DB:
        yield rules.RAISED.at(where, f"it was raised by {mastered.gain_db:.0f} dB (gain)")
