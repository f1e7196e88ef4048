"""One session: which folder, what time it is, what the environment says, and where to answer."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

from pipeline.cli.saying import can_say
from pipeline.problems import Problem

if TYPE_CHECKING:
    from pipeline.app.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`console` is for people, and silent when the answer goes to a program as JSON."""

    command: str
    folder: Path
    now: datetime
    environment: Mapping[str, str]
    console: Console
    json: bool
    interactive: bool

    @contextmanager
    def running(self, *, yes: bool = False) -> "Iterator[Run]":
        """The circumstances of a use case that tells its events to this terminal; `yes` agrees to everything."""
        from pipeline.app.run import Run
        from pipeline.cli.screen import Screen

        screen = Screen(self.console)
        try:
            yield Run(
                folder=self.folder,
                now=self.now,
                environment=self.environment,
                tell=screen.tell,
                agree=lambda question, _: yes or self._agrees(question),
            )
        finally:
            screen.stop()

    def _agrees(self, question: str) -> bool:
        from rich.prompt import Confirm

        return self.interactive and Confirm.ask(question, console=self.console, default=False)

    def say(self, text: str) -> None:
        """Print a line for people, as it is."""
        self.console.print(text, markup=False)

    def answer(self, document: Mapping[str, object], *, exit_code: int = 0, problems: Iterable[Problem] = ()) -> None:
        """Print the JSON answer, where one was asked for."""
        if self.json:
            answer(self.command, document, exit_code=exit_code, problems=problems)


def answer(command: str, document: Mapping[str, object], *, exit_code: int, problems: Iterable[Problem]) -> None:
    """Print one JSON answer: format, command, exit code and problems first; escaped where output cannot say it."""
    from pipeline.report.problems import FORMAT, problem_document

    told = [problem_document(problem) for problem in problems]
    head = {"format": FORMAT, "command": command, "exit_code": exit_code, "problems": told}
    text = json.dumps({**head, **document}, indent=2, ensure_ascii=False)
    print(text if can_say(text) else json.dumps(json.loads(text), indent=2))  # noqa: T201 - this is the answer


def open_session(command: str, folder: Path, *, json: bool) -> Session:
    """Read the clock, the environment and the terminal: here, once, and nowhere else."""
    return Session(
        command=command,
        folder=folder,
        now=datetime.now(UTC),
        environment=dict(os.environ),
        console=Console(quiet=json, highlight=False),
        json=json,
        interactive=_is_terminal(sys.stdin) and _is_terminal(sys.stdout) and not json,
    )


def _is_terminal(stream: TextIO | None) -> bool:
    """A program started without streams has none."""
    return stream is not None and stream.isatty()
