"""`publish.py migrate`: what subscribers would notice if the show moved here today, and what is left to do."""

from collections.abc import Iterator, Mapping

import typer

from pipeline import report, source
from pipeline.app import check as checks
from pipeline.cli.import_ import Address, foreign_body
from pipeline.cli.options import Context, Json, Show, session_for
from pipeline.cli.rules import APPEARS, GONE, OTHER_DATE, OTHER_SIZE
from pipeline.model import Audience, Catalogue, ForeignEpisode, ForeignShow, Minted
from pipeline.problems import CheckFailed, Problem, errors
from pipeline.stages import feed


def migrate(context: Context, address: Address, show: Show = None, *, json: Json = False) -> None:
    """Compare the old FEED with what this folder would publish, episode by episode. Changes nothing."""
    session = session_for(context, show, json=json)
    catalogue = checks.load(session.folder, session.environment, session.now, to_publish=False)
    old, lock = feed.foreign(foreign_body(address), address), source.read_lock(session.folder)
    problems = tuple(_differences(old, lock.episodes, address))
    report.show_problems(session.console, problems)
    new = _new_feed(catalogue)
    touched = {problem.where for problem in problems}
    same = sum(_named(episode, address) not in touched for episode in old.episodes)
    steps = tuple(_left_to_do(new, within=_moves_within(old, catalogue)))
    session.console.print(f"{same} of {len(old.episodes)} episodes are the same to every app.", markup=False)
    for number, step in enumerate(steps, 1):
        session.console.print(f"  {number}. {step}", markup=False)
    code = CheckFailed.exit_code if errors(problems) else 0
    document = {"episodes": len(old.episodes), "same": same, "left_to_do": steps}
    session.answer(document, exit_code=code, problems=problems)
    raise typer.Exit(code)


def _differences(old: ForeignShow, ours: Mapping[str, Minted], address: str) -> Iterator[Problem]:
    by_guid = {minted.guid: minted for minted in ours.values()}
    for episode in old.episodes:
        where = _named(episode, address)
        minted = by_guid.get(episode.guid)
        if minted is None:
            yield GONE.at(where, f"the guid {episode.guid} is in no episode here")
        else:
            yield from _changes(episode, minted, where)
    known = {episode.guid for episode in old.episodes}
    for identity, minted in ours.items():
        if minted.guid not in known:
            yield APPEARS.at(f"episodes/{identity}", f"its guid {minted.guid} is not in the old feed")


def _named(episode: ForeignEpisode, address: str) -> str:
    return f"{address}: “{episode.title}”"


def _changes(episode: ForeignEpisode, minted: Minted, where: str) -> Iterator[Problem]:
    if episode.published and episode.published != minted.published:
        before, after = episode.published.isoformat(sep=" "), minted.published.isoformat(sep=" ")
        yield OTHER_DATE.at(where, f"{before} would become {after}")
    if episode.length and minted.enclosure and episode.length != minted.enclosure.size:
        yield OTHER_SIZE.at(where, f"{episode.length:,} bytes would become {minted.enclosure.size:,}")


def _new_feed(catalogue: Catalogue) -> str:
    public = next((f.path for f in catalogue.feeds if f.audience is Audience.PUBLIC), "feeds/public.xml")
    return f"{catalogue.show.base_url}{public}"


def _moves_within(old: ForeignShow, catalogue: Catalogue) -> bool:
    """Whether the audio keeps its addresses."""
    return all(episode.url.startswith(catalogue.show.base_url) for episode in old.episodes)


def _left_to_do(new: str, *, within: bool) -> Iterator[str]:
    yield "publish here, and let `publish.py verify` look at everything from outside"
    yield f"at the old host: let the old feed's address answer 301 (moved permanently) with {new}"
    yield f"if the old host cannot redirect: put <itunes:new-feed-url>{new}</itunes:new-feed-url> into the old feed"
    if not within:
        yield "at the old host: keep the old audio files answering; devices that have the old feed ask for them"
    yield "keep both for at least four weeks; tell Apple, Spotify and YouTube the new address in their dashboards"
