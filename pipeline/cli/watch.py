"""`publish.py watch`: look at the release from outside, again and again, and speak up when something changes."""

import time
from typing import Annotated
from urllib.parse import urlsplit

import typer

from pipeline import report
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.publishing import verify_release
from pipeline.cli.saying import unheard
from pipeline.cli.session import Session
from pipeline.cli.undoing import place_of
from pipeline.problems import Problem, StoreError, VerifyFailed

Every = Annotated[float, typer.Option("--every", min=0, metavar="MINUTES", help="How long to wait between two looks.")]
Times = Annotated[int, typer.Option("--times", min=0, metavar="N", help="Stop after so many looks (default: never).")]
EVERY_MINUTES = 15.0


def watch(
    context: Context, show: Show = None, *, every: Every = EVERY_MINUTES, times: Times = 0, json: Json = False
) -> None:
    """Verify again and again; tell when something breaks, and when it is whole again. Stop with Ctrl-C."""
    looks = 0
    before: list[tuple[str, str, str]] | None = None
    while True:
        session = session_for(context, show, json=json)
        addresses, problems, code = _look(session)
        found = [(problem.code, urlsplit(problem.where).path, problem.what) for problem in problems]
        if found != before:
            _tell(session, addresses, problems)
        before, looks = found, looks + 1
        if looks == times or unheard():
            break
        time.sleep(every * 60)
    session.answer({"looks": looks, "verified": addresses}, exit_code=code, problems=problems)
    raise typer.Exit(code)


def _look(session: Session) -> tuple[int, tuple[Problem, ...], int]:
    """How many addresses answered as they should, what was wrong, and the exit code that stands for it."""
    try:
        place = place_of(session)
        verified = verify_release(session, place.show, place.storage)
    except (VerifyFailed, StoreError) as failed:
        return 0, tuple(failed.problems), failed.exit_code
    return verified.addresses, verified.problems, 0


def _tell(session: Session, addresses: int, problems: tuple[Problem, ...]) -> None:
    session.console.print(session.now.strftime("%Y-%m-%d %H:%M UTC"))
    report.show_problems(session.console, problems)
    if addresses:
        report.show_verified(session.console, addresses)
