"""Everything that can be known before anything is made: the folder, and what its files really hold."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline import engine, source
from pipeline.model import Catalogue, Episode, Millis, Prose, Show, SourceFile, Status
from pipeline.problems import CheckFailed, Problem, Rule, errors, raise_errors
from pipeline.stages import art, audio, blog, words

NO_EPISODE = Rule(
    code="E0923",
    title="an episode that is not in the folder",
    why="there is nothing here that listeners could be given",
    fix="check the id with `publish.py status`, and the names of the folders in episodes/",
)


def load(folder: Path, environment: Mapping[str, str], now: datetime, *, to_publish: bool = True) -> Catalogue:
    """The show folder, with its links checked and its dates looked at; warnings ride along.

    Where nothing is about to be published, the template's own words may still stand in it.
    Raises CheckFailed with every problem: when something in the folder's texts is wrong, the recordings and pictures
    are opened before anything is told, so that one round of mending is enough.
    """
    reading = source.read(folder, environment=environment)
    wrong = (*reading.problems, *(reading.blanks if to_publish else ()))
    if errors(wrong):
        raise CheckFailed((*wrong, *_opened(folder, reading.show, reading.episodes)))
    catalogue = reading.catalogue()
    dated = source.unlikely_dates(catalogue, now)
    found = (*catalogue.warnings, *dated, *blog.check(catalogue.episodes, catalogue.posts))
    if errors(found):
        raise CheckFailed((*found, *_opened(folder, catalogue.show, catalogue.episodes)))
    said = {e.id: tuple(words.check_withheld(e)) for e in catalogue.episodes}
    episodes = tuple(words.withhold(e) for e in catalogue.episodes)
    return replace(catalogue, episodes=episodes, warnings=found, near={i: near for i, near in said.items() if near})


def alone(
    folder: Path, reading: source.FolderReading, identity: str, known: Catalogue, allowed: Collection[str]
) -> Catalogue:
    """`known`, with the one episode in it, looked at as `load` and `examine` do; no other one is asked.

    Raises CheckFailed with everything that is wrong with it.
    """
    episode = next((e for e in reading.episodes if e.id == identity), None)
    if episode is None:
        own = [p for p in errors(reading.problems) if p.where.startswith(f"episodes/{identity}")]
        raise CheckFailed(own or [NO_EPISODE.at("episodes/", f"no episode here has the id {identity}")])
    near = tuple(words.check_withheld(episode))
    catalogue = replace(known, episodes=(words.withhold(episode),), near={identity: near})
    found = (*_episode(folder, episode), *_doubts(catalogue, catalogue.episodes, allowed))
    raise_errors(found)
    return replace(catalogue, warnings=found)


def examine(
    folder: Path, catalogue: Catalogue, episodes: Iterable[Episode], allowed: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Open every recording, transcript and cover of the episodes, and the show's own; returns the warnings.

    Raises CheckFailed with everything that was found when at least one is an error. What stands beside something that
    must not be heard is one, unless it is `allowed` by `said=ID`.
    """
    chosen = list(episodes)
    found = (*_opened(folder, catalogue.show, chosen), *_doubts(catalogue, chosen, allowed))
    raise_errors(found)
    return found


def _doubts(catalogue: Catalogue, episodes: Iterable[Episode], allowed: Collection[str]) -> Iterator[Problem]:
    for episode in episodes:
        if f"said={episode.id}" not in allowed and episode.status is Status.READY:
            fixes = ((problem, problem.fix.replace("=ID", f"={episode.id}")) for problem in _unread(catalogue, episode))
            yield from (replace(problem, fix=fix) for problem, fix in fixes)


def _unread(catalogue: Catalogue, episode: Episode) -> Iterator[Problem]:
    """What somebody has to read, because it may say what must not be heard."""
    yield from catalogue.near.get(episode.id, ())
    read = None
    if episode.transcript:
        try:
            read = words.read(episode.transcript, episode.language)
        except CheckFailed:
            return  # told as what it is, with everything else that cannot be read
        yield from words.check_redactions(read, episode.redactions, episode.transcript.file.path)
    yield from words.check_marked(episode, read)


def _opened(folder: Path, show: Show | None, episodes: Iterable[Episode]) -> tuple[Problem, ...]:
    ready = [e for e in episodes if e.status is Status.READY]
    own = _own(folder, show) if show else ()
    return tuple(p for problems in (*own, *engine.each(lambda e: _episode(folder, e), ready)) for p in problems)


def _own(folder: Path, show: Show) -> Iterator[tuple[Problem, ...]]:
    yield _cover(folder, show.cover)
    for clip in (show.audio.intro, show.audio.outro):
        if clip:
            yield _bookend(folder, clip)


def _episode(folder: Path, episode: Episode) -> tuple[Problem, ...]:
    recordings = [_recording(folder, take, episode.track) for take in episode.recordings]
    found = [problem for problems, _ in recordings for problem in problems]
    duration = None if found else Millis(sum(length for _, length in recordings))
    if episode.cover:
        found.extend(_cover(folder, episode.cover))
    found.extend(_transcript(episode, duration))
    if duration is not None and episode.chapters:
        found.extend(words.check_chapters(episode.chapters, duration, episode.where))
    return tuple(found)


def _cover(folder: Path, cover: SourceFile) -> tuple[Problem, ...]:
    return art.probe((folder / cover.path).read_bytes(), cover.path)


def _bookend(folder: Path, clip: SourceFile) -> tuple[Problem, ...]:
    try:
        audio.probe_bookend(folder / clip.path, clip.path)
    except CheckFailed as failed:
        return tuple(failed.problems)
    return ()


def _recording(folder: Path, take: SourceFile, track: int | None) -> tuple[tuple[Problem, ...], Millis]:
    try:
        return (), audio.probe(folder / take.path, take.path, track).duration
    except CheckFailed as failed:
        return tuple(failed.problems), Millis(0)


def _transcript(episode: Episode, duration: Millis | None) -> tuple[Problem, ...]:
    """Times are in the recording's own time: judged here against it, and again after mastering."""
    if episode.transcript is None:
        return ()
    try:
        read = words.read(episode.transcript, episode.language)
    except CheckFailed as failed:
        return tuple(failed.problems)
    if duration is None or isinstance(read, Prose):
        return ()
    return words.check_transcript(words.fit(read, duration), duration, episode.transcript.file.path)
