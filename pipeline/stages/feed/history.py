"""Two versions of one feed: what an app that has read the first does when it reads the second."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model import ForeignEpisode
from pipeline.problems import Problem
from pipeline.stages.feed.parse import foreign
from pipeline.stages.feed.rules import AUDIO_MOVED, COMES_AGAIN, DATE_MOVED, GONE, OTHER_SHOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The titles of episodes that are new, and everything that a subscriber would rather not see."""

    new: tuple[str, ...]
    problems: tuple[Problem, ...]


def changed(old: bytes, new: bytes, old_name: str, new_name: str) -> Change:
    """What is different. Raises CheckFailed (E0801, E0802, E0804) for what is no feed."""
    before, after = foreign(old, old_name), foreign(new, new_name)
    known = {episode.guid: episode for episode in before.episodes}
    there = {episode.guid: episode for episode in after.episodes}
    fresh = [episode for guid, episode in there.items() if guid not in known]
    lost = {guid: episode for guid, episode in known.items() if guid not in there}
    again = {episode.guid: twin for episode in fresh if (twin := _twin(episode, lost))}
    problems: list[Problem] = []
    if before.guid and after.guid and before.guid != after.guid:
        problems.append(OTHER_SHOW.at(new_name, f"podcast:guid {before.guid} has become {after.guid}"))
    problems += _returns(again, there, new_name)
    returned = {twin.guid for twin in again.values()}
    problems += [GONE.at(new_name, f"“{e.title}” is not in it any more") for g, e in lost.items() if g not in returned]
    for guid in known.keys() & there.keys():
        problems += _moved(known[guid], there[guid], new_name)
    ordered = tuple(sorted(problems, key=lambda problem: (problem.code, problem.what)))
    return Change(new=tuple(e.title for e in fresh if e.guid not in again), problems=ordered)


def _twin(episode: ForeignEpisode, lost: Mapping[str, ForeignEpisode]) -> ForeignEpisode | None:
    """The episode that went when this one came, and is the same to whoever hears it."""
    title = " ".join(episode.title.casefold().split())
    alike = (e for e in lost.values() if e.url == episode.url or " ".join(e.title.casefold().split()) == title)
    return next(alike, None)


def _returns(again: Mapping[str, ForeignEpisode], there: Mapping[str, ForeignEpisode], name: str) -> Iterator[Problem]:
    for guid, twin in again.items():
        yield COMES_AGAIN.at(name, f"“{there[guid].title}” had the guid {twin.guid}, and has {guid}")


def _moved(before: ForeignEpisode, after: ForeignEpisode, name: str) -> Iterator[Problem]:
    if before.published != after.published:
        dates = (e.published.isoformat(sep=" ") if e.published else "no date" for e in (before, after))
        yield DATE_MOVED.at(name, f"“{after.title}”: {' → '.join(dates)}")
    if before.url != after.url or (before.length and after.length and before.length != after.length):
        yield AUDIO_MOVED.at(name, f"“{after.title}” leads to another file, or the same address has another length")
