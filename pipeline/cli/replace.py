"""`publish.py replace`: new audio for a published episode."""

from pipeline.cli.allow import Allow, allowed_words
from pipeline.cli.options import Context, Json, Show, Yes, session_for
from pipeline.cli.publish import show_outcome


def replace(  # noqa: PLR0913 - one parameter an option
    context: Context, episode: str, show: Show = None, *, yes: Yes = False, json: Json = False, allow: Allow = None
) -> None:
    """Move a published EPISODE to new audio: a new address, the same guid and date; the old file keeps answering."""
    from pipeline.app import alone, prepare, publish

    session, allowed = session_for(context, show, json=json), allowed_words(allow)
    with session.running(yes=yes) as run:
        known = alone.replaced(run, episode, allowed)
        published = publish.publish(run, known or prepare.prepare(run, replaced={episode}, allowed=allowed))
    session.answer(show_outcome(session, published))
