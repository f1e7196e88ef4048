"""`publish.py announce`: tell hubs and apps once more."""

from pipeline.cli.options import Context, Json, Show, session_for


def announce(context: Context, show: Show = None, *, json: Json = False) -> None:
    """Verify what is published, then tell the hubs and apps that show.toml names, and the webhook."""
    from pipeline.app.place import place_of
    from pipeline.app.spread import announce_again
    from pipeline.report.problems import show_problems
    from pipeline.report.results import show_verified

    session = session_for(context, show, json=json)
    with session.running() as run:
        feeds, verified, problems = announce_again(run, place_of(run))
    show_verified(session.console, verified.addresses)
    show_problems(session.console, problems)
    session.answer({"feeds": feeds, "verified": verified.addresses}, problems=problems)
