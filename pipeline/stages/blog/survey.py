"""Where in a post our blocks stand, which of them are still as we wrote them, and where a new one may go.

What is read here is somebody's text. A block counts as ours only if its words match its own seal; everything else
is reported and left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.stages.blog.block import HTML_END, html_start, hugo_line
from pipeline.stages.blog.lines import body_start, is_blank, region_at, text_of

_ANCHOR = re.compile(rb"^<!--\s*podwright here\s*-->\s*$")
_HTML_START = re.compile(rb"^<!-- podwright (?!here -->)(\S+)( \S+)? -->[ \t]*$")
_HUGO = re.compile(rb"^\{\{<\s*podwright\s")
_HUGO_ID = re.compile(rb'\bid="([^"]*)"')
_HUGO_PARTS = re.compile(r'^\{\{< podwright id="([^"]*)" (.*) seal="[0-9a-f]+" >\}\}$')


class State(Enum):
    """Whether a block may be written over."""

    UNTOUCHED = "untouched"
    EDITED = "edited"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerBlock:
    """A block in a post: lines `first` up to but not including `end`, and the (quoted) id in its marker."""

    first: int
    end: int
    episode: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What of a post concerns us. `open_from` is the line of something that never closes, `hidden` a block below it."""

    lines: Sequence[bytes]
    blocks: tuple[PlayerBlock, ...] = ()
    anchor: int | None = None
    open_from: int | None = None
    hidden: int | None = None


def survey(lines: Sequence[bytes]) -> Survey:
    """Read a post from top to bottom, skipping front matter and everything that is not Markdown."""
    start = body_start(lines)
    if start is None:
        return Survey(lines=lines, open_from=0, hidden=_first_marker(lines, 0))
    at, blocks, anchor = start, list[PlayerBlock](), None
    while at < len(lines):
        if found := _block_at(lines, at):
            blocks.append(found)
            at = found.end
        elif region := region_at(lines, at):
            if region.stop > len(lines):
                hidden = _first_marker(lines, at)
                return Survey(lines=lines, blocks=tuple(blocks), anchor=anchor, open_from=at, hidden=hidden)
            at = region.stop
        else:
            anchor = at if anchor is None and _ANCHOR.match(lines[at]) else anchor
            at += 1
    return Survey(lines=lines, blocks=tuple(blocks), anchor=anchor)


def stands_alone(lines: Sequence[bytes], at: int) -> bool:
    """Whether a line has an empty line, or nothing of the body, on either side."""
    is_first = at == (body_start(lines) or 0)
    return (is_first or is_blank(lines[at - 1])) and ends_paragraph(lines, at + 1)


def ends_paragraph(lines: Sequence[bytes], at: int) -> bool:
    """Whether the post is over at this index, or an empty line follows."""
    return at >= len(lines) or is_blank(lines[at])


def _first_marker(lines: Sequence[bytes], start: int) -> int | None:
    return next((at for at in range(start, len(lines)) if _is_marker(text_of(lines[at]))), None)


def _is_marker(line: bytes) -> bool:
    return bool(_HTML_START.match(line) or _HUGO.match(line))


def _block_at(lines: Sequence[bytes], at: int) -> PlayerBlock | None:
    line = text_of(lines[at])
    if started := _HTML_START.match(line):
        return _html_block(lines, at, started[1].decode())
    if _HUGO.match(line):
        return _hugo_block(line.decode(), at)
    if line == HTML_END.encode():
        return PlayerBlock(first=at, end=at + 1, episode="", state=State.BROKEN)
    return None


def _html_block(lines: Sequence[bytes], first: int, episode: str) -> PlayerBlock:
    """The block up to its end marker. It is broken when another begins before, or the post ends."""
    for at in range(first + 1, len(lines)):
        line = text_of(lines[at])
        if line == HTML_END.encode():
            content = [text_of(inner).decode() for inner in lines[first + 1 : at]]
            ours = text_of(lines[first]).decode() == html_start(episode, content)
            return PlayerBlock(
                first=first, end=at + 1, episode=episode, state=State.UNTOUCHED if ours else State.EDITED
            )
        if _is_marker(line):
            break
    return PlayerBlock(first=first, end=first + 1, episode=episode, state=State.BROKEN)


def _hugo_block(line: str, at: int) -> PlayerBlock:
    parts = _HUGO_PARTS.match(line)
    if parts and line == hugo_line(parts[1], parts[2]):
        return PlayerBlock(first=at, end=at + 1, episode=parts[1], state=State.UNTOUCHED)
    named = _HUGO_ID.search(line.encode())
    return PlayerBlock(first=at, end=at + 1, episode=named[1].decode() if named else "", state=State.EDITED)
