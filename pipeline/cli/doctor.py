"""`publish.py doctor`: whether the storage is fit for a podcast, and what its keys have to be allowed."""

import typer

from pipeline import report, store, verify
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.publishing import outside
from pipeline.cli.undoing import place_of
from pipeline.model import S3Storage
from pipeline.problems import StoreError, errors


def doctor(context: Context, show: Show = None, *, json: Json = False) -> None:
    """Try the storage as listeners' apps and other producers do, and print the least its keys have to be allowed."""
    session = session_for(context, show, json=json)
    place = place_of(session)
    doors = store.doors(place.show.storage, place.show.base_url, session.environment)
    with outside(session, place.show) as origin:
        found = list(verify.examine(place.storage, origin, doors))
    for finding in found:
        report.show_finding(session.console, finding.tried, ok=not finding.problems)
    problems = [problem for finding in found for problem in finding.problems]
    report.show_problems(session.console, problems)
    settings = place.show.storage
    policies = report.policies(settings) if isinstance(settings, S3Storage) else {}
    report.show_policies(session.console, policies)
    code = StoreError.exit_code if errors(problems) else 0
    tried = {finding.tried: not finding.problems for finding in found}
    session.answer({"tried": tried, "policies": policies}, exit_code=code, problems=problems)
    raise typer.Exit(code)
