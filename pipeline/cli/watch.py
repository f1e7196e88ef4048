"""`publish.py watch`: the release, looked at again and again."""

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.saying import unheard
from pipeline.cli.session import Session

if TYPE_CHECKING:
    from pipeline.app.watch import Look

Every = Annotated[float, typer.Option("--every", min=0, metavar="MINUTES", help="How long to wait between two looks.")]
Times = Annotated[int, typer.Option("--times", min=0, metavar="N", help="Stop after so many looks (default: never).")]
EVERY_MINUTES = 15.0


def watch(
    context: Context, show: Show = None, *, every: Every = EVERY_MINUTES, times: Times = 0, json: Json = False
) -> None:
    """Verify again and again; tell when something breaks, and when it is whole again. Stop with Ctrl-C."""
    from pipeline.app.watch import look, wait

    looks = 0
    before: list[tuple[str, str, str]] | None = None
    while True:
        session = session_for(context, show, json=json)
        with session.running() as run:
            seen = look(run)
        if seen.found != before:
            _tell(session, seen)
        before, looks = seen.found, looks + 1
        if looks == times or unheard():
            break
        wait(every)
    document = {"looks": looks, "verified": seen.addresses}
    session.answer(document, exit_code=seen.exit_code, problems=seen.problems)
    raise typer.Exit(seen.exit_code)


def _tell(session: Session, seen: "Look") -> None:
    from pipeline.report.problems import show_problems
    from pipeline.report.results import show_verified

    session.say(session.now.strftime("%Y-%m-%d %H:%M UTC"))
    show_problems(session.console, seen.problems)
    if seen.addresses:
        show_verified(session.console, seen.addresses)
