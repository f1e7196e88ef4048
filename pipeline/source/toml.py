"""TOML with lines: what the standard library reads, and where each key stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from pipeline.base.text import named, refused
from pipeline.problems import CheckFailed
from pipeline.source.rules import BROKEN_TOML

_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_\"'.\s-]+?)\s*=")
_NAMES = re.compile(r"[^\s.\"']+")

Path = tuple[str | int, ...]


def read(text: str, where: str) -> Mapping[str, object]:
    """The document's values. Raises CheckFailed (E0102) with the line."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        what = _AT.sub("", str(error)) or "cannot be read"
        raise CheckFailed(BROKEN_TOML.at(f"{where}:{line}", what[:1].lower() + what[1:])) from error
    for path, letter in refused(values):
        raise CheckFailed(BROKEN_TOML.at(f"{where}:{line_of(text, path)}", f"holds {named(letter)}"))
    return values


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line of the key that `path` leads to; of what it stands in, or 1, where it has no line of its own."""
    found, longest = 1, 0
    for number, here in _places(text):
        known = next((n for n, (a, b) in enumerate(zip(path, here, strict=False)) if a != b), min(len(path), len(here)))
        if known == len(here) and known > longest:
            found, longest = number, known
    return found


def _places(text: str) -> Iterator[tuple[int, Path]]:
    """Each line that opens a table or sets a key, with the path to it."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        opened, key = _TABLE.match(line), _KEY.match(line)
        if opened:
            table = _opened(tuple(_NAMES.findall(opened[2])), counts, several=opened[1] == "[[")
            yield number, table
        elif key:
            yield number, (*table, *_NAMES.findall(key[1]))


def _opened(names: tuple[str, ...], counts: dict[Path, int], *, several: bool) -> Path:
    """The path of a table; `counts` knows how many tables each list has so far."""
    here: Path = ()
    for name in names[:-1]:
        here = _inside((*here, name), counts)
    here = (*here, *names[-1:])
    if several:
        counts[here] = counts.get(here, 0) + 1
    return _inside(here, counts)


def _inside(here: Path, counts: dict[Path, int]) -> Path:
    return (*here, counts[here] - 1) if here in counts else here
