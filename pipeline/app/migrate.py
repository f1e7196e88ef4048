"""What subscribers would notice if the show moved here today, and what is left to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline import source
from pipeline.app import check
from pipeline.app.fetch_feed import feed_body
from pipeline.app.run import Run
from pipeline.diff import Pair, Seen, compare, findings, known_of_feed, known_of_lock, too_many
from pipeline.model import Audience, Catalogue, ForeignShow
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
    titles = {episode.id: episode.title for episode in catalogue.episodes}
    ours = known_of_lock((identity, titles.get(identity, identity), m) for identity, m in lock.episodes.items())
    moved = compare(known_of_feed(old, addresses=False), ours)
    problems = (*findings(moved, lambda pair: _named(pair, address), MEND), *too_many(moved, address))
    return Moved(
        episodes=len(old.episodes),
        same=sum(not pair.seen for pair in moved.pairs),
        problems=problems,
        left_to_do=tuple(_left_to_do(_new_feed(catalogue), within=_moves_within(old, catalogue))),
    )


MEND: Mapping[Seen, str] = {
    Seen.GONE: "import it, or write its guid into the episode.md that is meant: `guid: {guid}`",
    Seen.AGAIN: "write the guid it has into its episode.md: `guid: {guid}`",
    Seen.REDATED: "write the old date into its episode.md: `published: {date}`",
    Seen.OTHER_AUDIO: "nothing to do, if the new file is meant; else put the old one into the folder",
}


def _named(pair: Pair, address: str) -> str:
    return f"{address}: “{pair.known.title}”" if pair.before else f"episodes/{pair.known.identity}"


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
