"""`publish.py prune`: what nobody needs."""

from typing import Annotated

import typer

from pipeline.cli.options import Context, Json, Show, Yes, session_for

Days = Annotated[int, typer.Option("--days", min=0, metavar="N", help="Leave alone what is younger than this.")]
GRACE_DAYS = 7


def prune(
    context: Context, show: Show = None, *, days: Days = GRACE_DAYS, yes: Yes = False, json: Json = False
) -> None:
    """Delete what no kept release names any more, and has not been touched for a week."""
    from pipeline.app import place
    from pipeline.app import prune as app
    from pipeline.report.clearing import orphans_document, show_pruned

    session = session_for(context, show, json=json)
    with session.running(yes=yes) as run:
        pruned = app.prune(run, place.place_of(run), days)
    if pruned.files:
        show_pruned(session.console, pruned.files)
    session.answer(orphans_document(pruned.files, pruned.waiting))
