"""What must stand in no message: one net, through which everything that a program says has to pass.

Secrets that are known are taken out wherever they stand, also where a terminal has broken them over two lines or
coloured them; addresses that are secrets by their form (members' files, signed addresses, passwords in addresses) are
taken out whether they are known or not.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

HIDDEN = "***"
SHORTEST = 6
"""A value shorter than this stands in too many words to be taken out of all of them; no key is as short."""
_BROKEN = r"(?:[\s│|]|\x1b\[[0-9;]*m)*"
"""What a terminal may put between two letters of a long word."""
_MEMBERS = re.compile("(members/)" + _BROKEN.join(["[0-9a-f]"] * 32))
_FORMS = (
    (re.compile(r"(\w://)[^\s/@:\"'<>]+(?::[^\s/@\"'<>]*)?@"), rf"\1{HIDDEN}@"),
    (
        re.compile(
            r"([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|X-Goog-(?:Signature|Credential)|AWSAccessKeyId"
            r"|Signature|Policy|Key-Pair-Id|sig|signature|token|access_token|key|api_?key|auth|password|secret)=)"
            r"[^\s&\"'<>]+",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
)


class Secrets:
    """The net. What it is told to hide stays hidden until it is told to forget."""

    def __init__(self) -> None:
        """Nothing is known yet, and forms are hidden all the same."""
        self.forget()

    def forget(self) -> None:
        """Forget every key, token and feed that it was told to hide. Secrets known by their form stay hidden.

        Members' addresses are hidden again, though somebody may have asked for them before.
        """
        self._keys: set[str] = set()
        self._tokens: set[str] = set()
        self._feeds: set[str] = set()
        self._addresses = False

    def hide_keys(self, values: Iterable[str]) -> None:
        """Never say these values, however they are written."""
        self._keys |= {value for value in values if len(value) >= SHORTEST}

    def hide_tokens(self, values: Iterable[str], feeds: Iterable[str] = ()) -> None:
        """Never say these parts of members' addresses, nor an earlier one in the address of a feed of such a name."""
        self._tokens |= {value for value in values if len(value) >= SHORTEST}
        self._feeds |= set(feeds)

    def show_addresses(self) -> None:
        """Somebody has asked for members' addresses, and gets them. Keys stay hidden."""
        self._addresses = True

    def without(self, text: str) -> str:
        """The text as it may be said."""
        text = _pattern(frozenset(self._keys), frozenset()).sub(HIDDEN, text)
        if not self._addresses:
            text = _pattern(frozenset(self._tokens), frozenset(self._feeds)).sub(HIDDEN, text)
            text = _MEMBERS.sub(rf"\1{HIDDEN}", text)
        for form, told in _FORMS:
            text = form.sub(told, text)
        return text


@lru_cache(maxsize=16)
def _pattern(values: frozenset[str], feeds: frozenset[str]) -> re.Pattern[str]:
    """What finds any of the values, and the token in the address of any of the feeds."""
    named = [rf"(?<=feeds/{re.escape(name)}-)[A-Za-z0-9_-]{{16,200}}(?=\.xml)" for name in sorted(feeds)]
    spellings = {spelling for value in values for spelling in _spellings(value)}
    longest = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join([*named, *(_BROKEN.join(map(re.escape, spelling)) for spelling in longest)]) or r"(?!)")


def _spellings(value: str) -> Iterable[str]:
    """As it is, as an address spells it, and as JSON does."""
    return {value, quote(value, safe=""), json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
