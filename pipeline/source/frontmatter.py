"""YAML front matter, read as text: `042` keeps its zero and `no` stays a language. Every key knows its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from pipeline.base.text import named, refused
from pipeline.problems import CheckFailed, Rule

LARGEST = 100_000
DEEPEST = 20
_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands above the text. `lines` says where each value stands, by its path; `body` is the rest.

    The body begins in line `body_line` of the file.
    """

    values: Mapping[str, object]
    lines: Mapping[Path, int]
    body: str
    body_line: int = 1


def split(text: str, where: str, broken: Rule) -> FrontMatter:
    """Take the front matter off a text. A text without any has no values. Raises CheckFailed by the rule `broken`."""
    block = _BLOCK.match(text)
    if block is None:
        if text.startswith("---"):
            raise CheckFailed(broken.at(f"{where}:1", "the front matter is opened with --- and never closed"))
        return FrontMatter(values={}, lines={}, body=text)
    if len(block[1]) > LARGEST:
        raise CheckFailed(broken.at(f"{where}:1", "the front matter is larger than a whole episode should be"))
    return _read(block[1], text[block.end() :], where, broken)


def _read(block: str, body: str, where: str, broken: Rule) -> FrontMatter:
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
        lines: dict[Path, int] = {}
        values = _value(node, (), lines) if node else {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise CheckFailed(broken.at(f"{where}:{line}", _plainly(error.problem or ""))) from error
    except (yaml.YAMLError, _NotPlainError) as error:
        raise CheckFailed(broken.at(f"{where}:{getattr(error, 'line', 1)}", _plainly(str(error)))) from error
    for path, letter in refused(values):
        raise CheckFailed(broken.at(f"{where}:{lines.get(path, 2)}", f"holds {named(letter)}"))
    if not isinstance(values, dict):
        raise CheckFailed(broken.at(f"{where}:2", "the front matter is not a list of `key: value` lines"))
    return FrontMatter(values=values, lines=lines, body=body, body_line=block.count("\n") + 3)


class _NotPlainError(Exception):
    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> object:
    line = node.start_mark.line + 2
    lines.setdefault(path, line)
    if len(path) > DEEPEST:
        raise _NotPlainError("is nested too deeply", line)
    match node:
        case yaml.ScalarNode():
            return None if node.tag == "tag:yaml.org,2002:null" else node.value
        case yaml.SequenceNode():
            return [_value(child, (*path, i), lines) for i, child in enumerate(node.value)]
        case yaml.MappingNode():
            return _mapping(node, path, lines)
    raise _NotPlainError("holds something that is neither text, list nor mapping", line)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise _NotPlainError("has a key that is not a word", line)
        if key.value in values:
            raise _NotPlainError(f"says `{key.value}` twice", line)
        lines[(*path, key.value)] = line
        values[key.value] = _value(value, (*path, key.value), lines)
    return values


def _plainly(problem: str) -> str:
    """YAML's own words for the commonest mistakes, in a producer's."""
    told = {
        "could not find expected ':'": "a colon is missing after the key",
        "mapping values are not allowed here": "a text with a colon in it must stand in quotation marks",
        "found character '\\t' that cannot start any token": "a tab stands where only spaces may",
        "found undefined alias": "a text that begins with * must stand in quotation marks",
    }
    return told.get(problem, problem or "cannot be read")
