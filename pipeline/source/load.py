"""The whole folder in one pass: every file is read, and every problem of every file is told at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.model import Catalogue, Episode, EpisodeType, Feed, Post, Show, SourceFile, Status
from pipeline.problems import CheckFailed, Problem, errors, raise_errors
from pipeline.source.episodes import episode_folders, read_episode
from pipeline.source.exposed import exposed
from pipeline.source.files import Folder
from pipeline.source.posts import post_files, read_post
from pipeline.source.rules import DUPLICATE, DUPLICATE_NUMBER, EMPTY_FEED, NO_SHOW, SAME_RECORDING
from pipeline.source.show import read_feeds, read_show
from pipeline.source.taxonomy import unknown_roles
from pipeline.source.untouched import untouched

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReading:
    """What could be read of a show folder, and everything that was found wrong with it.

    `blanks` are the template's words that would be published: they matter only to whoever publishes.
    """

    show: Show | None
    feeds: tuple[Feed, ...]
    episodes: tuple[Episode, ...]
    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]
    blanks: tuple[Problem, ...] = ()

    def catalogue(self) -> Catalogue:
        """All of it as values, warnings riding along. Raises CheckFailed with all problems if one is an error."""
        raise_errors(self.problems)
        if self.show is None:
            raise CheckFailed(self.problems)
        return Catalogue(
            show=self.show, feeds=self.feeds, episodes=self.episodes, posts=self.posts, warnings=self.problems
        )


def read(folder: Path, *, environment: Mapping[str, str]) -> FolderReading:
    """The show folder, as far as it can be understood; `environment` holds the members' tokens."""
    if not folder.is_dir():
        raise CheckFailed(NO_SHOW.at(str(folder), "there is no such folder"))
    whole = Folder(folder)
    attempt = _Attempt()
    show = attempt.at(lambda: read_show(whole))
    feeds = (attempt.at(lambda: read_feeds(whole, show, environment)) if show else None) or ()
    episodes = tuple(attempt.each(episode_folders(whole), lambda name: read_episode(whole, name, show or _ANY)))
    posts = tuple(attempt.each(_post_files(whole, show), lambda path: _post(whole, path, show)))
    problems = (*attempt.problems, *_doubles(episodes), *_empty_feeds(feeds, episodes), *_strangers(show, episodes))
    problems += tuple(exposed(whole, show))
    if not errors(problems):
        whole.remember()
    episodes = tuple(sorted(episodes, key=lambda e: e.id))
    blanks = tuple(untouched(whole, episodes))
    return FolderReading(show=show, feeds=feeds, episodes=episodes, posts=posts, problems=problems, blanks=blanks)


class _Attempt:
    """Goes on after a problem, and remembers it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def at(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except CheckFailed as failed:
            self.problems.extend(failed.problems)
            return None

    def each(self, names: Iterable[str], read: Callable[[str], T]) -> Iterator[T]:
        for name in names:
            value = self.at(lambda name=name: read(name))  # type: ignore[misc]
            if value is not None:
                yield value


# What episodes are read against while show.toml is broken, so that their own problems are told in the same run.
_ANY = Show(
    title="",
    description="",
    language="en",
    base_url="https://example.org/",
    website="https://example.org/",
    author="",
    categories=(),
    cover=SourceFile(path="", digest="", size=0),  # type: ignore[arg-type]
)


def _post_files(folder: Folder, show: Show | None) -> Sequence[str]:
    return post_files(folder, show.blog) if show and show.blog else ()


def _post(folder: Folder, path: str, show: Show | None) -> Post:
    if show is None or show.blog is None:
        msg = "posts are read only for a show with a blog"
        raise ValueError(msg)
    return read_post(folder, path, show.blog)


def _strangers(show: Show | None, episodes: Iterable[Episode]) -> Iterator[Problem]:
    for noun in (show, *episodes):
        yield from unknown_roles(noun.people) if noun else ()
    for live in show.podcast.live if show else ():
        yield from unknown_roles(live.people)


def _doubles(episodes: Sequence[Episode]) -> Iterator[Problem]:
    for what, name in (("id", lambda e: e.id), ("guid", lambda e: e.guid)):
        for value, several in _groups(episodes, name):
            others = ", ".join(e.slug for e in several[1:])
            yield DUPLICATE.at(several[0].where, f"has the {what} “{value}”, and so has {others}")
    heard = [((take.digest, e.track), e) for e in episodes if e.status is Status.READY for take in e.recordings]
    for several in _grouped(heard).values():
        if len({e.slug for e in several}) > 1:
            yield SAME_RECORDING.at(several[0].where, f"has a recording that {several[1].slug} has, too")
    full = [e for e in episodes if e.type is EpisodeType.FULL and e.status is Status.READY and e.number]
    for (_, number), several in _groups(full, lambda e: (e.season or 0, e.number)):
        yield DUPLICATE_NUMBER.at(several[0].where, f"has the number {number}, and so has {several[1].slug}")


def _groups(episodes: Iterable[Episode], name: Callable[[Episode], T]) -> list[tuple[T, list[Episode]]]:
    groups = _grouped((name(episode), episode) for episode in episodes if name(episode))
    return [(value, several) for value, several in groups.items() if len(several) > 1]


def _grouped(pairs: Iterable[tuple[T, Episode]]) -> Mapping[T, list[Episode]]:
    groups = defaultdict(list)
    for value, episode in pairs:
        groups[value].append(episode)
    return groups


def _empty_feeds(feeds: Iterable[Feed], episodes: Sequence[Episode]) -> Iterator[Problem]:
    for feed in feeds:
        for field, there in _selectable(episodes).items():
            wanted = set(getattr(feed, field))
            if wanted and not wanted & there:
                told = f"selects {field} {', '.join(map(str, sorted(wanted)))}, and no episode has one of them"
                yield EMPTY_FEED.at(f"feeds/{feed.name}.toml", told)


def _selectable(episodes: Iterable[Episode]) -> Mapping[str, set[object]]:
    every = list(episodes)
    return {
        "seasons": {e.season for e in every},
        "types": {e.type.value for e in every},
        "tags": {tag for e in every for tag in e.tags},
        "people": {p.name for e in every for p in e.people},
        "languages": {language for e in every for language in _ranges(e.language.lower())},
    }


def _ranges(language: str) -> Iterator[str]:
    """What takes the language: itself, and each beginning of it (RFC 4647, 3.3.1)."""
    parts = language.split("-")
    yield from ("-".join(parts[: n + 1]) for n in range(len(parts)))
