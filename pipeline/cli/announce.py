"""`publish.py announce`: tell hubs and apps once more, after looking once more."""

from pipeline import report
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.publishing import verify_release
from pipeline.cli.rules import NOTHING_PUBLISHED
from pipeline.cli.spreading import public_feeds, spread
from pipeline.cli.undoing import place_of
from pipeline.problems import CheckFailed


def announce(context: Context, show: Show = None, *, json: Json = False) -> None:
    """Verify what is published, then tell the hubs and apps that show.toml names, and the webhook."""
    session = session_for(context, show, json=json)
    place = place_of(session)
    live = place.live.manifest
    if live is None:
        raise CheckFailed(NOTHING_PUBLISHED.at(place.storage.public.place, "there is no release to tell of"))
    verified = verify_release(session, place.show, place.storage)
    report.show_verified(session.console, verified.addresses)
    out = [live.base_url + feed.path for feed in public_feeds(place.feeds) if feed.path in live.objects]
    problems = (*verified.problems, *spread(session, place.show, out, live.generation))
    report.show_problems(session.console, problems)
    session.answer({"feeds": out, "verified": verified.addresses}, problems=problems)
