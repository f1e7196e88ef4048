"""One place turns errors into words and exit codes. No traceback passes it."""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from typer.exceptions import Abort, TyperException

from pipeline.cli.app import COMMANDS, app, name_of
from pipeline.cli.rules import DISK, UNFORESEEN, UNSAID, USAGE
from pipeline.cli.saying import SECRETS, hide_environment, open_outlets, unsaid
from pipeline.cli.session import answer
from pipeline.problems import PodwrightError, Problem

USAGE_EXIT = 64
"""EX_USAGE of sysexits.h: 2 already means that changes are waiting."""

INTERRUPTED_EXIT = 130
CRASH = ".podwright/crash.txt"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 unforeseen, 2 changes waiting, 3 check failed, 4 verify failed, 5 storage, 64 usage, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    open_outlets()
    hide_environment(os.environ)
    code = _run(given)
    refused = unsaid()
    if refused:
        _show([UNSAID.at("standard output", (refused.strerror or "it refused").lower())])
    return code or (PodwrightError.exit_code if refused else 0)


def _run(given: list[str]) -> int:
    try:
        code = app(given, standalone_mode=False)
    except PodwrightError as error:
        return _told(given, error.problems, error.exit_code)
    except TyperException as error:
        return _told(given, [USAGE.at("command line", error.format_message())], USAGE_EXIT)
    except (Abort, KeyboardInterrupt, EOFError):
        return INTERRUPTED_EXIT
    except OSError as error:
        return _told(given, [DISK.at(_name(error), error.strerror or type(error).__name__)], PodwrightError.exit_code)
    except Exception as error:  # noqa: BLE001 - the last net: whatever it is, the producer gets words and not a traceback
        return _told(given, [_crash(given, error)], PodwrightError.exit_code)
    return code if isinstance(code, int) else 0


def _told(given: Sequence[str], problems: Sequence[Problem], code: int) -> int:
    if "--json" not in given:
        _show(problems)
    elif problems:
        answer(_command(given), {}, exit_code=code, problems=problems)
    return code


def _command(given: Sequence[str]) -> str:
    """The command that was typed: a word that is one, not the value of an option."""
    names = {name_of(command) for command in COMMANDS}
    return next((word for word in given if word in names), "publish")


def _folder(given: Sequence[str]) -> Path:
    """The show folder that was named, as far as can be told from the words alone."""
    for word, after in zip(given, [*given[1:], ""], strict=True):
        named = after if word == "--show" else word.removeprefix("--show=") if word.startswith("--show=") else ""
        if named and Path(named).is_dir():
            return Path(named)
    return Path()


def _show(problems: Sequence[Problem]) -> None:
    from pipeline.report.problems import show_problems

    show_problems(Console(stderr=True, highlight=False), problems)


def _name(error: OSError) -> str:
    return str(error.filename or "disk")


def _crash(given: Sequence[str], error: Exception) -> Problem:
    file = _folder(given) / CRASH
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text(SECRETS.without("".join(traceback.format_exception(error))), encoding="utf-8")
    except OSError:
        file = Path("(and no file could be written)")
    return UNFORESEEN.at(str(file), f"{type(error).__name__}, which nobody expected here")
