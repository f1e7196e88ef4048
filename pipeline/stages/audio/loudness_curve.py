"""What a file looks like: its loudness over time, and its waveform."""

import math
from pathlib import Path

import numpy as np

from pipeline.model import Curve, Portrait
from pipeline.stages.audio import libav
from pipeline.stages.audio.gating import HOPS_PER_SHORT_TERM, levels, mean_of
from pipeline.stages.audio.grid import CELLS_PER_HOP, grid_for
from pipeline.stages.audio.meter import Measurement, measured
from pipeline.stages.audio.waveform import WaveformMaker, samples_per_pixel_for, waveform_json

NOTHING_LUFS = -70.0


def portrait(path: Path, where: str, track: int | None = None) -> Portrait:
    """Decode a file, or one of its tracks, once and draw it. `where` names it in problems. Raises CheckFailed."""
    with libav.opened(path, where, track) as source:
        header, seconds = source.header, libav.surveyed(source)
    grid = grid_for(header.rate_hz)
    maker = WaveformMaker(header.rate_hz, samples_per_pixel_for(max(1, round(seconds * header.rate_hz))))
    same = libav.Sameness(header)
    pieces = libav.decoded(path, where, rate_hz=header.rate_hz, channels=None, track=track, same=same)
    heard = measured(maker.watched(pieces), grid, header.weights)
    return Portrait(curve=_curve(heard), waveform=waveform_json(maker.waveform()))


def _curve(heard: Measurement) -> Curve:
    """Short-term loudness around each hop, and each hop's highest sample: what meters show while it plays."""
    before = HOPS_PER_SHORT_TERM // 2
    around = np.pad(heard.powers, (before, HOPS_PER_SHORT_TERM - before - 1))
    loudness = levels(mean_of(around, HOPS_PER_SHORT_TERM))
    peaks = heard.peaks[: len(heard.powers) * CELLS_PER_HOP].reshape(-1, CELLS_PER_HOP).max(axis=1)
    with np.errstate(divide="ignore"):
        peaks_db = 20 * np.log10(peaks)
    return Curve(
        hop_s=heard.grid.hop / heard.grid.rate_hz,
        short_term_lufs=tuple(level if level > NOTHING_LUFS else -math.inf for level in loudness.tolist()),
        peaks_dbfs=tuple(peaks_db.tolist()),
    )
