"""The commands as a page of the documentation, read off the commands themselves."""

import inspect
import typing
from collections.abc import Callable, Iterator

from typer.models import ArgumentInfo, OptionInfo

from pipeline.cli.app import COMMANDS, name_of
from pipeline.cli.publish import publish


def commands_page() -> str:
    """Every command with its arguments and options, as Markdown."""
    parts = ["# Commands", "", "Generated from the program: `python docs/generate.py`.", ""]
    parts += _command("publish.py", publish)
    for command in COMMANDS:
        parts += _command(f"publish.py {name_of(command)}", command)
    return "\n".join(parts)


def _command(title: str, function: Callable[..., object]) -> Iterator[str]:
    parameters = list(_parameters(function))
    arguments = " ".join(name for name, _ in parameters if not name.startswith("-"))
    yield from (f"## `{f'{title} {arguments}'.strip()}`", "", inspect.getdoc(function) or "", "")
    options = [(name, told) for name, told in parameters if name.startswith("-")]
    if options:
        yield from ("| option | meaning |", "|---|---|")
        yield from (f"| `{name}` | {told} |" for name, told in options)
        yield ""


def _parameters(function: Callable[..., object]) -> Iterator[tuple[str, str]]:
    for name, hint in typing.get_type_hints(function, include_extras=True).items():
        info = next((i for i in typing.get_args(hint) if isinstance(i, ArgumentInfo | OptionInfo)), None)
        match info:
            case OptionInfo():
                flags = ", ".join(_flags(info))
                yield f"{flags} {info.metavar or ''}".strip(), info.help or ""
            case ArgumentInfo():
                yield info.metavar or name.upper(), info.help or ""
            case None:
                if name not in {"context", "return"}:
                    yield name.upper(), ""


def _flags(info: OptionInfo) -> Iterator[str]:
    """All flags: inside Annotated, typer keeps the first one as the default until the program runs."""
    if isinstance(info.default, str) and info.default.startswith("-"):
        yield info.default
    yield from info.param_decls or ()
