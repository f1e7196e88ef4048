"""Words that must not get out stand between `[[` and `]]`, in any text of an episode. Nothing behind here sees them.

What Markdown editors do to brackets, a backslash before them, makes no difference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

REMOVED = "[…]"
"""What is published in their place. Where it stands already, somebody has left something out by hand."""
_OPEN, _CLOSE = r"\\?\[\\?\[", r"\\?\]\\?\]"
_MARKED = re.compile(rf"{_OPEN}(?P<words>.*?)(?P<close>{_CLOSE}|\Z)", re.DOTALL)
_STRAY = re.compile(_CLOSE)
_TAG = re.compile(r"<[^<>]{0,1000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmarked:
    """A text without the words that were marked. `open_at` is where a mark begins that is never closed."""

    text: str
    words: tuple[str, ...] = ()
    open_at: int | None = None


def unmarked(text: str) -> Unmarked:
    """The text with `[…]` for each mark; what follows a mark that is never closed is left out, too.

    >>> unmarked("Then [[Rosa]] said so.")
    Unmarked(text='Then […] said so.', words=('Rosa',), open_at=None)
    """
    found = list(_MARKED.finditer(text))
    unclosed = found[-1].start() if found and not found[-1]["close"] else None
    words = tuple(mark["words"].strip() for mark in found if mark["words"].strip())
    return Unmarked(text=_MARKED.sub(REMOVED, text) if found else text, words=words, open_at=unclosed)


def marked_words(markup: str) -> tuple[str, ...]:
    """The words between marks in a file as it lies there, without the tags between them."""
    return tuple(" ".join(_TAG.sub(" ", words).split()) for words in unmarked(markup).words)


class MarkReader:
    """Texts that are read one after another, in which a mark may begin in one and end in a later one."""

    def __init__(self) -> None:
        """No mark is open."""
        self.open = False
        self._marks = self._strays = 0

    @property
    def sound(self) -> bool:
        """Whether every mark was opened and closed, so far. A closing one alone is none where there are no marks."""
        return not self.open and not (self._marks and self._strays)

    def without(self, text: str) -> str:
        """The text without what is marked in it, or from before into it."""
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        if self.open:
            yield REMOVED
            closing = _STRAY.search(text)
            if closing is None:
                return
            self.open, text = False, text[closing.end() :]
        plain = unmarked(text)
        self.open = plain.open_at is not None
        self._marks += plain.text != text
        self._strays += _STRAY.search(plain.text) is not None
        yield plain.text
