"""The program: all its commands, in the order in which help lists them."""

from collections.abc import Callable

import typer

from pipeline.cli.announce import announce
from pipeline.cli.audio import audio
from pipeline.cli.check import check
from pipeline.cli.doctor import doctor
from pipeline.cli.generations import generations
from pipeline.cli.hide import hide
from pipeline.cli.import_ import import_
from pipeline.cli.init import init
from pipeline.cli.lint import lint
from pipeline.cli.migrate import migrate
from pipeline.cli.new import new
from pipeline.cli.plan import plan
from pipeline.cli.preview import preview
from pipeline.cli.prune import prune
from pipeline.cli.publish import publish
from pipeline.cli.replace import replace
from pipeline.cli.retract import retract
from pipeline.cli.rollback import rollback
from pipeline.cli.status import status
from pipeline.cli.unhide import unhide
from pipeline.cli.verify import verify
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
