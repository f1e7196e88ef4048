"""`publish.py hide`: out of sight at once."""

from pipeline.cli.options import Context, Json, Show, Yes, session_for
from pipeline.cli.publish import show_outcome


def hide(context: Context, episode: str, show: Show = None, *, yes: Yes = False, json: Json = False) -> None:
    """Hide a published EPISODE: out of feeds, pages and posts at once. Nothing is deleted: `unhide` brings it back."""
    from pipeline.app import alone, publish

    session = session_for(context, show, json=json)
    with session.running(yes=yes) as run:
        published = publish.publish(run, alone.hidden(run, episode))
    session.answer(show_outcome(session, published))
