"""All that is known before anything is made: the folder, what is live, and the plan that follows from both."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipeline import assemble, source, store
from pipeline.app import check
from pipeline.app.guards import must_be_first
from pipeline.app.place import live_in
from pipeline.app.run import Run
from pipeline.artifact.manifest import Manifest
from pipeline.artifact.records import Records
from pipeline.diff import Known, known_of_feed
from pipeline.model import Audience, Catalogue, Lock, Post, Status
from pipeline.plan import Plan, Wanted, plan
from pipeline.problems import CheckFailed, Problem
from pipeline.release import LiveState
from pipeline.stages import blog, feed


def found_feed(catalogue: Catalogue, storage: store.Storage) -> tuple[Known, ...]:
    """The episodes of the main public feed as it lies in the storage now; none where no feed can be read.

    It is read as an import reads it, so that what was imported from it is what is found in it.
    """
    path = next((f.path for f in catalogue.feeds if f.audience is Audience.PUBLIC), None)
    held = storage.public.get(path) if path else None
    if path is None or held is None:
        return ()
    try:
        return known_of_feed(feed.foreign(held.body, path))
    except CheckFailed:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """`alone` is the one episode that is changed, with the `records` of the others, if nothing else is."""

    catalogue: Catalogue
    storage: store.Storage
    live: LiveState
    lock: Lock
    posts: Mapping[str, tuple[Post, ...]]
    plan: Plan
    warnings: tuple[Problem, ...]
    allowed: Collection[str] = ()
    records: Records | None = None
    alone: assemble.Alone | None = None


def prepare(
    run: Run,
    *,
    allowed: Collection[str] = (),
    replaced: Collection[str] = (),
    retracted: Collection[str] = (),
) -> Prepared:
    """Check the folder and hold it against what is live. Raises CheckFailed, or StoreError."""
    catalogue = _without(check.load(run.folder, run.environment, run.now), retracted)
    storage = store.open_storage(catalogue.show.storage, run.folder, run.environment)
    live = live_in(run, storage)
    lock = source.read_lock(run.folder)
    if live.manifest is None:
        must_be_first(catalogue.show, lock, storage, allowed)
    posts = blog.answers(catalogue.episodes, catalogue.posts)
    wanted = Wanted(
        catalogue=catalogue,
        lock=lock,
        posts=posts,
        recipe=assemble.recipe(),
        derived_guid=feed.show_guid(catalogue.show.base_url + catalogue.feeds[0].path),
        now=run.now,
        allowed=allowed,
        replaced=replaced,
        retracted=retracted,
        found=() if live.manifest else found_feed(catalogue, storage),
    )
    planned = plan(wanted, live.manifest, live.broken_feeds, settled=live.settled)
    warnings = (*catalogue.warnings, *_examined(run, catalogue, planned, live.manifest, allowed))
    return Prepared(
        catalogue=catalogue,
        storage=storage,
        live=live,
        lock=lock,
        posts=posts,
        plan=planned,
        warnings=warnings,
        allowed=allowed,
    )


def _without(catalogue: Catalogue, retracted: Collection[str]) -> Catalogue:
    """The catalogue as though its episodes of these ids were marked as withdrawn."""
    episodes = (replace(e, status=Status.WITHDRAWN) if e.id in retracted else e for e in catalogue.episodes)
    return replace(catalogue, episodes=tuple(episodes))


def _examined(
    run: Run, catalogue: Catalogue, planned: Plan, live: Manifest | None, allowed: Collection[str]
) -> tuple[Problem, ...]:
    """Open the files of the episodes that would change; the others were opened when they were published.

    What is withheld beside a redaction is looked at again whenever another version of Podwright does so.
    """
    if not planned.changes:
        return ()
    changing = {step.episode for step in planned.steps if not step.change.quiet}
    if live and live.recipe != assemble.recipe():
        changing |= {e.id for e in planned.released if e.redactions}
    chosen = [e for e in catalogue.episodes if e.id in changing]
    return check.examine(run.folder, catalogue, chosen, allowed)
