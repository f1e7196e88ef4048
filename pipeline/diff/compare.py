"""Two states, episode by episode: what belongs together, and what a subscriber sees of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.base.text import folded
from pipeline.diff.known import Difference, Known, Pair, Seen

Mark = Callable[[Known], str | None]
"""By what two states of one episode are known to belong together."""

IDENTITY: Sequence[Mark] = (lambda k: k.identity,)
"""Where the producer's own names are known on both sides, they alone decide."""
GUID: Sequence[Mark] = (lambda k: k.guid,)
LIKELY: Sequence[Mark] = (lambda k: k.address, lambda k: k.sound, lambda k: folded(k.title))
"""What tells that an episode under a new guid is one that went: it is the same to whoever hears it."""


def compare(before: Iterable[Known], after: Iterable[Known]) -> Difference:
    """What would be seen by whoever knows `before` and is given `after`."""
    old, new = list(before), list(after)
    partner = dict(_matched(old, new))
    taken = {id(found) for found in partner.values()}
    stayed = [_pair(known, partner.get(id(known))) for known in old]
    fresh = [_fresh(known, old) for known in new if id(known) not in taken]
    return Difference(pairs=(*stayed, *fresh))


def _matched(old: Sequence[Known], new: Sequence[Known]) -> Iterator[tuple[int, Known]]:
    """For each old episode that is still there, by its id(): the new one. Surer marks go first."""
    left_old, left_new = list(old), list(new)
    for mark in IDENTITY if all(known.identity for known in (*old, *new)) else (*GUID, *LIKELY):
        by_mark: dict[str, Known] = {}
        for known in left_new:
            by_mark.setdefault(mark(known) or "", known)
        found = [
            (known, by_mark.pop(mark(known) or "")) for known in left_old if mark(known) and mark(known) in by_mark
        ]
        gone = {id(known) for pair in found for known in pair}
        left_old = [known for known in left_old if id(known) not in gone]
        left_new = [known for known in left_new if id(known) not in gone]
        yield from ((id(known), partner) for known, partner in found)


def _pair(before: Known, after: Known | None) -> Pair:
    return Pair(before=before, after=after, seen=tuple(_seen(before, after)) if after else (Seen.GONE,))


def _seen(before: Known, after: Known) -> Iterator[Seen]:
    if before.guid != after.guid:
        yield Seen.AGAIN
    if before.date and after.date and before.date != after.date:
        yield Seen.REDATED
    if _differ(before.address, after.address) or _differ(before.size, after.size):
        yield Seen.OTHER_AUDIO


def _differ(one: object, other: object) -> bool:
    """Whether both are known, and are not the same."""
    return bool(one) and bool(other) and one != other


def _fresh(known: Known, old: Sequence[Known]) -> Pair:
    twin = next((o for o in old if o.guid == known.guid or (known.sound and o.sound == known.sound)), None)
    return Pair(before=None, after=known, seen=(Seen.NEW,), twin=twin)
