"""`publish.py doctor`: whether the storage is fit for a podcast, and what its keys have to be allowed."""

import typer

from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.model import S3Storage
from pipeline.problems import StoreError, errors


def doctor(context: Context, show: Show = None, *, json: Json = False) -> None:
    """Try the storage as listeners' apps and other producers do, and print the least its keys have to be allowed."""
    from pipeline.app import doctor as app
    from pipeline.app.place import place_of
    from pipeline.report.doctor import policies, show_finding, show_policies
    from pipeline.report.problems import show_problems

    session = session_for(context, show, json=json)
    with session.running() as run:
        place = place_of(run)
        found = app.doctor(run, place)
    for finding in found:
        show_finding(session.console, finding.tried, ok=not finding.problems)
    problems = [problem for finding in found for problem in finding.problems]
    show_problems(session.console, problems)
    settings = place.show.storage
    least = policies(settings) if isinstance(settings, S3Storage) else {}
    show_policies(session.console, least)
    code = StoreError.exit_code if errors(problems) else 0
    tried = {finding.tried: not finding.problems for finding in found}
    session.answer({"tried": tried, "policies": least}, exit_code=code, problems=problems)
    raise typer.Exit(code)
