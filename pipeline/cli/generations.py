"""`publish.py generations`: the releases that can be shown again."""

from pipeline.cli.options import Context, Json, Show, session_for


def generations(context: Context, show: Show = None, *, json: Json = False) -> None:
    """List the releases that can be shown again: number, when, what changed."""
    from pipeline.app.place import place_of
    from pipeline.app.rollback import kept_releases
    from pipeline.report.generations import generations_document, show_generations

    session = session_for(context, show, json=json)
    with session.running() as run:
        kept, gone = kept_releases(place_of(run))
    told = [(one.number, one.written, one.steps) for one in kept]
    show_generations(session.console, told, gone)
    session.answer({"generations": generations_document(told), "gone": gone})
