"""The program: all its commands, in the order in which help lists them."""

from collections.abc import Callable

import typer

from pipeline.cli.alone import hide, unhide
from pipeline.cli.announce import announce
from pipeline.cli.audio import audio
from pipeline.cli.clearing import prune, retract
from pipeline.cli.commands import check, plan, preview, publish, replace, status, verify
from pipeline.cli.doctor import doctor
from pipeline.cli.import_ import import_
from pipeline.cli.lint import lint
from pipeline.cli.migrate import migrate
from pipeline.cli.start import init, new
from pipeline.cli.undoing import generations, rollback
from pipeline.cli.watch import watch

COMMANDS = (
    init,
    new,
    check,
    plan,
    replace,
    hide,
    unhide,
    retract,
    generations,
    rollback,
    prune,
    verify,
    watch,
    announce,
    status,
    doctor,
    preview,
    audio,
    lint,
    import_,
    migrate,
)


def name_of(command: Callable[..., None]) -> str:
    """What a producer types for it: the function's name, without what sets it apart from a word of Python's."""
    return command.__name__.rstrip("_")


app = typer.Typer(name="publish.py", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.callback(invoke_without_command=True)(publish)
for command in COMMANDS:
    app.command(name_of(command))(command)
