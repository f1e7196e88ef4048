"""HTML in: the Podcasting 2.0 form (`<cite>`, `<time>`, `<p>`) with its times, any other HTML as prose.

The only place that knows lxml. Scripts and styles are passed over; headings open parts; a speaker is who a
`<strong>Name:</strong>` at the head of a paragraph names, or a label (see labels).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html

from pipeline.base.clock import read_time
from pipeline.base.text import spoken_line
from pipeline.model import Millis, Passage, Prose, Transcript
from pipeline.model.words import ESTIMATED
from pipeline.stages.words.faults import Faults, quoted
from pipeline.stages.words.labels import LONGEST_NAME
from pipeline.stages.words.passages import Said, told
from pipeline.stages.words.rules import TIMING

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({"head", "noscript", "script", "style", "template", "title"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
_BOLD = frozenset({"b", "strong"})
_MARKS = frozenset({"cite", "time"})
_FEW = 8


@dataclass(slots=True, kw_only=True)
class _Open:
    """What is being gathered: letters so far, and what was said of them."""

    timed: bool
    letters: list[str] = field(default_factory=list)
    bold: str | None = None
    speaker: str | None = None
    start: Millis | None = None
    heading: str | None = None
    line: int = 1
    mark: Any = None

    @property
    def blank(self) -> bool:
        return not any(part.strip() for part in self.letters)


def read_html(text: str, language: str, where: str) -> Transcript | Prose:
    """Cues if `<time>` elements tell times, else prose. Raises CheckFailed with every time that cannot be."""
    faults = Faults(where)
    root = _parsed(text)
    words = told(list(_passages(root, faults)) if root is not None else [], language, faults)
    if isinstance(words, Transcript) and ESTIMATED in text:
        return replace(words, estimated=True)
    return words


def _parsed(text: str) -> Any | None:  # noqa: ANN401 - lxml ships no types
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def _passages(root: Any, faults: Faults) -> Iterator[Said]:  # noqa: ANN401 - the same
    timed = any(read_time(_text(element)) is not None for element in root.iter("time"))
    now, skipping = _Open(timed=timed), 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag
        if name in _SKIPPED:
            skipping += 1 if event == "start" else -1
        elif not skipping:
            yield from _entered(now, element) if event == "start" else _left(now, element, faults)
        if not skipping and event == "end" and element.tail:
            now.letters.append(element.tail)
    yield from _flushed(now)


def _entered(now: _Open, element: Any) -> Iterator[Said]:  # noqa: ANN401 - the same
    marks = now.timed and element.tag in _MARKS and not _inside_text(now, element)
    if element.tag not in _INLINE or marks:
        yield from _flushed(now)
        now.mark = element if marks else None
        now.line = element.sourceline or now.line
    if element.text:
        now.letters.append(element.text)


def _inside_text(now: _Open, element: Any) -> bool:  # noqa: ANN401 - the same
    parent = element.getparent()
    return not now.blank and parent is not None and parent.tag not in {"body", "div", "section", "article"}


def _left(now: _Open, element: Any, faults: Faults) -> Iterator[Said]:  # noqa: ANN401 - the same
    name = element.tag
    if name in _BOLD:
        _emboldened(now, element)
    elif now.timed and name in _MARKS and now.mark is element:
        _marked(now, name, spoken_line("".join(now.letters)), faults)
    elif name in _HEADINGS:
        now.heading, now.letters, now.bold = spoken_line("".join(now.letters)) or now.heading, [], None
    elif name not in _INLINE:
        yield from _flushed(now)


def _emboldened(now: _Open, element: Any) -> None:  # noqa: ANN401 - the same
    """Remember what is bold at the head of a paragraph, if it is short enough for a name."""
    if now.bold is None and len(now.letters) <= _FEW:
        text = spoken_line("".join(now.letters))
        now.bold = text if len(text) <= LONGEST_NAME and text == _text(element) else None


def _marked(now: _Open, name: str, text: str, faults: Faults) -> None:
    now.letters, now.mark = [], None
    if name == "cite":
        now.speaker = text.rstrip(": ") or None
        return
    now.start = read_time(text.strip("[]() "))
    if now.start is None:
        faults.add(TIMING, now.line, f"{quoted(text)} is not a time", fix="write it as 0:12:30")


def _flushed(now: _Open) -> Iterator[Said]:
    text = spoken_line("".join(now.letters))
    if text:
        speaker, words = (now.speaker, text) if now.speaker else _bold_label(now.bold, text)
        yield Said(passage=Passage(text=words, speaker=speaker, heading=now.heading), start=now.start, line=now.line)
        now.speaker = now.start = now.heading = None
    now.letters, now.bold = [], None


def _bold_label(bold: str | None, text: str) -> tuple[str | None, str]:
    if bold is None:
        return None, text
    rest = text[len(bold) :].lstrip()
    if bold.endswith(":"):
        return bold.rstrip(": ") or None, rest
    return (bold, rest[1:].strip()) if rest.startswith(":") else (None, text)


def _text(element: Any) -> str:  # noqa: ANN401 - the same
    return spoken_line("".join(element.itertext()))
