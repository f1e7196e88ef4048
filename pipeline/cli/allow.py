"""Dangers that a producer lets pass, each by its own name."""

import re
from typing import Annotated

import typer

from pipeline.cli.rules import WRONG_ALLOW
from pipeline.problems import CheckFailed

Allow = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="DANGER=ID", help="Let one danger pass, by name: vanish=017."),
]


def allowed_words(words: list[str] | None) -> frozenset[str]:
    """The words, if each names a danger. Raises CheckFailed (E1208)."""
    for word in words or ():
        if not re.fullmatch(r"(vanish|twice|redate|return|said|heard|first|new-token|many)=\S+", word):
            raise CheckFailed(WRONG_ALLOW.at("--allow", f"“{word}” is not the name of a danger"))
    return frozenset(words or ())
