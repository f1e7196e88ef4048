"""The ways back: list what was live, and show it again. They need show.toml, and no episode that is in order."""

from dataclasses import dataclass
from typing import Annotated

import typer

from pipeline import release, report, source, store
from pipeline.cli.allowing import Allow, allowed_words
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.publishing import ask, verify_release
from pipeline.cli.saying import read_live
from pipeline.cli.session import Session
from pipeline.model import Feed
from pipeline.model import Show as ShowFacts
from pipeline.plan import back, between
from pipeline.problems import CheckFailed

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
Number = Annotated[int | None, typer.Argument(metavar="[GENERATION]", help="Its number (default: the one before).")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the show is published, as far as show.toml tells."""

    show: ShowFacts
    feeds: tuple[Feed, ...]
    storage: store.Storage
    live: release.Live


def place_of(session: Session) -> Place:
    """Read show.toml and what is live. What is wrong with episodes is not asked: it may be why one goes back."""
    reading = source.read(session.folder, environment=session.environment)
    if reading.show is None:
        raise CheckFailed(reading.problems)
    storage = store.open_storage(reading.show.storage, session.folder, session.environment)
    return Place(show=reading.show, feeds=tuple(reading.feeds), storage=storage, live=read_live(storage))


def generations(context: Context, show: Show = None, *, json: Json = False) -> None:
    """List the releases that can be shown again: number, when, what changed."""
    session = session_for(context, show, json=json)
    place = place_of(session)
    live = place.live
    kept = release.showable(live.manifest, live.digest, place.storage) if live.manifest and live.digest else ()
    whole = [(one.generation.manifest, one.generation.written, one.before) for one in kept if one.whole]
    told = [(manifest.generation, written, between(before, manifest)) for manifest, written, before in whole]
    others = len(kept) - len(whole)
    report.show_generations(session.console, told, others)
    session.answer({"generations": report.generations_document(told), "gone": others})


def rollback(  # noqa: PLR0913 - one parameter an option
    context: Context,
    generation: Number = None,
    show: Show = None,
    *,
    yes: Yes = False,
    json: Json = False,
    allow: Allow = None,
) -> None:
    """Show listeners an earlier GENERATION again, as it was: feeds, pages and audio. The folder stays as it is."""
    session = session_for(context, show, json=json)
    place = place_of(session)
    target = release.find(generation, place.live, place.storage)
    if place.live.manifest is None or target == place.live.manifest:
        session.console.print(f"Nothing to do: generation {target.generation} is live.")
        session.answer({"generation": target.generation})
        return
    lock = source.read_lock(session.folder)
    planned = back(target, place.live.manifest, lock, allowed_words(allow))
    report.show_plan(session.console, planned, place.show.title, place.storage.public.place)
    turn = release.turn_back(target, place.live, place.storage)
    if planned.dangers:
        raise CheckFailed(planned.dangers)
    ask(session, len(planned.steps), yes=yes, question="Go back?")
    flipped = release.flip(turn, place.live, place.storage)
    source.write_lock(session.folder, planned.lock)
    release.finish(flipped, place.live, place.storage)
    verified = verify_release(session, place.show, place.storage)
    report.show_problems(session.console, verified.problems)
    number = flipped.manifest.generation
    report.show_rolled_back(session.console, target.generation, number, verified.addresses)
    document = {"plan": report.plan_document(planned), "generation": number, "verified": verified.addresses}
    session.answer(document, problems=verified.problems)
