"""`publish.py lint`: anybody's feed."""

from typing import Annotated

import typer

from pipeline.cli.options import Context, Json, session_for
from pipeline.problems import CheckFailed, errors

Feeds = Annotated[list[str], typer.Argument(metavar="FEED", help="A feed's address, or a file.")]
Was = Annotated[str | None, typer.Option("--was", metavar="FEED", help="An earlier version: what would apps do?")]
Media = Annotated[bool, typer.Option("--media", help="Ask for the first byte of each audio file, too.")]


def lint(context: Context, feeds: Feeds, was: Was = None, *, media: Media = False, json: Json = False) -> None:
    """Tell what is wrong with any FEED, why listeners would suffer, and how to mend it. Needs no show."""
    from pipeline.app import lint as app
    from pipeline.report.findings import show_findings, show_new

    session = session_for(context, None, json=json)
    linted = app.lint(feeds, was=was, media=media)
    show_findings(session.console, linted.problems)
    if was:
        show_new(session.console, linted.new)
    code = CheckFailed.exit_code if errors(linted.problems) else 0
    document = {"feeds": feeds, **({"new": linted.new} if was else {})}
    session.answer(document, exit_code=code, problems=linted.problems)
    raise typer.Exit(code)
