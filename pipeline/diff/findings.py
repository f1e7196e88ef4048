"""What would be seen, as problems: one sentence for each thing, whoever compared."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import assert_never

from pipeline.diff.known import Difference, Known, Pair, Seen
from pipeline.diff.rules import APPEARS, OTHER_AUDIO, REDATED, TOO_MANY, TWICE, VANISHES
from pipeline.problems import Problem, Rule

FEWEST = 10
"""Of a show with fewer episodes any part may change: its producer sees them all."""
SHARE = 3
"""More than one of so many that lose something is much of the show."""

Where = Callable[[Pair], str]
"""The place that a problem of the pair is told at."""


def findings(
    difference: Difference,
    where: Where,
    mend: Mapping[Seen, str] | None = None,
    allowed: Callable[[Pair, Seen], bool] = lambda _, __: False,
) -> Iterator[Problem]:
    """A problem for each thing that is seen and not allowed, in the order of the pairs.

    `mend` says how it is mended here, if not as the rule says; in it `{guid}`, `{date}` and `{identity}` stand for what
    was known before, and for the producer's own name of the episode.
    """
    for pair in difference.pairs:
        for seen in pair.seen:
            if allowed(pair, seen):
                continue
            rule, fix = _rule(seen), (mend or {}).get(seen)
            yield rule.at(where(pair), _what(pair, seen), fix=_filled(fix, pair) if fix else None)


def too_many(difference: Difference, where: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """The share guard (E0925): of ten or more known episodes more than a third lose place, guid or audio."""
    lost, before = difference.lost, difference.before
    if before >= FEWEST and lost * SHARE > before and f"many={lost}" not in allowed:
        told = [
            f"{count} {_named(seen)}" for seen, count in difference.counts.items() if count and seen is not Seen.NEW
        ]
        what = f"of {before} episodes that subscribers know, {lost} would not be as they were: {', '.join(told)}"
        yield TOO_MANY.at(where, what, fix=TOO_MANY.fix.replace("COUNT", str(lost)))


def _rule(seen: Seen) -> Rule:
    match seen:
        case Seen.NEW:
            return APPEARS
        case Seen.GONE:
            return VANISHES
        case Seen.AGAIN:
            return TWICE
        case Seen.REDATED:
            return REDATED
        case Seen.OTHER_AUDIO:
            return OTHER_AUDIO
    assert_never(seen)


def _named(seen: Seen) -> str:
    match seen:
        case Seen.NEW:
            return "are new"
        case Seen.GONE:
            return "vanish"
        case Seen.AGAIN:
            return "come again under another guid"
        case Seen.REDATED:
            return "are dated otherwise"
        case Seen.OTHER_AUDIO:
            return "have other audio"
    assert_never(seen)


def _what(pair: Pair, seen: Seen) -> str:
    title = f"“{pair.known.title}”"
    match pair.before, pair.after:
        case Known() as before, Known() as after:
            return f"{title} {_changed(before, after, seen)}"
        case Known(guid=guid), None:
            return f"{title} is not there any more: no episode has the guid {guid}"
        case _:
            return f"{title} is new to subscribers: its guid {pair.known.guid} was not there before"


def _changed(before: Known, after: Known, seen: Seen) -> str:
    if seen is Seen.AGAIN:
        return f"had the guid {before.guid}, and has {after.guid}"
    if seen is Seen.REDATED:
        dates = (known.date.isoformat(sep=" ") if known.date else "no date" for known in (before, after))
        return "was dated {}, and is dated {}".format(*dates)
    if before.size and after.size and before.size != after.size:
        return f"had {before.size:,} bytes, and has {after.size:,}"
    return f"was at {before.address}, and is at {after.address}"


def _filled(fix: str, pair: Pair) -> str:
    before = pair.before or pair.known
    date = before.date.isoformat() if before.date else ""
    return fix.format(guid=before.guid, date=date, identity=pair.known.identity)
