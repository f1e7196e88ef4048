"""`publish.py check`: everything that is wrong, at once."""

from pipeline.cli.allow import Allow, allowed_words
from pipeline.cli.options import Context, Json, Show, session_for


def check(context: Context, show: Show = None, *, json: Json = False, allow: Allow = None) -> None:
    """Look at every file of the show, and tell everything that is wrong."""
    from pipeline.app import check as app
    from pipeline.report.problems import show_problems
    from pipeline.report.results import show_checked

    session = session_for(context, show, json=json)
    catalogue = app.load(session.folder, session.environment, session.now)
    found = (*catalogue.warnings, *app.examine(session.folder, catalogue, catalogue.episodes, allowed_words(allow)))
    show_problems(session.console, found)
    show_checked(session.console, catalogue)
    session.answer({}, problems=found)
