"""What is marked in an `episode.md` goes before anything is made of it: nothing behind here sees those words."""

from dataclasses import replace

from pipeline.base.marks import unmarked
from pipeline.problems import CheckFailed
from pipeline.source import frontmatter
from pipeline.source.frontmatter import FrontMatter
from pipeline.source.rules import OPEN_MARK


def without_marks(matter: FrontMatter, where: str) -> tuple[FrontMatter, list[str]]:
    """The front matter and notes without what is marked in them, and the words that were.

    Raises CheckFailed (E0216) for a mark that is never closed, with its line.
    """
    marked: list[str] = []

    def plain(value: object, path: frontmatter.Path) -> object:
        match value:
            case str():
                found = unmarked(value)
                if found.open_at is not None:
                    line = matter.lines[path] if path else value.count("\n", 0, found.open_at) + matter.body_line
                    raise CheckFailed(OPEN_MARK.at(f"{where}:{line}", "a mark begins here"))
                marked.extend(found.words)
                return found.text
            case dict():
                return {key: plain(inner, (*path, key)) for key, inner in value.items()}
            case list():
                return [plain(inner, (*path, index)) for index, inner in enumerate(value)]
            case _:
                return value

    values = {key: plain(value, (key,)) for key, value in matter.values.items()}
    return replace(matter, values=values, body=str(plain(matter.body, ()))), marked
