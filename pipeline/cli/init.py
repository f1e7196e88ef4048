"""`publish.py init`: a show to fill in, with what is known already in its place."""

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Context, session_for
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
    from pipeline.app import start

    session = session_for(context, folder, json=False)
    start.must_be_free(folder)
    said = {"title": title, "author": author, "base_url": base_url}
    given = dict(_answers(session, said))
    made, blank = start.start_show(folder, given)
    for path in made:
        session.say(f"  {path}")
    session.say(f"Your show is here. {_left(blank)}")
    session.say(f'Then put a cover.png beside it, and: publish.py new "First episode"{at(folder)}')


def _answers(session: Session, said: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    if session.interactive and None in said.values():
        session.say("Return alone leaves a question for later.")
    for name, words in said.items():
        answer = _asked(session, QUESTIONS[name]) if words is None and session.interactive else words
        if answer and answer.strip():
            yield name, answer.strip()


def _asked(session: Session, question: str) -> str:
    from rich.prompt import Prompt

    return Prompt.ask(question, console=session.console, default="", show_default=False)


def _left(blank: Mapping[str, int]) -> str:
    names = [f"{name} (line {line})" for name, line in blank.items()]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    return f"Before anything is published, fill in {listed} of show.toml." if names else "Look through its show.toml."


def at(folder: Path) -> str:
    """How the next command finds the show, as a shell takes it."""
    return "" if folder.resolve() == Path.cwd() else f" --show {shlex.quote(str(folder))}"
