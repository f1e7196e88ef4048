"""Letters and lines: the one table of what no feed, page, tag or terminal can hold, and how a text gets on one line."""

import re
from collections.abc import Iterator

from pipeline.base.languages import primary

_HARMFUL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Control characters that are no white space (XML 1.0, 2.2, forbids the first 27 and advises against the others)."""
_SEPARATORS = "\x0b\x0c\x1c-\x1f\x85"
"""Control characters that set words apart, and that XML cannot hold or turns into something else."""
_HALVES = "\ud800-\udfff"
_LAST_TWO = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_NONCHARACTERS = f"\ufdd0-\ufdef{_LAST_TWO}"
_MARK = "\ufeff"

_UNSAYABLE = re.compile(f"[{_HARMFUL}{_HALVES}{_NONCHARACTERS}{_MARK}]")
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
_SPACE = re.compile("[^\\S\u00a0\u2007\u202f]+")
REFUSED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{_HALVES}\ufffe\uffff]")
"""What a producer's file may not hold. What only old programs write (U+0080 to U+009F) is left out, and not refused."""
NAME_OF_FILE = r"^[^\x00-\x1f/\\][^\x00-\x1f\\]*$"
"""A file's name, or a path below the folder it is named from."""

WEB_ADDRESS = re.compile(
    r"https?://[^\s\x00-\x20\x7f\"'<>\\^`{|}/?#@]+(?:[/?#][^\s\x00-\x20\x7f\"<>\\^`{|}]*)?", re.IGNORECASE
)
"""What may be a link: a host, no name and password before it, and no letter that ends an attribute."""

SENTENCE_END = re.compile("[.!?…。！？؟][\"'”’»)\\]]*$")  # noqa: RUF001 - the full stops of other scripts are meant
CLAUSE_END = re.compile("(?:[,;:،、，；：]|\\s[-–—])[\"'”’»)\\]]*$")  # noqa: RUF001 - the commas of other scripts are meant
UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "yue", "zh"})
"""Languages that put no space between words."""


def sayable(text: str) -> str:
    r"""The text without what neither XML nor HTML may hold, and with `\n` as its only line end.

    One such character makes apps refuse the whole feed, and ends a tag early in some players. Whatever is published has
    passed here: control characters, lone surrogates, noncharacters and byte-order marks are left out.

    >>> sayable("a\x00b\ud800c\td\r\n")
    'abc\td\n'
    """
    if text.isascii() and text.isprintable():
        return text  # as most are, and a feed has hundreds of thousands
    text = _UNSAYABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SEPARATOR.sub(" ", text)


def one_line(text: str) -> str:
    r"""The text on one line, trimmed, each run of white space a single space: for titles and names.

    >>> one_line(" a\n b\x00 ")
    'a b'
    """
    return " ".join(sayable(text).split())


def spoken_line(text: str) -> str:
    """As `one_line`, but what keeps two words together, such as a no-break space, stays: for what somebody says.

    >>> spoken_line("  a   b ")
    'a b'
    """
    return _SPACE.sub(" ", sayable(text)).strip()


def folded(title: str) -> str:
    """The title as a listener compares it: case and white space do not count.

    >>> folded(" What  Helps") == folded("what helps")
    True
    """
    return " ".join(title.casefold().split())


def joint(language: str) -> str:
    """What stands between two words of the language.

    >>> joint("en-GB"), joint("zh-Hant")
    (' ', '')
    """
    return "" if primary(language) in UNSPACED else " "


def named(letter: str) -> str:
    """The letter as messages call it.

    >>> named(chr(8))
    'the control character U+0008'
    """
    return f"the control character U+{ord(letter):04X}"


def refused(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in a parsed document letters stand that no feed can hold, written as they are or escaped; and which."""
    match value:
        case str():
            found = REFUSED.search(value)
            if found:
                yield path, found[0]
        case dict():
            for key, inner in value.items():
                yield from refused(inner, (*path, str(key)))
        case list():
            for index, inner in enumerate(value):
                yield from refused(inner, (*path, index))
