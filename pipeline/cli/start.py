"""`publish.py init` and `new`: a show and an episode to fill in, with what is known already in its place."""

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.prompt import Prompt

from pipeline import source
from pipeline.cli.options import Context, Show, session_for
from pipeline.cli.session import Session

Folder = Annotated[Path, typer.Argument(metavar="DIR")]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What the show is called.")]
Author = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who makes it, as apps shall show it.")]
Base = Annotated[str | None, typer.Option("--base-url", metavar="URL", help="Where it will live: https://….")]
QUESTIONS = {
    "title": "What is the show called?",
    "author": "Who makes it? A name or an organisation, as apps shall show it:",
    "base_url": "Where will it live? Its address, https://… (apps remember it):",
}


def init(context: Context, folder: Folder, title: Title = None, author: Author = None, base_url: Base = None) -> None:
    """Start a new show in DIR. At a terminal it asks for what is not given; what stays open is told."""
    session = session_for(context, folder, json=False)
    source.must_be_free(folder)
    said = {"title": title, "author": author, "base_url": base_url}
    given = dict(_answers(session, said))
    for path in source.start_show(folder, given):
        session.console.print(f"  {path}", markup=False)
    session.console.print(f"Your show is here. {_left(source.still_blank(given))}", markup=False)
    then = f'Then put a cover.png beside it, and: publish.py new "First episode"{_at(folder)}'
    session.console.print(then, markup=False)


def _answers(session: Session, said: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    if session.interactive and None in said.values():
        session.console.print("Return alone leaves a question for later.")
    for name, words in said.items():
        asked = words is None and session.interactive
        answer = (
            Prompt.ask(QUESTIONS[name], console=session.console, default="", show_default=False) if asked else words
        )
        if answer and answer.strip():
            yield name, answer.strip()


def _left(blank: Mapping[str, int]) -> str:
    names = [f"{name} (line {line})" for name, line in blank.items()]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    return f"Before anything is published, fill in {listed} of show.toml." if names else "Look through its show.toml."


def new(context: Context, title: str, show: Show = None) -> None:
    """Start an episode called TITLE: a folder with everything but your recording."""
    session = session_for(context, show, json=False)
    path = source.start_episode(session.folder, title, session.now)
    session.console.print(f"  {path}", markup=False)
    then = "Put your recording beside it, write its notes, and take `status: draft` out"
    session.console.print(f"{then}; then: publish.py check{_at(session.folder)}", markup=False)


def _at(folder: Path) -> str:
    """How the next command finds the show, as a shell takes it."""
    return "" if folder.resolve() == Path.cwd() else f" --show {shlex.quote(str(folder))}"
