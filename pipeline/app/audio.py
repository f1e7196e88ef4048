"""The same ears and the same mastering for any file, without a show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.app.events import Tell, Working
from pipeline.app.rules import OTHER_FILE, SAME_FILE
from pipeline.model import AudioRecipe, Codec, Examined, Mastered, Portrait
from pipeline.problems import CheckFailed, Problem
from pipeline.stages import audio


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What is listened to, and by which measure; `track` is the one of several that is heard, from 1."""

    files: tuple[Path, ...]
    recipe: AudioRecipe
    track: int | None = None

    def portrait(self, file: Path) -> Portrait:
        """What the file looks like, or its track."""
        return audio.portrait(file, str(file), self.track)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found in each file that could be heard, and everything that is wrong."""

    examined: Mapping[str, Examined] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def must_not_overwrite(files: tuple[Path, ...], *written: Path | None) -> None:
    """Raises CheckFailed (E1212) where something that is written is one of the files themselves."""
    for path in written:
        if path and any(path.resolve() == file.resolve() for file in files):
            raise CheckFailed(SAME_FILE.at(str(path), "this is one of the files to be listened to"))


def examine(job: Listening) -> Examination:
    """Listen to each file. One that cannot be heard is among the problems."""
    found: dict[str, Examined] = {}
    problems: list[Problem] = []
    for file in job.files:
        try:
            found[str(file)] = audio.examine(file, str(file), job.recipe, job.track)
        except CheckFailed as failed:
            problems.extend(failed.problems)
    problems.extend(problem for examined in found.values() for problem in examined.problems)
    return Examination(examined=found, problems=tuple(problems))


def portrait(file: Path) -> Portrait:
    """What a file that was made looks like."""
    return audio.portrait(file, str(file))


def master(job: Listening, out: Path, tell: Tell) -> tuple[Mastered, tuple[Problem, ...]]:
    """Master the files, joined, into `out`, whose name says the format. Raises CheckFailed."""
    mastered = audio.master(
        job.files,
        out,
        job.recipe,
        where=[str(file) for file in job.files],
        codec=_codec(out),
        track=job.track,
        progress=lambda done: tell(Working(work=out.name, done=done)),
    )
    return mastered, audio.remarks(mastered, job.recipe, str(job.files[0]))


def _codec(out: Path) -> Codec:
    """By the name of the file that is to be made."""
    for codec in Codec:
        if out.suffix.lower() == f".{codec.ending}":
            return codec
    raise CheckFailed(OTHER_FILE.at(str(out), f"there is no way to write “{out.suffix or out.name}” files"))
