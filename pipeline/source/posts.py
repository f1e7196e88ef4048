"""The Markdown blog beside the show: Hugo, Jekyll, Pelican and Eleventy write their front matter each in their way."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from pipeline.base.text import named, refused
from pipeline.model import Blog, EpisodeReference, Post
from pipeline.problems import CheckFailed
from pipeline.source import frontmatter, toml
from pipeline.source.files import Folder
from pipeline.source.frontmatter import FrontMatter
from pipeline.source.rules import POST_FRONT_MATTER

_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PELICAN = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-")


def post_files(folder: Folder, blog: Blog) -> list[str]:
    """The posts' files; section pages (`_index.md`) and hidden ones are none."""
    root = folder.root / blog.path
    found = (path.relative_to(folder.root) for path in root.rglob("*.md") if path.is_file())
    return sorted(p.as_posix() for p in found if not any(part.startswith((".", "_")) for part in p.parts))


def read_post(folder: Folder, path: str, blog: Blog) -> Post:
    """One post. Raises CheckFailed (E0250) when its front matter cannot be read."""
    matter = _front_matter(folder.text(path), path)
    values = {key.lower(): value for key, value in matter.values.items()}
    slug = _text(values.get("slug")) or _DATED.sub("", _stem(path))
    return Post(
        id=slug,
        title=_text(values.get("title")) or slug,
        url=_url(values, blog, slug),
        path=path,
        episodes=tuple(_references(values, matter, path)),
        draft=_text(values.get("draft")).lower() == "true" or _text(values.get("status")).lower() == "draft",
    )


def _stem(path: str) -> str:
    file = PurePosixPath(path)
    return file.parent.name if file.stem == "index" else file.stem


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float | bool) else ""


def _url(values: Mapping[str, object], blog: Blog, slug: str) -> str:
    own = _text(values.get("permalink")) or _text(values.get("url"))
    return own if re.match(r"https?://[^\s<>\"]+\Z", own) else blog.url.replace("{slug}", slug)


def _references(values: Mapping[str, object], matter: FrontMatter, path: str) -> Iterator[EpisodeReference]:
    for key in ("episode", "episodes"):
        value = values.get(key)
        names = value if isinstance(value, list) else [part.strip() for part in _text(value).split(",")]
        for i, name in enumerate(names):
            line = matter.lines.get((key, i)) or matter.lines.get((key,)) or 1
            if _text(name):
                yield EpisodeReference(episode=_text(name), where=f"{path}:{line}")


def _front_matter(text: str, path: str) -> FrontMatter:
    if text.startswith("+++"):
        return _toml(text, path)
    if text.startswith("{"):
        return _json(text, path)
    if text.startswith("---"):
        return frontmatter.split(text, path, POST_FRONT_MATTER)
    return _pelican(text)


def _toml(text: str, path: str) -> FrontMatter:
    block = _TOML.match(text)
    if block is None:
        raise CheckFailed(POST_FRONT_MATTER.at(f"{path}:1", "the front matter is opened with +++ and never closed"))
    try:
        values = toml.read(block[1], path)
    except CheckFailed as failed:
        told = failed.problems[0]
        raise CheckFailed(POST_FRONT_MATTER.at(_below(told.where), told.what)) from failed
    lines: dict[frontmatter.Path, int] = {(key,): toml.line_of(block[1], (key,)) + 1 for key in values}
    return FrontMatter(values=values, lines=lines, body=text[block.end() :])


def _below(where: str) -> str:
    """A line of the block is one further down in the file."""
    path, _, line = where.rpartition(":")
    return f"{path}:{int(line) + 1}"


def _json(text: str, path: str) -> FrontMatter:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise CheckFailed(POST_FRONT_MATTER.at(f"{path}:{line}", "this is not JSON")) from error
    for where, letter in refused(values):
        line = _line_of_key(text[:end], str(where[0]))
        raise CheckFailed(POST_FRONT_MATTER.at(f"{path}:{line}", f"holds {named(letter)}"))
    lines: dict[frontmatter.Path, int] = {(key,): _line_of_key(text[:end], key) for key in values}
    return FrontMatter(values=values, lines=lines, body=text[end:])


def _line_of_key(text: str, key: str) -> int:
    return text.count("\n", 0, max(text.find(json.dumps(key, ensure_ascii=False)), 0)) + 1


def _pelican(text: str) -> FrontMatter:
    """`Key: value` lines down to the first empty one, when the very first line is one."""
    values: dict[str, object] = {}
    lines: dict[frontmatter.Path, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        found = _PELICAN.fullmatch(line)
        if found is None:
            break
        values[found[1].lower()] = found[2]
        lines[found[1].lower(),] = number
    return FrontMatter(values=values, lines=lines, body=text)
