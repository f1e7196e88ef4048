"""Taking back and tidying up: what listeners must not get any more, and what nobody needs."""

from datetime import timedelta
from typing import Annotated

import typer

from pipeline import release, report
from pipeline.cli.allowing import Allow, allowed_words
from pipeline.cli.alone import taken_back
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.publishing import Prepared, ask, prepare
from pipeline.cli.publishing import publish as publish_show
from pipeline.cli.session import Session
from pipeline.cli.undoing import Yes, place_of

Episode = Annotated[str, typer.Argument(metavar="EPISODE", help="Its id.")]
Purge = Annotated[bool, typer.Option("--purge", help="Delete every copy, kept releases that name it included.")]
Days = Annotated[int, typer.Option("--days", min=0, metavar="N", help="Leave alone what is younger than this.")]
GRACE_DAYS = 7


def retract(  # noqa: PLR0913 - one parameter an option
    context: Context,
    episode: Episode,
    show: Show = None,
    *,
    purge: Purge = False,
    yes: Yes = False,
    json: Json = False,
    allow: Allow = None,
) -> None:
    """Take a published EPISODE back: out of the feeds first, then its audio and pages are deleted."""
    session = session_for(context, show, json=json)
    allowed = allowed_words(allow)
    prepared = taken_back(session, episode) or prepare(session, retracted={episode}, allowed=allowed)
    if purge:
        _agree_to_purge(session, prepared, episode, yes=yes)
    document = publish_show(session, prepared, yes=yes)
    deleted = _purge(episode, prepared) if purge else None
    report.show_retracted(session.console, episode, deleted)
    session.answer({**document, "purged": deleted or 0})


def _agree_to_purge(session: Session, prepared: Prepared, episode: str, *, yes: bool) -> None:
    """Show what would go; ask here when the publication will have nothing to ask."""
    if prepared.plan.dangers:
        return
    found = release.copies_of(episode, prepared.storage)
    report.show_purge(session.console, episode, found.public, len(found.releases))
    if not prepared.plan.changes:
        ask(session, found.count, yes=yes, question="Delete every copy?")


def _purge(episode: str, prepared: Prepared) -> int:
    found = release.copies_of(episode, prepared.storage)
    release.purge(found, prepared.storage)
    return found.count


def prune(
    context: Context, show: Show = None, *, days: Days = GRACE_DAYS, yes: Yes = False, json: Json = False
) -> None:
    """Delete what no kept release names any more, and has not been touched for a week."""
    session = session_for(context, show, json=json)
    place = place_of(session)
    found = release.orphans(place.storage, session.now, timedelta(days=days))
    listed = (*found.public, *found.control)
    report.show_orphans(session.console, listed, found.waiting, days)
    if listed:
        ask(session, len(listed), yes=yes, question="Delete them?")
        release.prune(found, place.storage)
        report.show_pruned(session.console, listed)
    session.answer(dict(report.orphans_document(listed, found.waiting)))
