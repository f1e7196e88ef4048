"""From one release to another that was live before: what would change, and what a subscriber would see.

Going back can hurt as much as going on: the same dangers stop it, and the same words allow them.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from pipeline.artifact.manifest import LiveEpisode, Manifest
from pipeline.model import Lock
from pipeline.plan.plan import Plan
from pipeline.plan.rules import FEED_VANISHES, REDATED, TWICE, VANISHES
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
    old = before.episodes if before else {}
    changed = [_step(_change(old.get(i), e), i, e) for i, e in after.episodes.items() if old.get(i) != e]
    gone = [_step(_loss(after, i), i, e) for i, e in old.items() if i not in after.episodes]
    return tuple(sorted((*changed, *gone), key=lambda s: (not s.change.dangerous, s.episode)))


def back(target: Manifest, live: Manifest, lock: Lock, allowed: Collection[str] = ()) -> Plan:
    """The plan of showing `target` again. Dangers that are not allowed by name stop it, as they stop a publication."""
    steps = between(live, target)
    minted = {identity: episode.minted for identity, episode in target.episodes.items()}
    return Plan(
        steps=steps,
        show=(f"generation {target.generation} is shown again, as generation {live.generation + 1}",),
        dangers=(*_step_dangers(steps, target, allowed), *_feed_dangers(target, live, allowed)),
        released=(),
        lock=replace(lock, show_guid=target.show_guid, episodes={**lock.episodes, **minted}),
        show_guid=target.show_guid,
    )


def _change(before: LiveEpisode | None, after: LiveEpisode) -> Change:
    if before is None:
        return Change.NEW
    if before.guid != after.guid:
        return Change.TWICE
    if before.published != after.published:
        return Change.REDATED
    return Change.REPLACED if before.enclosure != after.enclosure else Change.CHANGED


def _loss(after: Manifest, identity: str) -> Change:
    if identity in after.hidden:
        return Change.HIDES
    return Change.WITHDRAWN if identity in after.retracted else Change.VANISHES


def _step(change: Change, identity: str, episode: LiveEpisode) -> Step:
    return Step(change=change, episode=identity, title=episode.title, listeners=_SEEN[change])


def _step_dangers(steps: Iterable[Step], target: Manifest, allowed: Collection[str]) -> Iterable[Problem]:
    for step in steps:
        if step.change in _RULES:
            rule, word = _RULES[step.change]
            if f"{word}={step.episode}" not in allowed:
                what = f"“{step.title}” ({step.episode}): {step.listeners}"
                yield rule.at(f"generation {target.generation}", what, fix=_fix(word, step.episode))


def _feed_dangers(target: Manifest, live: Manifest, allowed: Collection[str]) -> Iterable[Problem]:
    for name in live.feeds:
        if name not in target.feeds and f"vanish={name}" not in allowed:
            what = f"the feed “{name}” was not there yet"
            yield FEED_VANISHES.at(f"generation {target.generation}", what, fix=_fix("vanish", name))


def _fix(word: str, identity: str) -> str:
    return f"choose a later generation; or run again with --allow {word}={identity}"
