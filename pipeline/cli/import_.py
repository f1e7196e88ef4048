"""`publish.py import`: a show that lies elsewhere becomes a show folder."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Context, Json, session_for
from pipeline.problems import CheckFailed, errors

Address = Annotated[str, typer.Argument(metavar="FEED", help="The feed's address, or a file.")]
Into = Annotated[Path | None, typer.Option("--into", metavar="DIR", help="The new show folder.")]
Base = Annotated[str | None, typer.Option("--base-url", metavar="URL", help="Where the show will live from now on.")]


def import_(
    context: Context, address: Address, into: Into = None, base_url: Base = None, *, json: Json = False
) -> None:
    """Make a show folder of any podcast's FEED: episodes, notes, audio, covers, and what apps know them by."""
    from pipeline.app.import_show import import_show
    from pipeline.report.problems import show_problems

    session = session_for(context, None, json=json)
    with session.running() as run:
        came = import_show(address, into, base_url, run.tell)
    show_problems(session.console, came.problems)
    episodes = len(came.show.episodes)
    session.say(f"{episodes} episodes of “{came.show.title}” are in {came.folder}.")
    if base_url:
        session.say("Next: look at `publish.py plan`, and at `publish.py migrate FEED`.")
    else:
        session.say("Next: set base_url in show.toml to where the show will live, then look at `publish.py plan`.")
    code = CheckFailed.exit_code if errors(came.problems) else 0
    session.answer({"folder": str(came.folder), "episodes": episodes}, exit_code=code, problems=came.problems)
    raise typer.Exit(code)
