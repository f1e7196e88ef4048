"""`publish.py status`: what listeners get now."""

from typing import Annotated

import typer

from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.saying import SECRETS

Addresses = Annotated[
    bool, typer.Option("--addresses", help="Print members' addresses, too. They are keys: keep them.")
]


def status(context: Context, show: Show = None, *, json: Json = False, addresses: Addresses = False) -> None:
    """Tell what is published now, and whether the last publication was finished."""
    from pipeline.app.place import place_of
    from pipeline.report.results import show_status, status_document

    session = session_for(context, show, json=json)
    if addresses:
        SECRETS.show_addresses()
    with session.running() as run:
        place = place_of(run)
    live = place.live
    show_status(session.console, live.manifest, place.name, settled=live.settled)
    session.answer(status_document(live.manifest, place.name, settled=live.settled))
