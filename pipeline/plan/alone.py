"""One episode alone: what happens to it, and to nothing else. No danger of another episode is looked for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.artifact.manifest import Manifest
from pipeline.model import Episode, Lock
from pipeline.plan.facets import left_out, left_out_facets
from pipeline.plan.plan import Plan, plan
from pipeline.plan.rules import HEARD, NOT_HIDDEN, UNKNOWN_HIDE, UNKNOWN_RETRACT
from pipeline.plan.step import Change, Step
from pipeline.plan.steps import GOING
from pipeline.plan.wanted import Wanted
from pipeline.problems import CheckFailed

HIDING = "it leaves feeds, pages and posts at once; nothing is deleted, and it can be shown again: publish.py unhide "
SHOWING = "it is there again, as it was"


def hide(identity: str, live: Manifest, lock: Lock, released: Iterable[Episode]) -> Plan:
    """The plan of hiding it. Raises CheckFailed (E0919) where nothing of that id is published."""
    if identity in live.hidden:
        return _plan((), live, lock, released)
    if identity not in live.episodes:
        raise CheckFailed(UNKNOWN_HIDE.at(f"episodes/{identity}", f"no published episode has the id {identity}"))
    step = _step(Change.HIDES, identity, live, HIDING + identity)
    return _plan((step,), live, lock, released)


def unhide(  # the folder's own episode is None where it cannot be read
    identity: str, live: Manifest, lock: Lock, released: Iterable[Episode], now: Episode | None
) -> Plan:
    """The plan of showing it again, as it was.

    Raises CheckFailed where it is not hidden (E0922), and where the folder by now redacts what would be shown (E0918).
    """
    if identity not in live.hidden:
        raise CheckFailed(NOT_HIDDEN.at(f"episodes/{identity}", f"no hidden episode has the id {identity}"))
    without = left_out(left_out_facets(now)) if now else ()
    if without not in {(), left_out(live.hidden[identity].episode.facets)}:
        what = f"{identity} would be shown as it was, with what you have redacted since"
        fix = f"run `publish.py replace {identity}`: it shows the episode again without it"
        raise CheckFailed(HEARD.at(f"episodes/{identity}", what, fix=fix))
    return _plan((_step(Change.SHOWS, identity, live, SHOWING),), live, lock, released)


def retract(identity: str, live: Manifest, lock: Lock, released: Iterable[Episode]) -> Plan:
    """The plan of taking it back. Raises CheckFailed (E0917) where nothing of that id was ever published."""
    if identity in live.every_episode:
        return _plan((_step(Change.WITHDRAWN, identity, live, GOING),), live, lock, released)
    if identity in live.retracted:
        return _plan((), live, lock, released)
    raise CheckFailed(UNKNOWN_RETRACT.at(f"episodes/{identity}", f"no published episode has the id {identity}"))


def change(wanted: Wanted, live: Manifest, released: Mapping[str, Episode]) -> Plan:
    """The plan of bringing the one episode of the catalogue up to date; a hidden one is shown again by it.

    `released` are all that are out, newest first; it is not among them where the folder takes it from listeners.
    """
    (episode,) = wanted.catalogue.episodes
    known = {i: e for i, e in live.every_episode.items() if i == episode.id}
    planned = plan(wanted, replace(live, episodes=known, hidden={}, feeds={}))
    out = {i: e for i, e in {**released, episode.id: episode}.items() if i != episode.id or planned.released}
    return replace(planned, show=(), released=tuple(out.values()))


def _step(change_: Change, identity: str, live: Manifest, listeners: str) -> Step:
    return Step(change=change_, episode=identity, title=live.every_episode[identity].title, listeners=listeners)


def _plan(steps: tuple[Step, ...], live: Manifest, lock: Lock, released: Iterable[Episode]) -> Plan:
    gone = {step.episode for step in steps if step.change in {Change.HIDES, Change.WITHDRAWN}}
    taken_back = {step.episode for step in steps if step.change is Change.WITHDRAWN}
    return Plan(
        steps=steps,
        show=(),
        dangers=(),
        released=tuple(episode for episode in released if episode.id not in gone),
        lock=replace(lock, show_guid=lock.show_guid or live.show_guid),
        show_guid=live.show_guid,
        retracted=tuple(sorted({*live.retracted, *taken_back})),
    )
