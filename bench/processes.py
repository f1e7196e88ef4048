"""Programs run to their end: how long they took, on how much of the processor, with how much memory."""

import contextlib
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

SAMPLED_EVERY_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process, with all that it started, took."""

    wall_s: float
    cpu_s: float
    peak_mib: float


def timed(command: Sequence[str]) -> Run:
    """Run a program to its end. Raises CalledProcessError."""
    started, peak, used = time.perf_counter(), 0, 0.0
    with psutil.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                family = [process, *process.children(recursive=True)]
                peak = max(peak, sum(each.memory_info().rss for each in family))
                used = max(used, sum(_cpu_s(each) for each in family))
            time.sleep(SAMPLED_EVERY_S)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(wall_s=time.perf_counter() - started, cpu_s=used, peak_mib=peak / 2**20)


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


def medians(runs: Sequence[Run]) -> Run:
    """The median of each figure, and the highest peak."""
    return Run(
        wall_s=statistics.median(run.wall_s for run in runs),
        cpu_s=statistics.median(run.cpu_s for run in runs),
        peak_mib=max(run.peak_mib for run in runs),
    )
