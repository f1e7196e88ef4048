"""A release that was verified is told to others; one that was not is told to nobody."""

import time
from collections.abc import Iterable

from pipeline import announce, verify
from pipeline.app.events import Announced
from pipeline.app.place import Place
from pipeline.app.rules import NOTHING_PUBLISHED
from pipeline.app.run import Run
from pipeline.app.verify import verify_release
from pipeline.artifact.manifest import Manifest
from pipeline.model import Audience, Feed, Show
from pipeline.plan import Plan
from pipeline.problems import CheckFailed, Problem


def spread(
    run: Run, show: Show, feeds: Iterable[str], generation: int, planned: Plan | None = None
) -> tuple[Problem, ...]:
    """Tell whomever the show names that the public feeds at these addresses have changed; what failed, as warnings."""
    steps = planned.steps if planned else ()
    changes = tuple((s.change.name.lower(), s.episode, s.title) for s in steps if not s.change.quiet)
    news = announce.News(show=show.title, generation=generation, feeds=tuple(feeds), changes=changes)
    if not news.feeds:
        return ()
    told = announce.announce(show.announce, news, run.environment, time.sleep)
    heard = tuple(outcome.who for outcome in told if outcome.problem is None)
    if heard:
        run.tell(Announced(who=heard))
    return tuple(outcome.problem for outcome in told if outcome.problem)


def changed_feeds(feeds: Iterable[Feed], before: Manifest | None, after: Manifest) -> tuple[str, ...]:
    """The addresses of the public feeds that say something else than before."""
    known = before.objects if before else {}
    changed = [f for f in public_feeds(feeds) if known.get(f.path) != after.objects.get(f.path)]
    return tuple(after.base_url + feed.path for feed in changed)


def public_feeds(feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """The feeds whose audience is everybody: hubs and services may be told of these, and of no others."""
    return tuple(feed for feed in feeds if feed.audience is Audience.PUBLIC)


def announce_again(run: Run, place: Place) -> tuple[tuple[str, ...], verify.Verified, tuple[Problem, ...]]:
    """Verify what is live, then tell of it once more: the feeds' addresses, what was verified, and what is wrong."""
    live = place.live.manifest
    if live is None:
        raise CheckFailed(NOTHING_PUBLISHED.at(place.name, "there is no release to tell of"))
    verified = verify_release(run, place.show, place.storage)
    out = tuple(live.base_url + feed.path for feed in public_feeds(place.feeds) if feed.path in live.objects)
    return out, verified, (*verified.problems, *spread(run, place.show, out, live.generation))
