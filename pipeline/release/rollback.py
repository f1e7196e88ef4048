"""An earlier generation, shown again: a new generation whose content equals the old one.

Its feeds and pages come from the copies that were kept when it was live. It is offered only while it is whole: every
address it names must still answer, and what was taken back since stays taken back.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline import engine, store
from pipeline.artifact.manifest import LiveObject, Manifest
from pipeline.artifact.objects import Object
from pipeline.problems import CheckFailed, Problem
from pipeline.release.flipping import Flip
from pipeline.release.generations import generations
from pipeline.release.live_state import LiveState
from pipeline.release.rules import NO_GENERATION, NOT_WHOLE
from pipeline.release.shipping import COPIES, UPLOADS
from pipeline.release.showable import hidden_since, taken_back


def find(number: int | None, live: LiveState, storage: store.Storage) -> Manifest:
    """The generation of that number, or the one before the live one. Raises CheckFailed (E0932)."""
    if live.manifest is None or live.digest is None:
        raise CheckFailed(NO_GENERATION.at(storage.control.place, "nothing is published yet"))
    wanted = live.manifest.generation - 1 if number is None else number
    for kept in generations(live.manifest, live.digest, storage):
        if kept.manifest.generation == wanted:
            return kept.manifest
    raise CheckFailed(NO_GENERATION.at(storage.control.place, f"generation {wanted} is not among those that are kept"))


def turn_back(target: Manifest, live: LiveState, storage: store.Storage) -> Flip:
    """What the flip back to `target` needs. Raises CheckFailed (E0933) with everything that is missing."""
    if live.manifest is None:
        raise CheckFailed(NO_GENERATION.at(storage.control.place, "nothing is published yet"))
    where = f"generation {target.generation}"
    known = live.manifest.objects if live.settled and not live.broken_feeds else {}
    changing = [_named(key, thing) for key, thing in target.objects.items()]
    objects = engine.each(
        lambda o: o if known.get(o.key) == o.live else _filled(o, storage),
        [o for o in changing if not o.lasting],
        workers=UPLOADS,
    )
    empty = [o.key for o in objects if o.content is None and known.get(o.key) != o.live]
    missing = [
        *taken_back(target, live.manifest),
        *hidden_since(target, live.manifest),
        *_lost(target, storage),
        *(f"{key} was not kept" for key in empty),
    ]
    if missing:
        raise CheckFailed(_told(where, missing))
    feeds = {feed.key for feed in target.feeds.values()}
    return Flip(
        manifest=replace(
            target,
            generation=live.manifest.generation + 1,
            retracted=live.manifest.retracted,
            hidden={**target.hidden, **live.manifest.hidden},
        ),
        pages=tuple(o for o in objects if o.key not in feeds),
        feeds=tuple(o for o in objects if o.key in feeds),
    )


def _named(key: str, thing: LiveObject) -> Object:
    return Object(key=key, content=None, live=thing)


def _filled(thing: Object, storage: store.Storage) -> Object:
    held = storage.control.get(COPIES + thing.live.digest)
    whole = held is not None and store.digest_of(held.body) == thing.live.digest
    return replace(thing, content=held.body) if held and whole else thing


def _lost(target: Manifest, storage: store.Storage) -> Iterable[str]:
    there = {listed.key: listed.size for listed in storage.public.listing()}
    for key, thing in sorted(target.objects.items()):
        if _named(key, thing).lasting and there.get(key) != thing.size:
            yield f"{key} is gone"


def _told(where: str, missing: list[str], most: int = 5) -> list[Problem]:
    shown = [NOT_WHOLE.at(where, what) for what in missing[:most]]
    rest = len(missing) - most
    return [*shown, NOT_WHOLE.at(where, f"and {rest} more files are missing")] if rest > 0 else shown
