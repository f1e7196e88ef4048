"""`publish.py audio`: the same ears and the same mastering for any file, without a show."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline import audio as sounds
from pipeline import report
from pipeline.cli.options import Context, Json, session_for
from pipeline.cli.rules import SAME_FILE
from pipeline.cli.session import Session
from pipeline.model import AudioRecipe, ChannelPolicy, Examined
from pipeline.problems import CheckFailed, Problem, errors

Files = Annotated[list[Path], typer.Argument(metavar="FILE")]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="MP3", help="Master the files, joined, into this one.")
]
Target = Annotated[
    float, typer.Option("--target", metavar="LUFS", min=-31, max=-9, help="The loudness to bring it to.")
]
Channels = Annotated[
    ChannelPolicy, typer.Option("--channels", help="As in show.toml: source, mono, stereo, left, right.")
]
RECIPE = AudioRecipe()


def audio(  # noqa: PLR0913 - one parameter an option
    context: Context,
    files: Files,
    out: Out = None,
    target: Target = RECIPE.target_lufs,
    channels: Channels = RECIPE.channels,
    *,
    json: Json = False,
) -> None:
    """Listen to any FILE: loudness, peaks, noise, and what is wrong with it. With -o, master it. Needs no show."""
    session = session_for(context, None, json=json)
    recipe = replace(RECIPE, target_lufs=target, mono_target_lufs=target, channels=channels)
    if out is None:
        _examine(session, files, recipe)
    else:
        _master(session, files, out, recipe)


def _examine(session: Session, files: list[Path], recipe: AudioRecipe) -> None:
    found: dict[str, Examined] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            found[str(file)] = sounds.examine(file, str(file), recipe)
        except CheckFailed as failed:
            problems.extend(failed.problems)
    if found:
        report.show_examined(session.console, found)
    problems.extend(problem for examined in found.values() for problem in examined.problems)
    code = CheckFailed.exit_code if errors(problems) else 0
    report.show_problems(session.console, problems)
    session.answer({"files": report.examined_document(found)}, exit_code=code, problems=problems)
    raise typer.Exit(code)


def _master(session: Session, files: list[Path], out: Path, recipe: AudioRecipe) -> None:
    if any(out.resolve() == file.resolve() for file in files):
        raise CheckFailed(SAME_FILE.at(str(out), "this is one of the files to be mastered"))
    with report.progress(session.console) as tell:
        mastered = sounds.master(
            files, out, recipe, where=[str(file) for file in files], progress=lambda done: tell(out.name, done)
        )
    warnings = sounds.remarks(mastered, recipe, str(files[0]))
    report.show_mastered(session.console, " + ".join(file.name for file in files), out.name, mastered)
    report.show_problems(session.console, warnings)
    session.answer({"out": str(out), **report.mastered_document(mastered)}, problems=warnings)
