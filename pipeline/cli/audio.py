"""`publish.py audio`: the same ears and the same mastering for any file, without a show."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Context, Json, session_for
from pipeline.cli.session import Session
from pipeline.model import AudioRecipe, ChannelPolicy, Codec, Curve, Examined, Leveler
from pipeline.problems import CheckFailed, errors

if TYPE_CHECKING:
    from pipeline.app.audio import Listening

Files = Annotated[list[Path], typer.Argument(metavar="FILE")]
ENDINGS = ", ".join(f".{codec.ending}" for codec in Codec)
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help=f"Master the files, joined, into this {ENDINGS}."),
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
NOTHING = Curve(hop_s=0.1, short_term_lufs=(), peaks_dbfs=())


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
    from pipeline.app import audio as app

    session = session_for(context, None, json=json)
    recipe = replace(RECIPE, target_lufs=target, mono_target_lufs=target, channels=channels, leveler=leveler)
    app.must_not_overwrite(tuple(files), out, picture, waveform)
    job = app.Listening(files=tuple(files), recipe=recipe, track=track)
    code = _master(session, job, out, picture) if out else _examine(session, job, picture)
    if waveform:
        drawn = app.portrait(out) if out else job.portrait(files[0])
        waveform.write_text(drawn.waveform + "\n", encoding="utf-8")
    raise typer.Exit(code)


def _examine(session: Session, job: "Listening", picture: Path | None) -> int:
    from pipeline.app import audio as app
    from pipeline.report.problems import show_problems
    from pipeline.report.sound import examined_document, show_examined

    heard = app.examine(job)
    if heard.examined:
        show_examined(session.console, heard.examined)
    if heard.examined and picture:
        picture.write_text(_drawn(heard.examined, job), encoding="utf-8")
    show_problems(session.console, heard.problems)
    code = CheckFailed.exit_code if errors(heard.problems) else 0
    session.answer({"files": examined_document(heard.examined)}, exit_code=code, problems=heard.problems)
    return code


def _drawn(found: Mapping[str, Examined], job: "Listening") -> str:
    """One sound over time, or several as a catalogue."""
    from pipeline.report.sound import examined_strip

    if len(found) > 1:
        return examined_strip(found, job.recipe.target_lufs)
    (name,) = found
    return _pictured(job.portrait(Path(name)).curve, NOTHING, job.recipe, name)


def _pictured(before: Curve, after: Curve, recipe: AudioRecipe, title: str) -> str:
    from pipeline.report.loudness import loudness_picture

    return loudness_picture(before, after, recipe.target_lufs, recipe.tolerance_lu, recipe.ceiling_dbtp, title)


def _master(session: Session, job: "Listening", out: Path, picture: Path | None) -> int:
    from pipeline.app import audio as app
    from pipeline.report.problems import show_problems
    from pipeline.report.sound import mastered_document, show_mastered

    with session.running() as run:
        mastered, warnings = app.master(job, out, run.tell)
    show_mastered(session.console, " + ".join(file.name for file in job.files), out.name, mastered)
    if picture:
        before, after = job.portrait(job.files[0]).curve, app.portrait(out).curve
        picture.write_text(_pictured(before, after, job.recipe, out.name), encoding="utf-8")
    show_problems(session.console, warnings)
    session.answer({"out": str(out), **mastered_document(mastered)}, problems=warnings)
    return 0
