"""Decide first, act second: the plan is plain data, and each step carries its reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.artifact.manifest import Manifest
from pipeline.diff import too_many
from pipeline.model import Episode, Lock
from pipeline.plan.dangers import dangers
from pipeline.plan.facets import show_facet
from pipeline.plan.mint import mint, mint_show_guid
from pipeline.plan.noticed import moving_dangers, noticed
from pipeline.plan.selection import due
from pipeline.plan.step import Change, Step
from pipeline.plan.steps import steps
from pipeline.plan.wanted import Wanted
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one run would do.

    `steps` in the order they are told: dangers first. `show` are the reasons that concern no single episode. `released`
    are the episodes that are out afterwards, newest first; `lock` is publish.lock as it would be, except for enclosures
    that are still to be made; `retracted` are the ids of all that was ever taken back and has not returned.
    """

    steps: tuple[Step, ...]
    show: tuple[str, ...]
    dangers: tuple[Problem, ...]
    released: tuple[Episode, ...]
    lock: Lock
    show_guid: str
    retracted: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the run would do anything: the show itself gives a reason, or a step is not quiet."""
        return bool(self.show) or any(not step.change.quiet for step in self.steps)


def plan(wanted: Wanted, live: Manifest | None, broken_feeds: Iterable[str] = (), *, settled: bool = True) -> Plan:
    """Compare what is wanted with what is live.

    `broken_feeds` are published feeds whose bytes are not as recorded; `settled` is False after a run that was stopped.
    """
    minted = mint(wanted, live)
    away = {*wanted.retracted, *(live.hidden if live else ())}
    kept = [e for e in wanted.catalogue.episodes if e.id not in away]
    released = due(kept, minted, wanted.now)
    seen = noticed(wanted, live, minted, released)
    told = steps(wanted, live, minted, seen)
    guid = mint_show_guid(wanted, live)
    return Plan(
        steps=told,
        show=tuple(_show_reasons(wanted, live, broken_feeds, settled=settled)),
        dangers=(
            *dangers(wanted, live, told, released),
            *too_many(seen, "episodes/", wanted.allowed),
            *moving_dangers(wanted, minted, released),
        ),
        released=released,
        lock=Lock(show_guid=guid, episodes={**wanted.lock.episodes, **{e.id: minted[e.id] for e in released}}),
        show_guid=guid,
        retracted=_retracted(live, told, {e.id for e in released}),
    )


def _retracted(live: Manifest | None, told: Iterable[Step], released: Collection[str]) -> tuple[str, ...]:
    before = set(live.retracted) if live else set()
    now = {step.episode for step in told if step.change is Change.WITHDRAWN}
    return tuple(sorted((before | now).difference(released)))


def _show_reasons(
    wanted: Wanted, live: Manifest | None, broken_feeds: Iterable[str], *, settled: bool
) -> Iterable[str]:
    if live is None:
        yield "first publication"
        return
    if live.base_url != wanted.catalogue.show.base_url:
        yield f"the show moves from {live.base_url} to {wanted.catalogue.show.base_url}"
    elif live.show != show_facet(wanted.catalogue):
        yield "the show's own texts, cover or feeds changed"
    if live.recipe != wanted.recipe:
        yield "Podwright itself changed, so pages and feeds are written anew"
    if not settled:
        yield "the last publication was stopped before its end, and is finished now"
    for feed in broken_feeds:
        yield f"the feed “{feed}” is not the one that was published, and is put right"
