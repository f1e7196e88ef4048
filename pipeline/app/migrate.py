"""What subscribers would notice if the show moved here today, and what is left to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline import source
from pipeline.app import check
from pipeline.app.fetch_feed import feed_body
from pipeline.app.rules import APPEARS, GONE, OTHER_DATE, OTHER_SIZE
from pipeline.app.run import Run
from pipeline.model import Audience, Catalogue, ForeignEpisode, ForeignShow, Minted
from pipeline.problems import Problem
from pipeline.stages import feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many episodes the old feed has, how many are the same to every app, what is not, and what is left to do."""

    episodes: int
    same: int
    problems: tuple[Problem, ...]
    left_to_do: tuple[str, ...]


def migrate(run: Run, address: str) -> Moved:
    """Hold the old feed against what this folder would publish, episode by episode. Changes nothing."""
    catalogue = check.load(run.folder, run.environment, run.now, to_publish=False)
    old, lock = feed.foreign(feed_body(address), address), source.read_lock(run.folder)
    problems = tuple(_differences(old, lock.episodes, address))
    touched = {problem.where for problem in problems}
    return Moved(
        episodes=len(old.episodes),
        same=sum(_named(episode, address) not in touched for episode in old.episodes),
        problems=problems,
        left_to_do=tuple(_left_to_do(_new_feed(catalogue), within=_moves_within(old, catalogue))),
    )


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
