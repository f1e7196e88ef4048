"""The loudness of a file as it is: at its own rate, all channels with their weights."""

from pathlib import Path

from pipeline.audio import libav, rules
from pipeline.audio.gating import HOPS_PER_GATE
from pipeline.audio.grid import grid_for
from pipeline.audio.meter import Measurement, measured
from pipeline.model import Loudness
from pipeline.problems import CheckFailed


def measure(path: Path, where: str) -> Loudness:
    """Decode a file once and measure it (ITU-R BS.1770-4; true peak at four times the rate).

    `where` names the file in problems. Raises CheckFailed (E0301-E0312) for a file that cannot be read to its end or
    is shorter than a gating block (400 ms). Silence measures `-inf`.
    """
    header = libav.header(path, where)
    found = measured_as_is(path, where, header)
    if len(found.powers) < HOPS_PER_GATE:
        seconds = found.samples / found.grid.rate_hz
        raise CheckFailed(rules.TOO_SHORT.at(where, f"{seconds:.2f} seconds cannot be measured"))
    return found.loudness


def measured_as_is(path: Path, where: str, header: libav.Header) -> Measurement:
    """The measurement behind `measure`."""
    grid = grid_for(header.rate_hz)
    return measured(libav.decoded(path, where, rate_hz=header.rate_hz, channels=None), grid, header.weights)
