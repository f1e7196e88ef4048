"""Chapter lines: `00:12:30 The question <https://example.org/>`."""

import re
from collections.abc import Iterator

from pipeline.base.clock import TIME, read_time
from pipeline.base.marks import unmarked
from pipeline.model import Chapter
from pipeline.problems import CheckFailed, Problem
from pipeline.source.rules import CHAPTER_LINE, OPEN_MARK

_LINE = re.compile(rf"\s*(?P<start>{TIME})(?:\s+-)?\s+(?P<title>\S.*?)(?:\s*<(?P<url>https?://[^\s<>]+)>)?\s*")
LONGEST_LINE = 2000


def read_chapters(text: str, where: str) -> tuple[Chapter, ...]:
    """The chapters of a `chapters.txt`. Raises CheckFailed (E0210) with every line that cannot be read.

    Empty lines and lines that begin with # are passed over.
    """
    found = [read_chapter(line, f"{where}:{number}") for number, line in _lines(text)]
    problems = [chapter for chapter in found if isinstance(chapter, Problem)]
    if problems:
        raise CheckFailed(problems)
    return tuple(chapter for chapter in found if isinstance(chapter, Chapter))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def read_chapter(line: str, where: str) -> Chapter | Problem:
    """The chapter of one line, without what is marked in it, or what is wrong with the line."""
    plain = unmarked(line)
    if plain.open_at is not None:
        return OPEN_MARK.at(where, "a mark begins in this line, and does not end in it")
    found = _LINE.fullmatch(plain.text) if len(line) <= LONGEST_LINE else None
    start = read_time(found["start"]) if found else None
    if found is None or start is None:
        return CHAPTER_LINE.at(where, f"“{line.strip()[:60]}” does not begin with a time and a title")
    return Chapter(start=start, title=found["title"], url=found["url"], where=where)
