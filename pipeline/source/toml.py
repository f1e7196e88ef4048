"""TOML with lines: what the standard library reads, and where each key stands."""

import re
import tomllib
from collections.abc import Mapping

from pipeline.problems import CheckFailed
from pipeline.source.letters import named, unsayable
from pipeline.source.rules import BROKEN_TOML

_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?")


def read(text: str, where: str) -> Mapping[str, object]:
    """The document's values. Raises CheckFailed (E0102) with the line."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        what = _AT.sub("", str(error)) or "cannot be read"
        raise CheckFailed(BROKEN_TOML.at(f"{where}:{line}", what[:1].lower() + what[1:])) from error
    for path, letter in unsayable(values):
        raise CheckFailed(BROKEN_TOML.at(f"{where}:{line_of(text, path)}", f"holds {named(letter)}"))
    return values


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line of the key that `path` leads to; of its table, or 1, where it does not stand on a line of its own."""
    names = [step for step in path if isinstance(step, str)]
    index = next((step for step in path if isinstance(step, int)), 0)
    table, key = (names[0], names[-1]) if len(names) > 1 else ("", names[0] if names else "")
    here, found, seen = "", 1, -1
    for number, line in enumerate(text.split("\n"), 1):
        opened = _TABLE.match(line)
        if opened:
            here = opened[1]
            seen += here == table
            if (here == table and seen == index) or (not table and here == key):
                found = number
        elif here == table and (not table or seen == index) and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return found
