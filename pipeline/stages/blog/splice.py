"""Putting blocks into a post's bytes and taking them out again: an insertion and its exact inverse.

A block goes in behind one empty line. A post whose last line has no end gets a block whose last line has none, and so
taking it out can tell which line ends were ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import BlogFlavour, Item
from pipeline.problems import Problem
from pipeline.stages.blog import rules
from pipeline.stages.blog.block import block, marker_id
from pipeline.stages.blog.lines import end_of, is_blank, lines_of, text_of
from pipeline.stages.blog.survey import PlayerBlock, State, Survey, ends_paragraph, stands_alone, survey

Blocks = Mapping[str, Sequence[str]]
"""The block that each episode should have, by the id in its marker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spliced:
    """A post with its blocks, and what a person should look at (warnings only)."""

    body: bytes
    problems: tuple[Problem, ...] = ()


def embed(post: bytes, items: Sequence[Item], flavour: BlogFlavour, *, where: str = "post") -> Spliced:
    """The post with one block for each of `items`, and none of ours for any other episode.

    A block that is there is brought up to date where it stands. A new one goes below the line
    `<!-- podwright here -->`, or else to the end of the post. `where` is the post's path, for messages.
    """
    if not _is_utf8(post):
        return Spliced(body=post, problems=(rules.UNREADABLE.at(where, "this post is not UTF-8 text"),))
    blocks = {marker_id(item.episode.id): block(item, flavour) for item in items}
    settled = survey(_settled(survey(lines_of(post)), blocks))
    shown = {found.episode for found in settled.blocks}
    missing = [lines for episode, lines in blocks.items() if episode not in shown]
    place = _place(settled, where) if missing else None
    lines = _inserted(settled.lines, place, missing) if isinstance(place, int) else settled.lines
    refused = (place,) if isinstance(place, Problem) else ()
    return Spliced(body=b"".join(lines), problems=(*_left_alone(survey(lines), blocks, where), *refused))


def unembed(post: bytes) -> bytes:
    """The post without any block of ours that nobody has edited: the inverse of `embed`."""
    return b"".join(_settled(survey(lines_of(post)), {})) if _is_utf8(post) else post


def _is_utf8(post: bytes) -> bool:
    """UTF-16 of plain English is valid UTF-8 too, but full of NULs."""
    try:
        return "\0" not in post.decode()
    except UnicodeDecodeError:
        return False


def _settled(found: Survey, blocks: Blocks) -> Sequence[bytes]:
    """The lines with every untouched block either as it should be now, or gone."""
    lines = list(found.lines)
    for old in reversed(found.blocks):
        if old.state is State.UNTOUCHED:
            lines = _replaced(lines, old, blocks[old.episode]) if old.episode in blocks else _without(lines, old)
    return lines


def _replaced(lines: list[bytes], old: PlayerBlock, new: Sequence[str]) -> list[bytes]:
    last_end = end_of(lines[old.end - 1])
    line_end = end_of(lines[old.first]) or _line_end(lines)
    return [*lines[: old.first], *_written(new, line_end, last_end), *lines[old.end :]]


def _without(lines: list[bytes], old: PlayerBlock) -> list[bytes]:
    """Undo `_inserted`. An empty line goes only where one was put, and never one that parts two paragraphs."""
    before, after = lines[: old.first], lines[old.end :]
    if before and not text_of(before[-1]) and ends_paragraph(lines, old.end):
        before.pop()
        if before and not end_of(lines[old.end - 1]):
            before[-1] = text_of(before[-1])
    return before + after


def _inserted(lines: Sequence[bytes], at: int, blocks: Sequence[Sequence[str]]) -> Sequence[bytes]:
    """The lines with `blocks` before index `at`, each behind an empty line."""
    for new in blocks:
        line_end = end_of(lines[at - 1]) if at else b""
        if line_end:
            lines = [*lines[:at], line_end, *_written(new, line_end, line_end), *lines[at:]]
            at += 1 + len(new)
        else:
            line_end = _line_end(lines)
            last = lines[-1] if lines else b""
            lines = [*lines[:-1], last + line_end, line_end, *_written(new, line_end, b"")]
            at = len(lines)
    return lines


def _written(block_lines: Sequence[str], line_end: bytes, last_end: bytes) -> list[bytes]:
    *most, last = (line.encode() for line in block_lines)
    return [*(line + line_end for line in most), last + last_end]


def _line_end(lines: Sequence[bytes]) -> bytes:
    """How this post ends its lines, read off its first."""
    return (end_of(lines[0]) if lines else b"") or b"\n"


def _place(found: Survey, where: str) -> int | Problem:
    """The index before which new blocks go, or why there is none."""
    if found.anchor is not None:
        if stands_alone(found.lines, found.anchor):
            return _behind_neighbours(found, found.anchor + 1)
        return rules.CROWDED_ANCHOR.at(f"{where}:{found.anchor + 1}", "the line above or below is not empty")
    if found.open_from is not None:
        opening = text_of(found.lines[found.open_from]).decode().strip()[:40]
        return rules.NO_PLACE.at(f"{where}:{found.open_from + 1}", f"“{opening}” is opened here and never closed")
    return len(found.lines)


def _behind_neighbours(found: Survey, at: int) -> int:
    """Past the blocks that already stand there, so that episodes keep the order in which they were linked."""
    for neighbour in found.blocks:
        gap = found.lines[at : neighbour.first]
        if neighbour.first >= at and all(map(is_blank, gap)) and ends_paragraph(found.lines, neighbour.end):
            at = neighbour.end
    return at


def _left_alone(found: Survey, blocks: Blocks, where: str) -> Iterator[Problem]:
    for old in found.blocks:
        line = f"{where}:{old.first + 1}"
        if old.state is State.BROKEN:
            yield rules.BROKEN_MARKER.at(line, "this marker has lost its partner")
        elif old.state is State.EDITED and (old.episode in blocks or not old.episode):
            yield rules.EDITED.at(line, "this player was edited by hand, so it is left as it is")
        elif old.state is State.EDITED:
            yield rules.EDITED_AND_UNLINKED.at(line, "this player was edited by hand, and its episode is not linked")
    if found.hidden is not None and found.open_from is not None:
        opening = f"what is opened in line {found.open_from + 1}"
        yield rules.HIDDEN.at(f"{where}:{found.hidden + 1}", f"this player stands inside {opening} and never closed")
