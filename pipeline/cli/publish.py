"""`publish.py`: the main job."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.allow import Allow, allowed_words
from pipeline.cli.options import Context, Given, Json, Show, Yes, session_for
from pipeline.cli.session import Session

if TYPE_CHECKING:
    from pipeline.app.publish import Published

SavedPlan = Annotated[
    Path | None, typer.Option("--plan", metavar="FILE", help="Do what this saved plan says, and nothing else.")
]


def publish(  # noqa: PLR0913 - one parameter an option
    context: Context,
    show: Show = None,
    *,
    yes: Yes = False,
    json: Json = False,
    allow: Allow = None,
    plan: SavedPlan = None,
) -> None:
    """Publish the show: check, plan, build, ship, flip, verify. A podcast is a folder; this makes it heard."""
    context.obj = Given(show=show, json=json)
    if context.invoked_subcommand is not None:
        return
    from pipeline.app import plan_file, prepare
    from pipeline.app import publish as app

    session = session_for(context, show, json=json)
    with session.running(yes=yes or plan is not None) as run:
        saved = plan_file.read_plan(plan) if plan else None
        allowed = allowed_words(allow) | frozenset(saved.allowed if saved else ())
        prepared = prepare.prepare(run, allowed=allowed)
        if plan and saved:
            plan_file.check_saved(saved, plan, prepared)
        published = app.publish(run, prepared)
    session.answer(show_outcome(session, published))


def show_outcome(session: Session, published: "Published") -> Mapping[str, object]:
    """Tell what a publication did; the same as JSON."""
    from pipeline.report.plan import plan_document
    from pipeline.report.results import result_document, show_published

    document = {"plan": plan_document(published.plan), "generation": published.generation}
    if published.built is None:
        session.say(f"Nothing to do: listeners already have it all (generation {published.generation}).")
        return {**document, "sent": 0}
    show_published(session.console, published.built, published.sent, published.addresses)
    result = result_document(published.built, published.sent, published.addresses, published.warnings)
    return {**document, **result}
