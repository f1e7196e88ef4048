"""The loudness of a file as it is: at its own rate, all channels with their weights."""

import math
from pathlib import Path

from pipeline.model import AudioRecipe, Examined, Loudness
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import libav, rules
from pipeline.stages.audio.clock import clock
from pipeline.stages.audio.gating import HOPS_PER_GATE
from pipeline.stages.audio.grid import grid_for
from pipeline.stages.audio.meter import Measurement, measured
from pipeline.stages.audio.quality import condition, wrong


def measure(path: Path, where: str, track: int | None = None) -> Loudness:
    """Decode a file once and measure it (ITU-R BS.1770-4; true peak at four times the rate).

    `where` names the file in problems; `track` is the one of several that is heard, from 1. Raises CheckFailed
    (E0301-E0322) for a file that cannot be read to its end or is shorter than a gating block (400 ms). Silence measures
    `-inf`.
    """
    header = libav.header(path, where, track)
    found = measured_as_is(path, where, header, track)
    if len(found.powers) < HOPS_PER_GATE:
        seconds = found.samples / found.grid.rate_hz
        raise CheckFailed(rules.TOO_SHORT.at(where, f"{seconds:.2f} seconds cannot be measured"))
    return found.loudness


def examine(path: Path, where: str, recipe: AudioRecipe, track: int | None = None) -> Examined:
    """Decode a file once and tell all that can be told of it, and what would keep it from being published.

    Raises CheckFailed (E0301-E0322) for a file that cannot be read to its end.
    """
    heard = measured_as_is(path, where, libav.header(path, where, track), track)
    if not math.isfinite(heard.integrated_lufs):
        problems: tuple[Problem, ...] = (silent(where),)
    else:
        problems = tuple(wrong(heard, recipe, lambda seconds: (where, clock(seconds))))
    return Examined(loudness=heard.loudness, condition=condition(heard), problems=problems)


def silent(where: str) -> Problem:
    """The problem of a recording without sound."""
    return rules.SILENT.at(where, "nothing in it is louder than -70 LUFS")


def measured_as_is(path: Path, where: str, header: libav.Header, track: int | None = None) -> Measurement:
    """Decode a file once, and measure it at its own rate, each channel with its weight (ITU-R BS.1770-4).

    `where` names the file in problems; `header` is what it said before; `track` is the one of several, from 1. Raises
    CheckFailed for a file that cannot be read to its end, or whose header says something else by now (E0324).
    """
    grid = grid_for(header.rate_hz)
    same = libav.Sameness(header)
    pieces = libav.decoded(path, where, rate_hz=header.rate_hz, channels=None, track=track, same=same)
    return measured(pieces, grid, header.weights)
