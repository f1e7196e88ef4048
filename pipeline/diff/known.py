"""What apps know of an episode, and what can become of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An episode, as subscribers' apps know it. What is empty or None is not known, and is compared with nothing.

    Apps tell episodes apart by `guid` (RSS 2.0), place them by `date`, and fetch `size` bytes from `address`. `sound`
    names what is heard, whatever the file; `identity` is the producer's own name for it, which no app sees.
    """

    guid: str
    title: str
    date: datetime | None = None
    address: str = ""
    size: int | None = None
    sound: str | None = None
    identity: str = ""


class Seen(Enum):
    """What a subscriber sees of an episode; a closed set."""

    NEW = "new"
    GONE = "gone"
    AGAIN = "again"
    REDATED = "redated"
    OTHER_AUDIO = "other audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One episode before and after, one of them None where it is not there, and what is seen of it, the worst first.

    `twin` is another episode that was known before and has the same sound as this new one, or the same guid.
    """

    before: Known | None
    after: Known | None
    seen: tuple[Seen, ...]
    twin: Known | None = None

    @property
    def known(self) -> Known:
        """The episode as it is afterwards, or as it was."""
        known = self.after or self.before
        if known is None:
            msg = "a pair of nothing"
            raise ValueError(msg)
        return known


LOSSES = frozenset({Seen.GONE, Seen.AGAIN, Seen.REDATED, Seen.OTHER_AUDIO})
"""What takes from subscribers the place, the identity or the audio of an episode that they have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that would be seen: what was known in its order, then what is new."""

    pairs: tuple[Pair, ...]

    @property
    def before(self) -> int:
        """How many episodes apps knew before, those that are gone afterwards among them."""
        return sum(pair.before is not None for pair in self.pairs)

    @property
    def counts(self) -> Mapping[Seen, int]:
        """How many episodes each thing is seen of."""
        return {seen: sum(seen in pair.seen for pair in self.pairs) for seen in Seen}

    @property
    def lost(self) -> int:
        """How many known episodes lose their place, their guid or their audio."""
        return sum(not LOSSES.isdisjoint(pair.seen) for pair in self.pairs)
