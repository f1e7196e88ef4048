"""From one release to another that was live before: what would change, and what a subscriber would see.

Going back can hurt as much as going on: the same dangers stop it, and the same words allow them.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import assert_never

from pipeline.artifact.manifest import Manifest
from pipeline.diff import Difference, Known, Pair, Seen, compare, known_of_release, too_many
from pipeline.diff.rules import REDATED, TWICE, VANISHES
from pipeline.model import Lock
from pipeline.plan.plan import Plan
from pipeline.plan.rules import FEED_VANISHES
from pipeline.plan.step import Change, Step
from pipeline.problems import Problem

_RULES = {Change.VANISHES: (VANISHES, "vanish"), Change.TWICE: (TWICE, "twice"), Change.REDATED: (REDATED, "redate")}
_SEEN = {
    Change.NEW: "an episode comes back",
    Change.CHANGED: "its earlier text; the audio stays",
    Change.REPLACED: "new downloads get the earlier audio; apps keep what they have",
    Change.TWICE: "every subscriber gets it again",
    Change.REDATED: "it moves in every list, and some apps download it again",
    Change.VANISHES: "it disappears",
    Change.WITHDRAWN: "it is gone",
    Change.HIDES: "it is hidden",
}


def between(before: Manifest | None, after: Manifest) -> tuple[Step, ...]:
    """What differs between two releases, episode by episode; what is the same is left out."""
    return _steps(_compared(before, after), before, after)


def _compared(before: Manifest | None, after: Manifest) -> Difference:
    return compare(known_of_release(before.episodes if before else {}), known_of_release(after.episodes))


def _steps(difference: Difference, before: Manifest | None, after: Manifest) -> tuple[Step, ...]:
    old = before.episodes if before else {}
    changed = (p for p in difference.pairs if old.get(p.known.identity) != after.episodes.get(p.known.identity))
    told = (_step(_change(pair, after), pair.known) for pair in changed)
    return tuple(sorted(told, key=lambda s: (not s.change.dangerous, s.episode)))


def back(target: Manifest, live: Manifest, lock: Lock, allowed: Collection[str] = ()) -> Plan:
    """The plan of showing `target` again. Dangers that are not allowed by name stop it, as they stop a publication."""
    difference = _compared(live, target)
    steps = _steps(difference, live, target)
    where = f"generation {target.generation}"
    minted = {identity: episode.minted for identity, episode in target.episodes.items()}
    return Plan(
        steps=steps,
        show=(f"generation {target.generation} is shown again, as generation {live.generation + 1}",),
        dangers=(
            *_step_dangers(steps, where, allowed),
            *too_many(difference, where, allowed),
            *_feed_dangers(target, live, allowed),
        ),
        released=(),
        lock=replace(lock, show_guid=target.show_guid, episodes={**lock.episodes, **minted}),
        show_guid=target.show_guid,
    )


def _change(pair: Pair, after: Manifest) -> Change:
    match pair.seen[0] if pair.seen else None:
        case Seen.NEW:
            return Change.NEW
        case Seen.GONE:
            return _loss(after, pair.known.identity)
        case Seen.AGAIN:
            return Change.TWICE
        case Seen.REDATED:
            return Change.REDATED
        case Seen.OTHER_AUDIO:
            return Change.REPLACED
        case None:
            return Change.CHANGED
        case seen:
            assert_never(seen)


def _loss(after: Manifest, identity: str) -> Change:
    if identity in after.hidden:
        return Change.HIDES
    return Change.WITHDRAWN if identity in after.retracted else Change.VANISHES


def _step(change: Change, known: Known) -> Step:
    return Step(change=change, episode=known.identity, title=known.title, listeners=_SEEN[change])


def _step_dangers(steps: Iterable[Step], where: str, allowed: Collection[str]) -> Iterable[Problem]:
    for step in steps:
        if step.change in _RULES:
            rule, word = _RULES[step.change]
            if f"{word}={step.episode}" not in allowed:
                what = f"“{step.title}” ({step.episode}): {step.listeners}"
                yield rule.at(where, what, fix=_fix(word, step.episode))


def _feed_dangers(target: Manifest, live: Manifest, allowed: Collection[str]) -> Iterable[Problem]:
    for name in live.feeds:
        if name not in target.feeds and f"vanish={name}" not in allowed:
            what = f"the feed “{name}” was not there yet"
            yield FEED_VANISHES.at(f"generation {target.generation}", what, fix=_fix("vanish", name))


def _fix(word: str, identity: str) -> str:
    return f"choose a later generation; or run again with --allow {word}={identity}"
