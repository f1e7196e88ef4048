"""A post as lines of bytes, and which of them are plain Markdown: not front matter, not code, not inside a comment.

Joining the lines gives the post back, byte for byte; a line keeps its own end, whether LF, CRLF or CR.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BOM = b"\xef\xbb\xbf"
_FENCES = (b"---", b"+++")


def lines_of(post: bytes) -> list[bytes]:
    """The post's lines with their ends (CommonMark 0.31 §2.1)."""
    return _LINE.findall(post)


def text_of(line: bytes) -> bytes:
    """The line without its end, be it LF, CRLF or CR."""
    return line.rstrip(b"\r\n")


def end_of(line: bytes) -> bytes:
    """A line's end; empty only for the last line of a post."""
    return line[len(text_of(line)) :]


def is_blank(line: bytes) -> bool:
    """Whether the line has nothing but spaces, tabs and its end: Markdown's blank line (CommonMark 0.31 §2.1)."""
    return not line.strip(b" \t\r\n")


def body_start(lines: Sequence[bytes]) -> int | None:
    """Index of the first line after the front matter (YAML, TOML or JSON); None when it is opened and never closed."""
    opening = lines[0].removeprefix(_BOM).rstrip() if lines else b""
    if opening in _FENCES:
        return next((at + 1 for at, line in enumerate(lines) if at and line.rstrip() == opening), None)
    if re.match(rb"\{(?![{%])", opening):
        return _end_of_json(b"".join(lines).decode("utf-8-sig"))
    return 0


def _end_of_json(post: str) -> int | None:
    try:
        _, end = json.JSONDecoder().raw_decode(post)
    except (ValueError, RecursionError):
        return None
    return len(lines_of(post[:end].encode()))


@dataclass(frozen=True, slots=True)
class _Region:
    """A kind of stretch whose content is not Markdown. `closed_by` makes the pattern that ends it, from its opening."""

    opens: re.Pattern[bytes]
    closed_by: Callable[[re.Match[bytes]], bytes]
    may_close_on_its_first_line: bool = True


_REGIONS = (
    _Region(  # a fence, perhaps as the first thing in a list's item; CommonMark §4.5
        re.compile(rb"^ {0,3}(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:(`{3,})[^`]*|(~{3,}).*)$"),
        lambda m: rb"^[ \t]*" + re.escape(m[1] or m[2]) + re.escape((m[1] or m[2])[:1]) + rb"*[ \t]*$",
        may_close_on_its_first_line=False,
    ),
    _Region(re.compile(rb"^ {0,3}<!--"), lambda _: rb"-->"),
    _Region(re.compile(rb"(?i)^ {0,3}<(pre|script|style|textarea)(?=[\s>]|$)"), lambda m: rb"(?i)</" + m[1] + rb"\s*>"),
    _Region(re.compile(rb"\{%-?\s*(raw|highlight|comment|verbatim)\b"), lambda m: rb"\{%-?\s*end" + m[1] + rb"\b"),
    _Region(re.compile(rb"\{\{[<%]\s*(highlight)\b"), lambda m: rb"\{\{[<%]\s*/\s*" + m[1] + rb"\b"),
)
"""A marker inside one of these is somebody's example, and a player added inside would not be seen."""


def region_at(lines: Sequence[bytes], at: int) -> range | None:
    """The lines of the opaque region that begins at this line, if one does. It may run past the end of the post."""
    text = text_of(lines[at])
    closing = next(filter(None, (_left_open(region, text) for region in _REGIONS)), None)
    if closing is None:
        return None
    closes = (below + 1 for below in range(at + 1, len(lines)) if closing.search(text_of(lines[below])))
    return range(at, next(closes, len(lines) + 1))


def _left_open(region: _Region, text: bytes) -> re.Pattern[bytes] | None:
    """What ends the region of this kind that is still open at the end of a line."""
    at = 0
    while opening := region.opens.search(text, at):
        closing = re.compile(region.closed_by(opening))
        closed = closing.search(text, opening.end()) if region.may_close_on_its_first_line else None
        if closed is None:
            return closing
        at = closed.end()
    return None
