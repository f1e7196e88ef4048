"""`publish.py preview`: the show on this machine, for a podcast app or a browser."""

from typing import Annotated

import typer

from pipeline.cli.options import Context, Show, session_for

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to answer on.")]
PREVIEW_PORT = 8750


def preview(context: Context, show: Show = None, *, port: Port = PREVIEW_PORT) -> None:
    """Serve the published folder on this machine, so that a podcast app or a browser can try it."""
    from pipeline.app import preview as app

    session = session_for(context, show, json=False)

    def ready(origin: str) -> None:
        session.say(f"The show, as listeners would get it: {origin}\nStop with Ctrl-C.")

    with session.running() as run:
        app.serve(run, port, ready)
