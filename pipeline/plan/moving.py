"""A show that moves here: the feed that is already at its address is what subscribers' apps know."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.base.text import folded
from pipeline.model import Episode, Minted
from pipeline.plan.rules import REDATED, TWICE, VANISHES
from pipeline.plan.wanted import Found, Wanted
from pipeline.problems import Problem


def moving_dangers(wanted: Wanted, minted: Mapping[str, Minted], released: Sequence[Episode]) -> Iterable[Problem]:
    """What subscribers of the feed that was found would lose, or get twice, or find moved."""
    by_guid = {minted[e.id].guid: e for e in released}
    by_title = {folded(e.title): e for e in released if minted[e.id].guid not in {f.guid for f in wanted.found}}
    for found in wanted.found:
        same, alike = by_guid.get(found.guid), by_title.get(folded(found.title))
        if same:
            yield from _moved(wanted, found, same, minted[same.id])
        elif alike:
            yield from _twice(wanted, found, alike)
        elif f"vanish={found.guid}" not in wanted.allowed:
            fix = f"add it, with `guid: {found.guid}` in its episode.md; or run again with --allow vanish={found.guid}"
            yield VANISHES.at("episodes/", f"“{found.title}” is in the feed that is there now, and not here", fix=fix)


def _moved(wanted: Wanted, found: Found, episode: Episode, minted: Minted) -> Iterable[Problem]:
    before = found.published
    if before and before != minted.published and f"redate={episode.id}" not in wanted.allowed:
        what = f"“{episode.title}” is dated {before.isoformat(sep=' ')} in the feed that is there now"
        fix = f"set `published: {before.isoformat()}`; or run again with --allow redate={episode.id}"
        yield REDATED.at(episode.where, what, fix=fix)


def _twice(wanted: Wanted, found: Found, episode: Episode) -> Iterable[Problem]:
    if f"twice={episode.id}" not in wanted.allowed:
        what = f"“{episode.title}” is in the feed that is there now, under another guid"
        fix = f"set `guid: {found.guid}` in its episode.md; or run again with --allow twice={episode.id}"
        yield TWICE.at(episode.where, what, fix=fix)
