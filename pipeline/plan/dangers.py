"""What would hurt subscribers, and stops the run unless the producer names it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.artifact.manifest import Manifest
from pipeline.diff.rules import REDATED, TWICE, VANISHES
from pipeline.model import Episode, Feed
from pipeline.plan.rules import FEED_VANISHES, HEARD, NEW_TOKEN, RETURNS, UNKNOWN_REPLACE, UNKNOWN_RETRACT
from pipeline.plan.selection import select
from pipeline.plan.step import Change, Step
from pipeline.plan.wanted import Wanted
from pipeline.problems import Problem


def dangers(
    wanted: Wanted, live: Manifest | None, steps: Sequence[Step], released: Sequence[Episode]
) -> tuple[Problem, ...]:
    """Every danger of the plan that was not allowed by name."""
    return (
        *_step_dangers(wanted, steps),
        *_feed_dangers(wanted, live, released),
        *_bad_replacements(wanted, live),
        *_bad_retractions(wanted, live),
    )


_DANGERS = {
    Change.VANISHES: (VANISHES, "vanish"),
    Change.TWICE: (TWICE, "twice"),
    Change.REDATED: (REDATED, "redate"),
    Change.RETURNS: (RETURNS, "return"),
    Change.HEARD: (HEARD, "heard"),
}


def _step_dangers(wanted: Wanted, steps: Iterable[Step]) -> Iterable[Problem]:
    where = {e.id: e.where for e in wanted.catalogue.episodes}
    for step in steps:
        if step.change in _DANGERS:
            rule, word = _DANGERS[step.change]
            if f"{word}={step.episode}" not in wanted.allowed:
                what = f"“{step.title}” ({step.episode}): {'; '.join(step.reasons)}"
                fix = rule.fix.replace("=ID", f"={step.episode}").replace("replace ID", f"replace {step.episode}")
                yield rule.at(where.get(step.episode, f"episodes/{step.episode}"), what, fix=fix)


def _feed_dangers(wanted: Wanted, live: Manifest | None, released: Sequence[Episode]) -> Iterable[Problem]:
    feeds = {feed.name: feed for feed in wanted.catalogue.feeds}
    for name, published in live.feeds.items() if live else ():
        if name not in feeds and f"vanish={name}" not in wanted.allowed:
            what = f"the feed “{name}” is published, but feeds/{name}.toml is gone"
            yield FEED_VANISHES.at(f"feeds/{name}.toml", what, fix=FEED_VANISHES.fix.replace("=NAME", f"={name}"))
        elif name in feeds:
            yield from _readdressed(wanted, feeds[name], published.key)
            yield from _deselected(wanted, feeds[name], published.episodes, released)


def _readdressed(wanted: Wanted, feed: Feed, before: str) -> Iterable[Problem]:
    if feed.path != before and f"new-token={feed.name}" not in wanted.allowed:
        what = f"the feed “{feed.name}” is published under another address than it would get now"
        yield NEW_TOKEN.at(f"feeds/{feed.name}.toml", what, fix=NEW_TOKEN.fix.replace("=NAME", f"={feed.name}"))


def _deselected(wanted: Wanted, feed: Feed, before: Iterable[str], released: Sequence[Episode]) -> Iterable[Problem]:
    out = {e.id: e for e in released}
    carried = {e.id for e in select(replace(feed, newest=None), released)}
    for identity in before:
        if identity in out and identity not in carried and f"vanish={identity}" not in wanted.allowed:
            what = f"“{out[identity].title}” ({identity}) no longer matches the feed “{feed.name}”"
            fix = VANISHES.fix.replace("=ID", f"={identity}")
            yield VANISHES.at(f"feeds/{feed.name}.toml", what, fix=fix)


def _bad_replacements(wanted: Wanted, live: Manifest | None) -> Iterable[Problem]:
    for identity in sorted(wanted.replaced):
        if live is None or identity not in live.episodes:
            yield UNKNOWN_REPLACE.at(f"episodes/{identity}", f"no published episode has the id {identity}")


def _bad_retractions(wanted: Wanted, live: Manifest | None) -> Iterable[Problem]:
    for identity in sorted(wanted.retracted):
        if live is None or identity not in {*live.episodes, *live.hidden, *live.retracted}:
            yield UNKNOWN_RETRACT.at(f"episodes/{identity}", f"no published episode has the id {identity}")
