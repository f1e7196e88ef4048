"""`publish.py import`: a show that lies elsewhere becomes a show folder."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import report, source
from pipeline.app import import_show
from pipeline.base import http
from pipeline.base.http import Bounds
from pipeline.cli.options import Context, Json, session_for
from pipeline.cli.rules import NOTHING_TO_IMPORT
from pipeline.cli.session import Session
from pipeline.model import ForeignShow
from pipeline.problems import CheckFailed, Problem, errors
from pipeline.stages import feed

Address = Annotated[str, typer.Argument(metavar="FEED", help="The feed's address, or a file.")]
Into = Annotated[Path | None, typer.Option("--into", metavar="DIR", help="The new show folder.")]
Base = Annotated[str, typer.Option("--base-url", metavar="URL", help="Where the show will live from now on.")]

FEED = Bounds(bytes=50_000_000, seconds=60)
PLACEHOLDER = source.BLANKS["base_url"]


def import_(
    context: Context, address: Address, into: Into = None, base_url: Base = PLACEHOLDER, *, json: Json = False
) -> None:
    """Make a show folder of any podcast's FEED: episodes, notes, audio, covers, and what apps know them by."""
    session = session_for(context, None, json=json)
    show = feed.foreign(foreign_body(address), address)
    if not show.episodes:
        raise CheckFailed(NOTHING_TO_IMPORT.at(address, "no item in it has audio"))
    folder = into or Path(source.plain_name(show.title) or "show")
    import_show.begin(folder, address)
    with report.progress(session.console) as tell:
        problems = import_show.Import(folder=folder, show=show, base_url=f"{base_url.rstrip('/')}/", tell=tell).made()
    _tell(session, folder, show, problems, base_url)
    code = CheckFailed.exit_code if errors(problems) else 0
    document = {"folder": str(folder), "episodes": len(show.episodes)}
    session.answer(document, exit_code=code, problems=problems)
    raise typer.Exit(code)


def foreign_body(place: str) -> bytes:
    """What lies at an address or in a file. Raises CheckFailed."""
    if http.is_address(place):
        return http.fetch(place, FEED)
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise CheckFailed(http.UNREACHABLE.at(place, f"the file cannot be read: {error.strerror}")) from error


def _tell(session: Session, folder: Path, show: ForeignShow, problems: tuple[Problem, ...], base_url: str) -> None:
    report.show_problems(session.console, problems)
    print_ = session.console.print
    print_(f"{len(show.episodes)} episodes of “{show.title}” are in {folder}.", markup=False)
    if base_url.rstrip("/") == PLACEHOLDER.rstrip("/"):
        print_(
            "Next: set base_url in show.toml to where the show will live, then look at `publish.py plan`.", markup=False
        )
    else:
        print_("Next: look at `publish.py plan`, and at `publish.py migrate FEED`.", markup=False)
