"""`publish.py verify`: the release, as apps find it."""

from typing import Annotated

import typer

from pipeline.cli.options import Context, Json, Show, session_for

Whole = Annotated[bool, typer.Option("--whole", help="Download all audio, and compare every byte.")]


def verify(context: Context, show: Show = None, *, whole: Whole = False, json: Json = False) -> None:
    """Fetch what listeners' apps would fetch, and hold it against what was released."""
    from pipeline.app.place import place_of
    from pipeline.app.verify import verify_place
    from pipeline.report.problems import show_problems
    from pipeline.report.results import show_verified

    session = session_for(context, show, json=json)
    with session.running() as run:
        verified = verify_place(run, place_of(run), whole=whole)
    show_problems(session.console, verified.problems)
    show_verified(session.console, verified.addresses)
    session.answer({"verified": verified.addresses}, problems=verified.problems)
