"""How long sound takes here, and beside what people would use instead: alternating runs, medians, as Markdown.

    python -m bench.audio                     an hour of speech, three rounds, every lane
    python -m bench.audio --minutes 10 --rounds 1 --lanes stereo measure
    python -m bench.audio --memory            peak memory for 10 minutes, 1 hour, 10 hours

The speech is the demo's, at changing levels, as a WAV of 48 kHz, 24 bit, stereo. Each run is a process of its own.
Debian's ffmpeg is needed; ffmpeg-normalize and pyebur128 (the group `bench` of pyproject.toml) where they are there.
"""

import argparse
import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.processes import Run, medians, timed
from bench.speech import record

LANES: Mapping[str, str] = {
    "stereo": "measure, level, limit, encode to MP3 128 kbit/s, decode the result and measure that, mend peaks",
    "one-core": "the same, both on one core",
    "normalize": "the same beside ffmpeg-normalize's two passes to the same target",
    "mono": "a recipe of one channel at 64 kbit/s",
    "aac": "the same as M4A (AAC, 128 kbit/s)",
    "opus": "the same as Opus (96 kbit/s)",
    "measure": "loudness and true peak alone",
    "ready": "an MP3 that is at its level already",
}
FFMPEG = ("ffmpeg", "-nostdin", "-v", "error", "-y", "-i")
BARE = "bare ffmpeg, one pass, no levelling"
OURS = "Podwright"
WORK = (sys.executable, "-m", "bench.work")
MINUTES_OF_MEMORY = (10, 60, 600)


def main() -> None:
    """Run what is asked for, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lanes", nargs="*", choices=LANES, default=list(LANES))
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--folder", type=Path, help="where the recordings are made (default: a temporary folder)")
    asked = parser.parse_args()
    with TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        if asked.memory:
            print(memory(folder))
            return
        take = record(folder / "take.wav", asked.minutes)
        for lane in asked.lanes:
            commands = {name: command for name, command in contest(lane, take, folder).items() if there(command)}
            print(f"\n{lane}: {LANES[lane]}\n\n{table(race(commands, asked.rounds), asked.minutes)}", flush=True)


def contest(lane: str, take: Path, folder: Path) -> Mapping[str, Sequence[str]]:
    """Who runs against whom; the first is what the others are compared with."""
    ours, theirs = str(folder / "ours.mp3"), str(folder / "theirs.mp3")
    bare = [*FFMPEG, str(take), "-c:a", "libmp3lame", "-b:a", "128k", theirs]
    made = [*WORK, "master", str(take), ours]
    normalized = ["ffmpeg-normalize", str(take), "-f", "-q", "-nt", "ebu", "-t", "-16", "-tp", "-1", "-ar", "48000"]
    match lane:
        case "one-core":
            return {BARE: ["taskset", "-c", "0", *bare], OURS: ["taskset", "-c", "0", *made]}
        case "normalize":
            return {
                "ffmpeg-normalize, two passes": [*normalized, "-c:a", "libmp3lame", "-b:a", "128k", "-o", theirs],
                OURS: made,
            }
        case "mono" | "aac" | "opus":
            return coded(lane, take, folder)
        case "measure":
            return {
                f"{BARE}: encoding": bare,
                "libebur128 (pyebur128), with true peak": [*WORK, "libebur128", str(take)],
                OURS: [*WORK, "measure", str(take)],
            }
        case "ready":
            finished = str(folder / "ready.mp3")
            if not Path(finished).exists():
                timed([*WORK, "master", str(take), finished])
            return {f"{BARE}: encoding": bare, OURS: [*WORK, "master", finished, ours]}
        case _:
            return {BARE: bare, OURS: made}


def coded(lane: str, take: Path, folder: Path) -> Mapping[str, Sequence[str]]:
    """The same work in another coding than stereo MP3."""
    ending, *coding = {
        "mono": ("mp3", "-ac", "1", "-c:a", "libmp3lame", "-b:a", "64k"),
        "aac": ("m4a", "-c:a", "aac", "-b:a", "128k"),
        "opus": ("opus", "-c:a", "libopus", "-b:a", "96k"),
    }[lane]
    made = [*WORK, "master", str(take), str(folder / f"ours.{ending}")]
    return {
        BARE: [*FFMPEG, str(take), *coding, str(folder / f"theirs.{ending}")],
        OURS: [*made, "--mono"] if lane == "mono" else made,
    }


def there(command: Sequence[str]) -> bool:
    """Whether what it calls is installed."""
    needs_library = "libebur128" in command
    return shutil.which(command[0]) is not None and (not needs_library or bool(importlib.util.find_spec("pyebur128")))


def race(commands: Mapping[str, Sequence[str]], rounds: int) -> Mapping[str, list[Run]]:
    """Everybody's runs, in turn."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(timed(command))
    return runs


def table(runs: Mapping[str, list[Run]], minutes: int) -> str:
    """The medians."""
    first = medians(next(iter(runs.values()))).wall_s
    lines = [
        f"| {minutes} min, 48 kHz, 24 bit, stereo; {os.cpu_count()} cores | s | ratio | CPU s | peak MiB |",
        "|---|---|---|---|---|",
    ]
    for name, each in runs.items():
        run = medians(each)
        lines.append(f"| {name} | {run.wall_s:.1f} | {run.wall_s / first:.2f} | {run.cpu_s:.1f} | {run.peak_mib:.0f} |")
    return "\n".join(lines)


def memory(folder: Path) -> str:
    """How much is held at most, by length."""
    lines = ["| length | peak MiB |", "|---|---|"]
    for minutes in MINUTES_OF_MEMORY:
        take = record(folder / "take.wav", minutes)
        lines.append(f"| {minutes} min | {timed([*WORK, 'master', str(take), str(folder / 'o.mp3')]).peak_mib:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
