"""What several commands can be told, and the session that follows from it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.session import Session, open_session

Context = typer.Context
Show = Annotated[Path | None, typer.Option("--show", metavar="DIR", help="The show folder (default: this one).")]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON, for programs.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was said before the command's name: it holds for the command too."""

    show: Path | None
    json: bool


def session_for(context: Context, show: Path | None, *, json: bool) -> Session:
    """The session of the command that `context` belongs to; `publish` where no command was named.

    What was said before the command's name (`--show`, `--json`) holds where the command itself says nothing.
    """
    given = context.obj if isinstance(context.obj, Given) else Given(show=None, json=False)
    command = context.info_name if context.parent else "publish"
    return open_session(command or "publish", show or given.show or Path(), json=json or given.json)
