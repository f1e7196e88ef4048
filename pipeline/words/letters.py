"""Clean text: one line, no control characters, single spaces. Whatever comes in or goes out has passed here."""

import re

ESTIMATED = "The times in this transcript are estimated, so they may be a few seconds off."
"""What a transcript with inferred times says of itself, and what is believed when it is read again."""

UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "yue", "zh"})
"""Languages that put no space between words."""

_UNSAID = re.compile("[\ud800-\udfff\ufffe\uffff\ufeff\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f]")
_SPACE = re.compile("[^\\S\u00a0\u2007\u202f]+")
SENTENCE_END = re.compile("[.!?…。！？؟][\"'”’»)\\]]*$")  # noqa: RUF001 - the full stops of other scripts are meant
CLAUSE_END = re.compile("(?:[,;:،、，；：]|\\s[-–—])[\"'”’»)\\]]*$")  # noqa: RUF001 - the commas of other scripts are meant


def clean(text: str) -> str:
    """The text on one line, without control characters; no-break spaces inside it stay.

    >>> clean("  a   b ")
    'a b'
    """
    return _SPACE.sub(" ", _UNSAID.sub("", text)).strip()


def joint(language: str) -> str:
    """What stands between two words of the language.

    >>> joint("en-GB"), joint("zh-Hant")
    (' ', '')
    """
    return "" if language.lower().replace("_", "-").partition("-")[0] in UNSPACED else " "
