"""`publish.py migrate`: what subscribers would notice if the show moved here today, and what is left to do."""

import typer

from pipeline.cli.import_ import Address
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.problems import CheckFailed, errors


def migrate(context: Context, address: Address, show: Show = None, *, json: Json = False) -> None:
    """Compare the old FEED with what this folder would publish, episode by episode. Changes nothing."""
    from pipeline.app import migrate as app
    from pipeline.report.problems import show_problems

    session = session_for(context, show, json=json)
    with session.running() as run:
        moved = app.migrate(run, address)
    show_problems(session.console, moved.problems)
    session.say(f"{moved.same} of {moved.episodes} episodes are the same to every app.")
    for number, step in enumerate(moved.left_to_do, 1):
        session.say(f"  {number}. {step}")
    code = CheckFailed.exit_code if errors(moved.problems) else 0
    document = {"episodes": moved.episodes, "same": moved.same, "left_to_do": moved.left_to_do}
    session.answer(document, exit_code=code, problems=moved.problems)
    raise typer.Exit(code)
