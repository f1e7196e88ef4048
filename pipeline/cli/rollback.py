"""`publish.py rollback`: an earlier release again."""

from typing import Annotated

import typer

from pipeline.cli.allow import Allow, allowed_words
from pipeline.cli.options import Context, Json, Show, Yes, session_for

Number = Annotated[int | None, typer.Argument(metavar="[GENERATION]", help="Its number (default: the one before).")]


def rollback(  # noqa: PLR0913 - one parameter an option
    context: Context,
    generation: Number = None,
    show: Show = None,
    *,
    yes: Yes = False,
    json: Json = False,
    allow: Allow = None,
) -> None:
    """Show listeners an earlier GENERATION again, as it was: feeds, pages and audio. The folder stays as it is."""
    from pipeline.app import place
    from pipeline.app import rollback as app
    from pipeline.report.plan import plan_document
    from pipeline.report.results import show_rolled_back

    session = session_for(context, show, json=json)
    with session.running(yes=yes) as run:
        done = app.rollback(run, place.place_of(run), generation, allowed_words(allow))
    if done.plan is None:
        session.say(f"Nothing to do: generation {done.target} is live.")
        session.answer({"generation": done.target})
        return
    show_rolled_back(session.console, done.target, done.number, done.addresses)
    document = {"plan": plan_document(done.plan), "generation": done.number, "verified": done.addresses}
    session.answer(document, problems=done.warnings)
