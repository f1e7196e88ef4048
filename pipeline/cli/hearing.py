"""`publish.py audio`: the same ears and the same mastering for any file, without a show."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline import audio as sounds
from pipeline import report
from pipeline.cli.options import Context, Json, session_for
from pipeline.cli.rules import OTHER_FILE, SAME_FILE
from pipeline.cli.session import Session
from pipeline.model import AudioRecipe, ChannelPolicy, Codec, Curve, Examined, Leveler
from pipeline.problems import CheckFailed, Problem, errors

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
Picture = Annotated[Path | None, typer.Option("--picture", metavar="SVG", help="Draw loudness into this file.")]
Waveform = Annotated[
    Path | None, typer.Option("--waveform", metavar="JSON", help="Write the waveform, as audiowaveform does.")
]
RECIPE = AudioRecipe()
NOTHING = Curve(hop_s=0.1, short_term_lufs=(), peaks_dbtp=())


def audio(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: Context,
    files: Files,
    out: Out = None,
    target: Target = RECIPE.target_lufs,
    channels: Channels = RECIPE.channels,
    leveler: Levels = RECIPE.leveler,
    picture: Picture = None,
    waveform: Waveform = None,
    *,
    json: Json = False,
) -> None:
    """Listen to any FILE: loudness, peaks, noise, and what is wrong with it. With -o, master it. Needs no show."""
    session = session_for(context, None, json=json)
    recipe = replace(RECIPE, target_lufs=target, mono_target_lufs=target, channels=channels, leveler=leveler)
    _check_free(files, out, picture, waveform)
    code = _master(session, files, out, recipe, picture) if out else _examine(session, files, recipe, picture)
    if waveform:
        sound = out or files[0]
        waveform.write_text(sounds.portrait(sound, str(sound)).waveform + "\n", encoding="utf-8")
    raise typer.Exit(code)


def _check_free(files: list[Path], *written: Path | None) -> None:
    """Nothing that is written may be one of the files themselves."""
    for path in written:
        if path and any(path.resolve() == file.resolve() for file in files):
            raise CheckFailed(SAME_FILE.at(str(path), "this is one of the files to be listened to"))


def _examine(session: Session, files: list[Path], recipe: AudioRecipe, picture: Path | None) -> int:
    found: dict[str, Examined] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            found[str(file)] = sounds.examine(file, str(file), recipe)
        except CheckFailed as failed:
            problems.extend(failed.problems)
    if found:
        report.show_examined(session.console, found)
    if found and picture:
        picture.write_text(_drawn(found, recipe), encoding="utf-8")
    problems.extend(problem for examined in found.values() for problem in examined.problems)
    code = CheckFailed.exit_code if errors(problems) else 0
    report.show_problems(session.console, problems)
    session.answer({"files": report.examined_document(found)}, exit_code=code, problems=problems)
    return code


def _drawn(found: Mapping[str, Examined], recipe: AudioRecipe) -> str:
    """One sound over time, or several as a catalogue."""
    if len(found) > 1:
        return report.examined_strip(found, recipe.target_lufs)
    (name,) = found
    return _pictured(sounds.portrait(Path(name), name).curve, NOTHING, recipe, name)


def _pictured(before: Curve, after: Curve, recipe: AudioRecipe, title: str) -> str:
    return report.loudness_picture(before, after, recipe.target_lufs, recipe.tolerance_lu, recipe.ceiling_dbtp, title)


def _codec(out: Path) -> Codec:
    """By the name of the file that is to be made."""
    for codec in Codec:
        if out.suffix.lower() == f".{codec.ending}":
            return codec
    raise CheckFailed(OTHER_FILE.at(str(out), f"there is no way to write “{out.suffix or out.name}” files"))


def _master(session: Session, files: list[Path], out: Path, recipe: AudioRecipe, picture: Path | None) -> int:
    codec = _codec(out)
    with report.progress(session.console) as tell:
        mastered = sounds.master(
            files,
            out,
            recipe,
            where=[str(file) for file in files],
            codec=codec,
            progress=lambda done: tell(out.name, done),
        )
    warnings = sounds.remarks(mastered, recipe, str(files[0]))
    report.show_mastered(session.console, " + ".join(file.name for file in files), out.name, mastered)
    if picture:
        before, after = (sounds.portrait(file, str(file)).curve for file in (files[0], out))
        picture.write_text(_pictured(before, after, recipe, out.name), encoding="utf-8")
    report.show_problems(session.console, warnings)
    session.answer({"out": str(out), **report.mastered_document(mastered)}, problems=warnings)
    return 0
