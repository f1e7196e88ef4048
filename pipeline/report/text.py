"""Words from files are data, not markup: nothing in a title may colour, move or blank the terminal."""

import unicodedata

from rich.text import Text

MEGABYTE = 1_000_000


def plain(text: str, style: str = "") -> Text:
    """The text as it may be shown: control and direction-changing characters are made visible as �."""
    shown = "".join("\N{REPLACEMENT CHARACTER}" if _moves(c) else c for c in text)
    return Text(shown, style=style)


def _moves(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in "\n\u200d"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun.

    >>> counted(1, "episode"), counted(2, "episode"), counted(0, "copy", "copies")
    ('1 episode', '2 episodes', '0 copies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def megabytes(size: int) -> str:
    """A size as people read it.

    >>> megabytes(1_250_000), megabytes(900)
    ('1.2 MB', '0.0 MB')
    """
    return f"{size / MEGABYTE:.1f} MB"
