"""What a command takes before it does anything, beside programs of its kind.

`python -m bench.startup [--show FOLDER]` prints the median processor seconds of each command, of `python -c pass`, and
of the help of Pelican and MkDocs, which are installed into a scratch environment first. FOLDER is a published show
(default: the demo is published into a scratch folder).
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PUBLISH = str(ROOT / "publish.py")
RUNS = 7
OTHERS = {"Pelican": "pelican", "MkDocs": "mkdocs"}


def main() -> None:
    """Measure every command, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        show = asked.show or published(Path(scratch) / "demo")
        commands = {**ours(show, Path(scratch)), **others(Path(scratch) / "others")}
        print("| command | CPU seconds | beside `python -c pass` |\n|---|---|---|")
        nothing = median([sys.executable, "-c", "pass"])
        print(f"| `python -c pass` | {nothing:.2f} | 1 |")
        for name, command in commands.items():
            took = median(command)
            print(f"| {name} | {took:.2f} | {took / nothing:.0f} |")


def published(folder: Path) -> Path:
    """The demo, as it lies in the repository, published."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "public*", "mutants", "tests", "bench"))
    run([sys.executable, PUBLISH, "--show", str(folder), "--yes"])
    return folder


def ours(show: Path, scratch: Path) -> Mapping[str, Sequence[str]]:
    """Our commands by their names."""
    python = [sys.executable, PUBLISH]
    new = ["init", str(scratch / "new"), "--title", "A", "--author", "B", "--base-url", "https://a.example/"]
    return {
        "`publish.py --help`": [*python, "--help"],
        "`publish.py init DIR`": [*python, *new],
        "`publish.py new TITLE`": [*python, "new", "Hello", "--show", str(scratch / "new")],
        "`publish.py status`, a folder": [*python, "status", "--show", str(show)],
        "`publish.py check`, nothing changed": [*python, "check", "--show", str(show)],
        "`publish.py plan`, nothing changed": [*python, "plan", "--show", str(show)],
    }


def others(folder: Path) -> Mapping[str, Sequence[str]]:
    """The help of programs that people publish websites with."""
    venv.create(folder, with_pip=True)
    run([str(folder / "bin/python"), "-m", "pip", "install", "-q", *OTHERS.values()])
    return {f"{name} `--help`": [str(folder / "bin" / program), "--help"] for name, program in OTHERS.items()}


def run(command: Sequence[str]) -> None:
    """Run it silently. Raises CalledProcessError for what fails for another reason than being done already."""
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode and b"E0190" not in made.stderr:
        raise subprocess.CalledProcessError(made.returncode, command, made.stdout, made.stderr)


def median(command: Sequence[str]) -> float:
    """Of the processor seconds of several runs, after one that only warms the disk's cache."""
    taken = []
    for _ in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken[1:])


if __name__ == "__main__":
    main()
