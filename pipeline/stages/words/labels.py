"""Who speaks, read off labels: `Rowan Ash: Hello.` A label is believed when the file as a whole uses labels.

One that stands twice or more is a speaker. One of several words is a speaker also when it stands once, provided the
file has another; so `Remember: breathe` stays what it is, and a guest who speaks once still has a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.base.text import spoken_line
from pipeline.model import Passage

LONGEST_NAME = 60
_LABEL = re.compile(r"([^\s:<>\[\]\d][^:<>\[\]\n]{0,59}?)(?:\s?:(?=\s|$)|\uff1a)\s*")
_SMALL = frozenset(
    {"al", "and", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "of", "ten", "van", "von"}
)
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text whose label, if it turns out to be one, is known apart from the words."""

    label: str | None
    rest: str


def labelled(text: str) -> Labelled:
    """The text and what may be its label.

    >>> labelled("Rowan Ash: Hello.").label, labelled("He said: no.").label
    ('Rowan Ash', None)
    """
    found = _LABEL.match(text)
    if found is None or not is_name(found[1]):
        return Labelled(label=None, rest=text)
    return Labelled(label=spoken_line(found[1]), rest=text[found.end() :])


def is_name(label: str) -> bool:
    """Whether this may be a name: a few words, capitalised where the script knows capitals."""
    words = label.split()
    return len(words) <= _MOST_WORDS and words[0][:1].isalpha() and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    first = word.lstrip("(“\"'")[:1]
    return word in _SMALL or first.isdigit() or (first.isalpha() and not first.islower())


def speakers(texts: Iterable[str]) -> frozenset[str]:
    """The labels in these texts that name somebody."""
    counted = Counter(label for text in texts if (label := labelled(text).label))
    likely = {label for label, times in counted.items() if times > 1 or (" " in label and label.lower() != label)}
    believed = sum(counted[label] for label in likely) > 1
    return frozenset(likely) if believed else frozenset()


def split_label(text: str, known: frozenset[str]) -> tuple[str | None, str]:
    """Speaker and words, when the text begins with the label of somebody known."""
    found = labelled(text)
    return (found.label, found.rest) if found.label in known else (None, text)


def attributed(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with their labels read, those who have a speaker already left alone; empty ones are dropped.

    Whoever spoke last still speaks in a passage without a label, until a heading opens another part.
    """
    known = speakers(passage.text for passage in passages if passage.speaker is None)
    told: list[Passage] = []
    last: str | None = None
    for passage in passages:
        speaker, text = (passage.speaker, passage.text) if passage.speaker else split_label(passage.text, known)
        last = speaker or (None if passage.heading else last)
        told.append(replace(passage, speaker=last, text=spoken_line(text)))
    return tuple(told)
