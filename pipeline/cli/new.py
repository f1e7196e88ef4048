"""`publish.py new`: an episode to fill in."""

from pipeline.cli.init import at
from pipeline.cli.options import Context, Show, session_for


def new(context: Context, title: str, show: Show = None) -> None:
    """Start an episode called TITLE: a folder with everything but your recording."""
    from pipeline.app import start

    session = session_for(context, show, json=False)
    session.say(f"  {start.start_episode(session.folder, title, session.now)}")
    then = "Put your recording beside it, write its notes, and take `status: draft` out"
    session.say(f"{then}; then: publish.py check{at(session.folder)}")
