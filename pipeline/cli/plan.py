"""`publish.py plan`: what would change, before anything does."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.allow import Allow, allowed_words
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.problems import ChangesWaiting, CheckFailed

PlanFile = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Save the plan, for publish.py --plan FILE.")
]


def plan(context: Context, show: Show = None, *, json: Json = False, allow: Allow = None, out: PlanFile = None) -> None:
    """Show what publishing would change, and what listeners would see. Exits with 2 when there is something to do."""
    from pipeline.app import plan_file, prepare, publish
    from pipeline.report.plan import plan_document
    from pipeline.report.problems import show_problems

    session = session_for(context, show, json=json)
    with session.running() as run:
        prepared = prepare.prepare(run, allowed=allowed_words(allow))
        if out:
            plan_file.save_plan(out, prepared)
        publish.tell_plan(run, prepared)
    planned = prepared.plan
    show_problems(session.console, planned.dangers)
    code = CheckFailed.exit_code if planned.dangers else ChangesWaiting.exit_code if planned.changes else 0
    session.answer(plan_document(planned), exit_code=code, problems=prepared.warnings)
    raise typer.Exit(code)
