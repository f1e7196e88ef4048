"""The main job: plan, build, ship, flip, verify, link, announce. Each step is another room's; this is their order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline import assemble, release, source
from pipeline.app.events import Planned, Sending, Warned, Working
from pipeline.app.guards import must_stay_secret
from pipeline.app.posts import link_posts
from pipeline.app.prepare import Prepared
from pipeline.app.run import Run
from pipeline.app.spread import changed_feeds, spread
from pipeline.app.verify import verify_release
from pipeline.artifact.built import Built
from pipeline.model import Audience, Lock, Minted
from pipeline.plan import Change, Plan
from pipeline.problems import CheckFailed, Problem
from pipeline.stages import audio


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was done. `built` is None where listeners had it all already; `addresses` were looked at from outside."""

    plan: Plan
    generation: int
    built: Built | None = None
    sent: int = 0
    addresses: int = 0
    warnings: tuple[Problem, ...] = ()


def tell_plan(run: Run, prepared: Prepared) -> None:
    """What would be done, with what is worth a warning."""
    run.tell(Warned(problems=prepared.warnings))
    title, place = prepared.catalogue.show.title, prepared.storage.public.place
    run.tell(Planned(plan=prepared.plan, title=title, place=place))


def publish(run: Run, prepared: Prepared) -> Published:
    """Do what the plan says, once somebody has said yes. Raises CheckFailed for a danger, and whatever rooms raise."""
    tell_plan(run, prepared)
    if prepared.plan.dangers:
        raise CheckFailed(prepared.plan.dangers)
    if not prepared.plan.changes:
        live = prepared.live.manifest
        return Published(plan=prepared.plan, generation=live.generation if live else 0)
    run.ask(sum(not step.change.quiet for step in prepared.plan.steps))
    must_stay_secret(run, prepared.catalogue, prepared.live, prepared.plan, prepared.storage)
    cache = assemble.Cache(run.cache)
    built = _build(run, prepared, cache)
    source.write_lock(run.folder, _promised(built.lock, prepared.lock))
    sent = _ship(run, prepared, built)
    flipped = release.flip(release.turn_of(built), prepared.live, prepared.storage)
    source.write_lock(run.folder, built.lock)
    release.finish(flipped, prepared.live, prepared.storage)
    _forget(cache, prepared)
    return _proved(run, prepared, built, sent)


def _forget(cache: assemble.Cache, prepared: Prepared) -> None:
    """Nothing that was redacted or taken back just now stays in this machine's cache."""
    changed = {step.episode for step in prepared.plan.steps if not step.change.quiet}
    redacted = {e.id for e in prepared.catalogue.episodes if e.redactions or e.marked}
    taken_back = {step.episode for step in prepared.plan.steps if step.change is Change.WITHDRAWN}
    if changed & redacted | taken_back:
        cache.forget(changed & redacted | taken_back)


def _proved(run: Run, prepared: Prepared, built: Built, sent: int) -> Published:
    """Verify the release; only then do posts lead to it, and others hear of it. What has to go leaves posts at once."""
    linked = _link(run, prepared, built) if prepared.alone else ()
    new = {e.item.enclosure.key for e in built.episodes if e.mastered}
    show = prepared.catalogue.show
    verified = verify_release(run, show, prepared.storage, whole=new)
    changed = changed_feeds(prepared.catalogue.feeds, prepared.live.manifest, built.manifest)
    warnings = (
        *verified.problems,
        *_heard(prepared, built),
        *(linked if prepared.alone else _link(run, prepared, built)),
        *spread(run, show, changed, built.manifest.generation, prepared.plan),
    )
    run.tell(Warned(problems=warnings))
    return Published(
        plan=prepared.plan,
        generation=built.manifest.generation,
        built=built,
        sent=sent,
        addresses=verified.addresses,
        warnings=(*prepared.warnings, *warnings),
    )


def _link(run: Run, prepared: Prepared, built: Built) -> tuple[Problem, ...]:
    return link_posts(run.folder, prepared.catalogue, built.items)


def _build(run: Run, prepared: Prepared, cache: assemble.Cache) -> Built:
    inputs = assemble.Inputs(
        folder=run.folder,
        cache=cache,
        catalogue=prepared.catalogue,
        plan=prepared.plan,
        live=prepared.live.manifest,
        posts=prepared.posts,
        progress=lambda work, done: run.tell(Working(work=work, done=done)),
        secret=release.members_secret(prepared.storage) if _for_members(prepared) else None,
    )
    if prepared.alone and prepared.records and inputs.live:
        return assemble.rebuild(inputs, inputs.live, prepared.records, prepared.alone)
    return assemble.build(inputs)


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


def _ship(run: Run, prepared: Prepared, built: Built) -> int:
    live = prepared.live.manifest
    total = sum(o.live.size for o in release.unsent(built, live))
    done = 0

    def sent(size: int) -> None:
        nonlocal done
        done += size
        run.tell(Sending(sent=done, total=total))

    return release.ship(built, live, prepared.storage, sent)
