"""One pass over a sound: 100 ms powers, 10 ms peaks, true peak. Memory grows by about half a kilobyte a second.

Blocks are read side by side in threads; each needs only the 100 ms before it, so the result is always the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.base.parallel import each_ahead
from pipeline.model import Loudness
from pipeline.stages.audio.blocks import Block, silence, windows
from pipeline.stages.audio.decibels import decibels
from pipeline.stages.audio.gating import HOPS_PER_GATE, integrated, loudest_short_term, loudness_range, lufs, mean_of
from pipeline.stages.audio.grid import CELLS_PER_HOP, Grid
from pipeline.stages.audio.kweighting import k_weighting
from pipeline.stages.audio.traits import Traits, following, traits
from pipeline.stages.audio.truepeak import MARGIN, frame_peaks, in_whole_cells, sample_peaks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measurement:
    """What was measured of a sound.

    `powers`: the channels' K-weighted mean squares added up, one for each whole hop. `momentary`: the same for the
    loudest 400 ms, wherever they begin. `peaks`: the largest sample of each cell. All peaks are linear.
    """

    grid: Grid
    channels: int
    samples: int
    powers: NDArray[np.float64]
    momentary: float
    peaks: NDArray[np.float32]
    true_peak: float
    traits: Traits

    @property
    def integrated_lufs(self) -> float:
        """Integrated loudness of the whole in LUFS, with both gates (ITU-R BS.1770-4, Annex 1).

        It is `-inf` where nothing is to be heard, and for what is shorter than a gating block (400 ms).
        """
        return integrated(self.powers)

    @property
    def loudness(self) -> Loudness:
        """The measurement as figures for people: LUFS, LU (EBU Tech 3342), dBTP and dBFS.

        A level is `-inf` where there is nothing to hear, or too little for it; the range is 0 then.
        """
        return Loudness(
            integrated_lufs=self.integrated_lufs,
            momentary_lufs=lufs(self.momentary),
            short_term_lufs=loudest_short_term(self.powers),
            range_lu=loudness_range(self.powers),
            true_peak_dbtp=decibels(self.true_peak),
            sample_peak_dbfs=decibels(float(self.peaks.max(initial=0))),
            rate_hz=self.grid.rate_hz,
            channels=self.channels,
            samples=self.samples,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Reading:
    """What was measured of one block."""

    powers: NDArray[np.float64]
    momentary: float
    peaks: NDArray[np.float32]
    true_peak: float
    traits: Traits


def measured(pieces: Iterable[Block], grid: Grid, weights: Sequence[float]) -> Measurement:
    """Measure a sound. `weights` are BS.1770-4's, a channel each."""
    highest = 0.0
    readings: list[_Reading] = []

    def given() -> Iterator[tuple[Block, float]]:
        for window in windows(pieces, grid.block, HOPS_PER_GATE * grid.hop, MARGIN):
            yield window, highest

    for reading in each_ahead(lambda each: _read(*each, grid, weights), given()):
        highest = max(highest, reading.true_peak)
        readings.append(reading)
    return _gathered(readings, grid, len(weights))


def _gathered(readings: Sequence[_Reading], grid: Grid, channels: int) -> Measurement:
    all_traits = following([traits(silence(channels, 0)), *(r.traits for r in readings)])
    return Measurement(
        grid=grid,
        channels=channels,
        samples=int(all_traits.samples.sum()),
        powers=np.concatenate([np.zeros(0), *(r.powers for r in readings)]),
        momentary=max((r.momentary for r in readings), default=0.0),
        peaks=np.concatenate([np.zeros(0, np.float32), *(r.peaks for r in readings)]),
        true_peak=max((r.true_peak for r in readings), default=0.0),
        traits=all_traits,
    )


def _read(window: Block, highest: float, grid: Grid, weights: Sequence[float]) -> _Reading:
    """Measure a block that stands in its margins. `highest` is the highest true peak known so far."""
    before = HOPS_PER_GATE * grid.hop
    samples = window.shape[1] - before - MARGIN
    hops = samples // grid.hop
    squares = np.asarray(weights) @ k_weighting(grid).energies(window[:, : before + hops * grid.hop]) / grid.hop
    sound = in_whole_cells(window[:, before - MARGIN :], grid.cell)
    peaks = sample_peaks(sound[:, MARGIN:-MARGIN], grid.cell)
    risen = frame_peaks(sound, grid, peaks, max(highest, float(peaks.max())))
    return _Reading(
        powers=squares[len(squares) - hops * CELLS_PER_HOP :].reshape(hops, CELLS_PER_HOP).sum(axis=1),
        momentary=float(mean_of(squares, HOPS_PER_GATE * CELLS_PER_HOP).max(initial=0)) * CELLS_PER_HOP,
        peaks=peaks.astype(np.float32),
        true_peak=float(risen.max(initial=0)),
        traits=traits(window[:, before : before + samples]),
    )
