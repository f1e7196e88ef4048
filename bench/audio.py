"""How long mastering takes, beside ffmpeg that only encodes: alternating runs, medians, as a Markdown table.

    python -m bench.audio --minutes 60 --rounds 3

makes a recording (48 kHz, 24 bit, stereo, speech-like), masters it, and has ffmpeg encode it at the same bit rate
without any levelling. Each run is a process of its own, so that its memory can be told. Run it on a quiet machine.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import time
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil

from pipeline.audio import master, measure
from pipeline.model import AudioRecipe
from tests.support.sound import Sound, speech_like

RATE = 48_000
RECIPE = AudioRecipe(rate_hz=RATE)
DIFFERENT_MINUTES = 4
SAMPLED_EVERY_S = 0.05
LEVELS_DB = (-30.0, -22.0, -27.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process took."""

    wall_s: float
    cpu_s: float
    peak_mib: float


def main() -> None:
    """Run the comparison, or one mastering of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--master", nargs=2, type=Path, metavar=("TAKE", "OUT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.master:
        take, out = asked.master
        master([take], out, RECIPE, where=[take.name])
    else:
        compare(asked.minutes, asked.rounds)


def compare(minutes: int, rounds: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        take, ours, theirs = (Path(folder) / name for name in ("take.wav", "ours.mp3", "theirs.mp3"))
        record(take, minutes)
        commands = {
            f"bare ffmpeg → MP3 {RECIPE.bitrate_kbps}k": bare_ffmpeg(take, theirs),
            "`master`": [sys.executable, "-m", "bench.audio", "--master", str(take), str(ours)],
        }
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                runs[name].append(timed(command))
        loudness = dict(zip(commands, (measure(out, out.name).integrated_lufs for out in (theirs, ours)), strict=True))
    print(table(runs, loudness, minutes))


def bare_ffmpeg(take: Path, out: Path) -> list[str]:
    """Encoding alone."""
    bit_rate = f"{RECIPE.bitrate_kbps}k"
    return [
        "ffmpeg",
        "-nostdin",
        "-v",
        "error",
        "-y",
        "-i",
        str(take),
        "-c:a",
        "libmp3lame",
        "-b:a",
        bit_rate,
        str(out),
    ]


def record(path: Path, minutes: int) -> None:
    """A recording in which some minutes are louder than others."""
    different = [speech_like(60, rate=RATE, channels=2, seed=seed, level_db=0) for seed in range(DIFFERENT_MINUTES)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(3)
        file.setframerate(RATE)
        for minute in range(minutes):
            file.writeframes(in_24_bits(different[minute % len(different)], LEVELS_DB[minute % len(LEVELS_DB)]))


def in_24_bits(sound: Sound, level_db: float) -> bytes:
    """Samples as WAV has them."""
    scaled = np.clip(sound.T * 10 ** (level_db / 20) * 2**31, -(2**31), 2**31 - 256)
    return scaled.astype("<i4", order="C").view(np.uint8).reshape(-1, 4)[:, 1:].tobytes()


def timed(command: Sequence[str]) -> Run:
    """Run a program to its end."""
    started, peak = time.perf_counter(), 0
    with psutil.Popen(command) as process:
        used = process.cpu_times()
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                peak, used = max(peak, process.memory_info().rss), process.cpu_times()
            time.sleep(SAMPLED_EVERY_S)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall_s = time.perf_counter() - started
    return Run(wall_s=wall_s, cpu_s=used.user + used.system, peak_mib=peak / 2**20)


def table(runs: dict[str, list[Run]], loudness: dict[str, float], minutes: int) -> str:
    """The medians, in Markdown."""
    first = statistics.median(run.wall_s for run in next(iter(runs.values())))
    lines = [
        f"| {minutes} min, 48 kHz, 24 bit, stereo; {os.cpu_count()} cores | s | ratio | CPU s | peak MiB | LUFS |",
        "|---|---|---|---|---|---|",
    ]
    for name, each in runs.items():
        wall_s, cpu_s = statistics.median(r.wall_s for r in each), statistics.median(r.cpu_s for r in each)
        peak_mib = max(r.peak_mib for r in each)
        figures = f"{wall_s:.1f} | {wall_s / first:.2f} | {cpu_s:.1f} | {peak_mib:.0f} | {loudness[name]:.1f}"
        lines.append(f"| {name} | {figures} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
