"""Show notes as apps take them: few tags, at most 4000 bytes, time stamps that become chapters."""

from collections.abc import Mapping, Sequence
from html import escape

from pipeline.base.languages import primary
from pipeline.base.text import one_line
from pipeline.model import Item, timestamp
from pipeline.stages.feed.html_subset import absolute, blocks, inner, reduce, words

MOST_BYTES = 4000
"""Apple's limit for a description."""

LEAST_ROOM = 400
"""Bytes that the notes are left with before what follows them gives way."""

FEWEST_CHAPTERS = 3
"""Apple, Spotify and YouTube make chapters of time stamps when there are three or more, the first at 0."""

ANSWERED: Mapping[str, str] = {
    "de": "Die schriftliche Antwort:",
    "en": "The answer in writing:",
    "es": "La respuesta por escrito:",
    "fr": "La réponse par écrit :",
}
"""Said above the posts; in an episode of another language they stand without a word of ours."""


def texts(item: Item) -> tuple[str, str]:
    """`description` and `content:encoded`: notes, then the posts that answer in writing, then time stamps.

    The first keeps to Apple's tags and 4000 bytes: notes too long for it end at a sentence. The second says everything
    and is never the shorter one (AntennaPod shows the longer).
    """
    root = absolute(item.episode.notes.html or f"<p>{escape(item.episode.summary)}</p>", item.page_url)
    after = [part for part in (_posts(item), _stamps(item)) if part]
    full = "\n".join([part for part in (inner(root), *after) if part])
    reduce(root)
    short = _fitted(blocks(root), after)
    return short, max(full, short, key=len)


def _posts(item: Item) -> str:
    links = "".join(f'<li><a href="{escape(one_line(p.url))}">{_shown(p.title)}</a></li>' for p in item.posts)
    words_above = ANSWERED.get(primary(item.episode.language))
    above = f"<p>{words_above}</p>\n" if words_above else ""
    return f"{above}<ul>{links}</ul>" if links else ""


def _stamps(item: Item) -> str:
    if len(item.chapters) < FEWEST_CHAPTERS or item.chapters[0].start != 0:
        return ""
    return f"<p>{'<br>'.join(f'{timestamp(c.start)} {_shown(c.title)}' for c in item.chapters)}</p>"


def _shown(text: str) -> str:
    return escape(one_line(text), quote=False)


def _fitted(notes: Sequence[str], after: Sequence[str]) -> str:
    """Notes and what follows within the limit. Some of the time stamps would make wrong chapters: all, or none."""
    whole = "\n".join([*notes, *after])
    if _size(whole) <= MOST_BYTES:
        return whole
    while after and _size("\n".join(after)) + LEAST_ROOM > MOST_BYTES:
        after = _without_the_longest(after)
    return "\n".join([*_cut(notes, MOST_BYTES - sum(_size(part) + 1 for part in after)), *after])


def _without_the_longest(parts: Sequence[str]) -> Sequence[str]:
    longest = max(parts, key=_size)
    return [part for part in parts if part is not longest]


def _cut(notes: Sequence[str], room: int) -> list[str]:
    """As many blocks as fit, and of the next one as many sentences."""
    kept: list[str] = []
    for block in notes:
        size = _size(block) + 1
        if size > room:
            begun = _begun(words(block), room - len("<p></p>\n"))
            return [*kept, f"<p>{begun}</p>"] if begun else kept
        kept.append(block)
        room -= size
    return kept


def _begun(text: str, room: int) -> str:
    """The sentences of escaped text that fit; without a whole one, the words that fit and an ellipsis."""
    if room < len("….."):
        return ""
    start = _first_bytes(text, room)
    end = max(start.rfind(mark) for mark in (". ", "! ", "? ", "。"))
    if end > 0:
        return start[: end + 1]
    start = _first_bytes(text, room - len("…".encode()))
    start = start[: start.rfind("&")] if "&" in start and ";" not in start[start.rfind("&") :] else start
    return (start.rpartition(" ")[0] or start) + "…"


def _first_bytes(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


def _size(text: str) -> int:
    return len(text.encode())
