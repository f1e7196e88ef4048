"""A release that was verified is told to others; one that was not is told to nobody."""

import time
from collections.abc import Iterable

from pipeline import announce, report
from pipeline.artifact.manifest import Manifest
from pipeline.cli.session import Session
from pipeline.model import Audience, Feed, Show
from pipeline.plan import Plan
from pipeline.problems import Problem


def spread(
    session: Session, show: Show, feeds: Iterable[str], generation: int, planned: Plan | None = None
) -> tuple[Problem, ...]:
    """Tell whomever the show names that the public feeds at these addresses have changed; what failed, as warnings."""
    steps = planned.steps if planned else ()
    changes = tuple((s.change.name.lower(), s.episode, s.title) for s in steps if not s.change.quiet)
    news = announce.News(show=show.title, generation=generation, feeds=tuple(feeds), changes=changes)
    if not news.feeds:
        return ()
    told = announce.announce(show.announce, news, session.environment, time.sleep)
    report.show_told(session.console, [outcome.who for outcome in told if outcome.problem is None])
    return tuple(outcome.problem for outcome in told if outcome.problem)


def changed_feeds(feeds: Iterable[Feed], before: Manifest | None, after: Manifest) -> tuple[str, ...]:
    """The addresses of the public feeds that say something else than before."""
    known = before.objects if before else {}
    changed = [f for f in public_feeds(feeds) if known.get(f.path) != after.objects.get(f.path)]
    return tuple(after.base_url + feed.path for feed in changed)


def public_feeds(feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """Those that may be told of."""
    return tuple(feed for feed in feeds if feed.audience is Audience.PUBLIC)
