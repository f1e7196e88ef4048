"""Letters that no feed, page or terminal can hold, however they were written: as they are, or escaped."""

import re
from collections.abc import Iterator

UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def named(letter: str) -> str:
    """The letter as messages call it.

    >>> named(chr(8))
    'the control character U+0008'
    """
    return f"the control character U+{ord(letter):04X}"


def unsayable(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in a parsed document such letters stand, and which."""
    match value:
        case str():
            found = UNSAYABLE.search(value)
            if found:
                yield path, found[0]
        case dict():
            for key, inner in value.items():
                yield from unsayable(inner, (*path, str(key)))
        case list():
            for index, inner in enumerate(value):
                yield from unsayable(inner, (*path, index))
