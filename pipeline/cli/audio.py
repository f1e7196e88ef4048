"""`publish.py audio`: the same ears and the same mastering for any file, without a show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline import report
from pipeline.cli.options import Context, Json, session_for
from pipeline.cli.rules import OTHER_FILE, SAME_FILE
from pipeline.cli.session import Session
from pipeline.model import AudioRecipe, ChannelPolicy, Codec, Curve, Examined, Leveler, Portrait
from pipeline.problems import CheckFailed, Problem, errors
from pipeline.stages import audio as sounds

Files = Annotated[list[Path], typer.Argument(metavar="FILE")]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Master the files, joined, into this .mp3, .m4a or .opus."),
]
Target = Annotated[
    float, typer.Option("--target", metavar="LUFS", min=-31, max=-9, help="The loudness to bring it to.")
]
Channels = Annotated[
    ChannelPolicy, typer.Option("--channels", help="As in show.toml: source, mono, stereo, left, right.")
]
Levels = Annotated[
    Leveler, typer.Option("--leveler", help="As in show.toml: speech evens out voices of unequal loudness.")
]
Track = Annotated[
    int | None,
    typer.Option("--track", metavar="N", min=1, max=1000, help="Which track of files with several is heard, from 1."),
]
Picture = Annotated[Path | None, typer.Option("--picture", metavar="SVG", help="Draw loudness into this file.")]
Waveform = Annotated[
    Path | None, typer.Option("--waveform", metavar="JSON", help="Write the waveform, as audiowaveform does.")
]
RECIPE = AudioRecipe()
NOTHING = Curve(hop_s=0.1, short_term_lufs=(), peaks_dbtp=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What is listened to, and by which measure."""

    files: tuple[Path, ...]
    recipe: AudioRecipe
    track: int | None
    picture: Path | None

    def portrait(self, file: Path) -> Portrait:
        """What the file looks like, or its track."""
        return sounds.portrait(file, str(file), self.track)


def audio(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: Context,
    files: Files,
    out: Out = None,
    target: Target = RECIPE.target_lufs,
    channels: Channels = RECIPE.channels,
    leveler: Levels = RECIPE.leveler,
    track: Track = None,
    picture: Picture = None,
    waveform: Waveform = None,
    *,
    json: Json = False,
) -> None:
    """Listen to any FILE: loudness, peaks, noise, and what is wrong with it. With -o, master it. Needs no show."""
    session = session_for(context, None, json=json)
    recipe = replace(RECIPE, target_lufs=target, mono_target_lufs=target, channels=channels, leveler=leveler)
    _check_free(files, out, picture, waveform)
    job = _Job(files=tuple(files), recipe=recipe, track=track, picture=picture)
    code = _master(session, job, out) if out else _examine(session, job)
    if waveform:
        drawn = sounds.portrait(out, str(out)) if out else job.portrait(files[0])
        waveform.write_text(drawn.waveform + "\n", encoding="utf-8")
    raise typer.Exit(code)


def _check_free(files: list[Path], *written: Path | None) -> None:
    """Nothing that is written may be one of the files themselves."""
    for path in written:
        if path and any(path.resolve() == file.resolve() for file in files):
            raise CheckFailed(SAME_FILE.at(str(path), "this is one of the files to be listened to"))


def _examine(session: Session, job: _Job) -> int:
    found: dict[str, Examined] = {}
    problems: list[Problem] = []
    for file in job.files:
        try:
            found[str(file)] = sounds.examine(file, str(file), job.recipe, job.track)
        except CheckFailed as failed:
            problems.extend(failed.problems)
    if found:
        report.show_examined(session.console, found)
    if found and job.picture:
        job.picture.write_text(_drawn(found, job), encoding="utf-8")
    problems.extend(problem for examined in found.values() for problem in examined.problems)
    code = CheckFailed.exit_code if errors(problems) else 0
    report.show_problems(session.console, problems)
    session.answer({"files": report.examined_document(found)}, exit_code=code, problems=problems)
    return code


def _drawn(found: Mapping[str, Examined], job: _Job) -> str:
    """One sound over time, or several as a catalogue."""
    if len(found) > 1:
        return report.examined_strip(found, job.recipe.target_lufs)
    (name,) = found
    return _pictured(job.portrait(Path(name)).curve, NOTHING, job.recipe, name)


def _pictured(before: Curve, after: Curve, recipe: AudioRecipe, title: str) -> str:
    return report.loudness_picture(before, after, recipe.target_lufs, recipe.tolerance_lu, recipe.ceiling_dbtp, title)


def _codec(out: Path) -> Codec:
    """By the name of the file that is to be made."""
    for codec in Codec:
        if out.suffix.lower() == f".{codec.ending}":
            return codec
    raise CheckFailed(OTHER_FILE.at(str(out), f"there is no way to write “{out.suffix or out.name}” files"))


def _master(session: Session, job: _Job, out: Path) -> int:
    codec, files = _codec(out), job.files
    with report.progress(session.console) as tell:
        mastered = sounds.master(
            files,
            out,
            job.recipe,
            where=[str(file) for file in files],
            codec=codec,
            track=job.track,
            progress=lambda done: tell(out.name, done),
        )
    warnings = sounds.remarks(mastered, job.recipe, str(files[0]))
    report.show_mastered(session.console, " + ".join(file.name for file in files), out.name, mastered)
    if job.picture:
        before, after = job.portrait(files[0]).curve, sounds.portrait(out, str(out)).curve
        job.picture.write_text(_pictured(before, after, job.recipe, out.name), encoding="utf-8")
    report.show_problems(session.console, warnings)
    session.answer({"out": str(out), **report.mastered_document(mastered)}, problems=warnings)
    return 0
