"""How much text a caption carries: cut at sentences and clauses, and laid on two lines where it fits.

42 letters a line and two lines are what subtitle guidelines agree on (BBC, Netflix); 7 seconds is the longest a
caption stays.
"""

import math
from collections.abc import Iterator

from pipeline.base.text import CLAUSE_END, SENTENCE_END

LINE = 42
LONGEST = 2 * LINE
_EARLIEST = 0.3
_SENTENCE_BONUS = 0.6
_CLAUSE_BONUS = 0.3
_LOOKBACK = 8
_WIDE_FROM = "\u2e80"


def pieces(text: str, limit: int = LONGEST) -> Iterator[str]:
    """The text in order, in pieces of at most `limit` letters wherever words allow; no word is cut.

    Scripts without spaces are cut between any two letters.
    """
    start = 0
    while len(text) - start > limit:
        cut = _cut(text, start, limit)
        if cut >= len(text):
            break
        yield text[start:cut].rstrip(" ")
        start = cut + (text[cut] == " ")
    if start < len(text):
        yield text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    """Where the next piece ends: near an even share, better at a clause, best at a sentence."""
    rest = len(text) - start
    ideal = rest / math.ceil(rest / limit)
    earliest = start + max(1, int(limit * _EARLIEST))
    borders = [at for at in range(earliest, start + limit + 1) if _is_border(text, at)]
    if borders:
        return max(borders, key=lambda at: (_bonus(text, start, at) - abs(at - start - ideal) / limit, -at))
    return _next_border(text, start + 1)


def _next_border(text: str, start: int) -> int:
    space = text.find(" ", start)
    end = len(text) if space < 0 else space
    return next((at for at in range(start, end) if _is_border(text, at)), end)


def _is_border(text: str, at: int) -> bool:
    if text[at] == " " or text[at - 1] == " ":
        return text[at] == " "
    return text[at - 1] >= _WIDE_FROM and text[at] >= _WIDE_FROM and text[at].isalpha()


def _bonus(text: str, start: int, at: int) -> float:
    before = text[max(start, at - _LOOKBACK) : at]
    if SENTENCE_END.search(before):
        return _SENTENCE_BONUS
    return _CLAUSE_BONUS if CLAUSE_END.search(before) else 0.0


def lines(text: str, between: str = " ") -> list[str]:
    """The text on one line, on two of even length, or on as many as it needs. Joined with spaces it is the text.

    A language without spaces between words stays on one line: apps know where to break it.
    """
    if len(text) <= LINE or not between:
        return [text]
    if len(text) <= LONGEST:
        spaces = [at for at, letter in enumerate(text) if letter == " "]
        best = min(spaces, key=lambda at: max(at, len(text) - at - 1), default=None)
        if best is not None and max(best, len(text) - best - 1) <= LINE:
            return [text[:best], text[best + 1 :]]
    return _filled(text)


def _filled(text: str) -> list[str]:
    filled = [""]
    for word in text.split(" "):
        if filled[-1] and len(filled[-1]) + 1 + len(word) > LINE:
            filled.append(word)
        else:
            filled[-1] = f"{filled[-1]} {word}" if filled[-1] else word
    return filled
