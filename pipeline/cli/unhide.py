"""`publish.py unhide`: what was hidden, as it was."""

from pipeline.cli.options import Context, Json, Show, Yes, session_for
from pipeline.cli.publish import show_outcome


def unhide(context: Context, episode: str, show: Show = None, *, yes: Yes = False, json: Json = False) -> None:
    """Show a hidden EPISODE again, as it was."""
    from pipeline.app import alone, publish

    session = session_for(context, show, json=json)
    with session.running(yes=yes) as run:
        published = publish.publish(run, alone.shown(run, episode))
    session.answer(show_outcome(session, published))
