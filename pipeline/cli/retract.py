"""`publish.py retract`: what listeners must not get any more."""

from typing import Annotated

import typer

from pipeline.cli.allow import Allow, allowed_words
from pipeline.cli.options import Context, Json, Show, Yes, session_for
from pipeline.cli.publish import show_outcome

Episode = Annotated[str, typer.Argument(metavar="EPISODE", help="Its id.")]
Purge = Annotated[bool, typer.Option("--purge", help="Delete every copy, kept releases that name it included.")]


def retract(  # noqa: PLR0913 - one parameter an option
    context: Context,
    episode: Episode,
    show: Show = None,
    *,
    purge: Purge = False,
    yes: Yes = False,
    json: Json = False,
    allow: Allow = None,
) -> None:
    """Take a published EPISODE back: out of the feeds first, then its audio and pages are deleted."""
    from pipeline.app import retract as app
    from pipeline.report.clearing import show_retracted

    session = session_for(context, show, json=json)
    with session.running(yes=yes) as run:
        published, prepared = app.retract(run, episode, allowed_words(allow), with_copies=purge)
    document = show_outcome(session, published)
    deleted = app.purge(episode, prepared) if purge else None
    show_retracted(session.console, episode, deleted)
    session.answer({**document, "purged": deleted or 0})
