"""The main job: check, plan, build, ship, flip, verify, link. Each step is another room's; this is their order."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from rich.prompt import Confirm

from pipeline import assemble, preview, release, report, source, store, verify
from pipeline.app import check
from pipeline.artifact.built import Built
from pipeline.artifact.manifest import Manifest
from pipeline.artifact.records import Records
from pipeline.assemble.studio import Studio
from pipeline.cli.finding import found_feed
from pipeline.cli.guarding import must_be_first, must_stay_secret
from pipeline.cli.linking import link_posts
from pipeline.cli.rules import NOTHING_PUBLISHED, WAITING
from pipeline.cli.saying import read_live
from pipeline.cli.session import Session
from pipeline.cli.spreading import changed_feeds, spread
from pipeline.model import Audience, Catalogue, FolderStorage, Lock, Minted, Post, Show, Status
from pipeline.plan import Change, Plan, Wanted, plan
from pipeline.problems import ChangesWaiting, CheckFailed, Problem, VerifyFailed, errors
from pipeline.stages import audio, blog, feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All that is known before anything is made. `alone` is the one episode that is changed, if nothing else is."""

    catalogue: Catalogue
    storage: store.Storage
    live: release.Live
    lock: Lock
    posts: Mapping[str, tuple[Post, ...]]
    plan: Plan
    warnings: tuple[Problem, ...]
    allowed: Collection[str] = ()
    records: Records | None = None
    alone: assemble.Alone | None = None


def prepare(
    session: Session,
    *,
    allowed: Collection[str] = (),
    replaced: Collection[str] = (),
    retracted: Collection[str] = (),
) -> Prepared:
    """Check the folder and hold it against what is live. Raises CheckFailed, or StoreError."""
    catalogue = _without(check.load(session.folder, session.environment, session.now), retracted)
    storage = store.open_storage(catalogue.show.storage, session.folder, session.environment)
    live = read_live(storage)
    lock = source.read_lock(session.folder)
    if live.manifest is None:
        must_be_first(catalogue.show, lock, storage, allowed)
    posts = blog.answers(catalogue.episodes, catalogue.posts)
    wanted = Wanted(
        catalogue=catalogue,
        lock=lock,
        posts=posts,
        recipe=assemble.recipe(),
        derived_guid=feed.show_guid(catalogue.show.base_url + catalogue.feeds[0].path),
        now=session.now,
        allowed=allowed,
        replaced=replaced,
        retracted=retracted,
        found=() if live.manifest else found_feed(catalogue, storage),
    )
    planned = plan(wanted, live.manifest, live.broken_feeds, settled=live.settled)
    warnings = (*catalogue.warnings, *_examined(session, catalogue, planned, live.manifest, allowed))
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
    session: Session, catalogue: Catalogue, planned: Plan, live: Manifest | None, allowed: Collection[str]
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
    return check.examine(session.folder, catalogue, chosen, allowed)


def show_plan(session: Session, prepared: Prepared) -> None:
    """Print warnings and the plan."""
    report.show_problems(session.console, prepared.warnings)
    report.show_plan(session.console, prepared.plan, prepared.catalogue.show.title, prepared.storage.public.place)


def publish(session: Session, prepared: Prepared, *, yes: bool) -> Mapping[str, object]:
    """Do what the plan says, once somebody has said yes; what was done, as JSON. Raises CheckFailed for a danger."""
    show_plan(session, prepared)
    if prepared.plan.dangers:
        raise CheckFailed(prepared.plan.dangers)
    if not prepared.plan.changes:
        return _nothing_to_do(session, prepared)
    ask(session, sum(not step.change.quiet for step in prepared.plan.steps), yes=yes)
    must_stay_secret(session, prepared.catalogue, prepared.live, prepared.plan, prepared.storage)
    cache = assemble.Cache(session.cache)
    built = _build(session, prepared, cache)
    source.write_lock(session.folder, _promised(built.lock, prepared.lock))
    sent = _ship(session, prepared, built)
    flipped = release.flip(release.turn_of(built), prepared.live, prepared.storage)
    source.write_lock(session.folder, built.lock)
    release.finish(flipped, prepared.live, prepared.storage)
    _forget(cache, prepared)
    return _proved(session, prepared, built, sent)


def _forget(cache: assemble.Cache, prepared: Prepared) -> None:
    """Nothing that was redacted or taken back just now stays in this machine's cache."""
    changed = {step.episode for step in prepared.plan.steps if not step.change.quiet}
    redacted = {e.id for e in prepared.catalogue.episodes if e.redactions or e.marked}
    taken_back = {step.episode for step in prepared.plan.steps if step.change is Change.WITHDRAWN}
    if changed & redacted | taken_back:
        cache.forget(changed & redacted | taken_back)


def _proved(session: Session, prepared: Prepared, built: Built, sent: int) -> Mapping[str, object]:
    """Verify the release; only then do posts lead to it, and others hear of it. What has to go leaves posts at once."""
    linked = _link(session, prepared, built) if prepared.alone else ()
    new = {e.item.enclosure.key for e in built.episodes if e.mastered}
    verified = verify_release(session, prepared.catalogue.show, prepared.storage, whole=new)
    changed = changed_feeds(prepared.catalogue.feeds, prepared.live.manifest, built.manifest)
    warnings = (
        *verified.problems,
        *_heard(prepared, built),
        *(linked if prepared.alone else _link(session, prepared, built)),
        *spread(session, prepared.catalogue.show, changed, built.manifest.generation, prepared.plan),
    )
    report.show_problems(session.console, warnings)
    report.show_published(session.console, built, sent, verified.addresses)
    document = report.result_document(built, sent, verified.addresses, (*prepared.warnings, *warnings))
    return {"plan": report.plan_document(prepared.plan), **document}


def _link(session: Session, prepared: Prepared, built: Built) -> tuple[Problem, ...]:
    return link_posts(session.folder, prepared.catalogue, built.items)


def _nothing_to_do(session: Session, prepared: Prepared) -> Mapping[str, object]:
    generation = prepared.live.manifest.generation if prepared.live.manifest else 0
    session.console.print(f"Nothing to do: listeners already have it all (generation {generation}).")
    return {"plan": report.plan_document(prepared.plan), "generation": generation, "sent": 0}


def ask(session: Session, changes: int, *, yes: bool, question: str = "Publish?") -> None:
    """Go on only if somebody says yes. Raises ChangesWaiting (E1202)."""
    if yes or (session.interactive and Confirm.ask(question, console=session.console, default=False)):
        return
    waiting = "one change is" if changes == 1 else f"{changes or 'some'} changes are"
    raise ChangesWaiting(WAITING.at("plan", f"{waiting} ready, and nothing was done"))


def _build(session: Session, prepared: Prepared, cache: assemble.Cache) -> Built:
    with report.progress(session.console) as tell:
        studio = Studio(
            folder=session.folder,
            cache=cache,
            catalogue=prepared.catalogue,
            plan=prepared.plan,
            live=prepared.live.manifest,
            posts=prepared.posts,
            progress=tell,
            secret=release.members_secret(prepared.storage) if _for_members(prepared) else None,
        )
        if prepared.alone and prepared.records and studio.live:
            return assemble.rebuild(studio, studio.live, prepared.records, prepared.alone)
        return assemble.build(studio)


def _for_members(prepared: Prepared) -> bool:
    return any(episode.audience is Audience.MEMBERS for episode in prepared.catalogue.episodes)


def _heard(prepared: Prepared, built: Built) -> Iterator[Problem]:
    """What a producer should hear about a recording, though it was published."""
    for produced in built.episodes:
        yield from produced.told
        if produced.mastered:
            recording = produced.item.episode.recordings[0].path
            yield from audio.remarks(produced.mastered, prepared.catalogue.show.audio, recording)


def _promised(new: Lock, old: Lock) -> Lock:
    """The lock as it may be written before the flip: guids and dates, but no audio that nobody has been shown yet."""
    episodes = {identity: _shown(minted, old.episodes.get(identity)) for identity, minted in new.episodes.items()}
    return Lock(show_guid=new.show_guid, episodes=episodes)


def _shown(minted: Minted, before: Minted | None) -> Minted:
    if before is None:
        return minted.unheard
    return replace(minted, enclosure=before.enclosure, body=before.body, others=before.others)


def _ship(session: Session, prepared: Prepared, built: Built) -> int:
    waiting = sum(o.live.size for o in release.unsent(built, prepared.live.manifest))
    done = 0
    with report.progress(session.console, total_bytes=waiting) as tell:

        def sent(size: int) -> None:
            nonlocal done
            done += size
            tell("sending", done)

        return release.ship(built, prepared.live.manifest, prepared.storage, sent)


def verify_release(
    session: Session, show: Show, storage: store.Storage, *, whole: set[str] | None = None
) -> verify.Verified:
    """Look at the release from outside: how many addresses answered, and what is worth telling. Raises VerifyFailed."""
    live = read_live(storage)
    if live.manifest is None:
        raise VerifyFailed(NOTHING_PUBLISHED.at(storage.public.place, "there is no release to verify"))
    with outside(session, show) as origin:
        verified = verify.verify(live.manifest, origin, whole=whole or ())
    if errors(verified.problems):
        raise VerifyFailed(verified.problems)
    return verified


@contextmanager
def outside(session: Session, show: Show) -> Iterator[str]:
    """Where the release can be fetched: a folder is served on loopback for as long as it is looked at."""
    storage, base_url = show.storage, show.base_url
    if isinstance(storage, FolderStorage):
        with preview.serving(session.folder / storage.path, base_url) as origin:
            yield origin
    else:
        yield base_url
