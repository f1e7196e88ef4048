"""What nobody may hear, nobody may read: in what an episode says of its moments, and in all its other texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.base.clock import clock
from pipeline.base.marks import REMOVED
from pipeline.base.text import spoken_line
from pipeline.model import Chapter, Episode, Prose, Redaction, Soundbite, Split, Transcript
from pipeline.problems import Problem
from pipeline.stages.words.nearness import Near, Thing, near
from pipeline.stages.words.redacting import near_problem
from pipeline.stages.words.rules import MARKED_ELSEWHERE

SHORTEST_WORDS = 3
"""Marked words of fewer letters stand everywhere."""


def withhold(episode: Episode) -> Episode:
    """The episode without the chapters' titles, soundbites' titles and payments near to what must not be heard."""
    redactions, bites, value = episode.redactions, episode.podcast.soundbites, episode.shared.value
    if not redactions:
        return episode
    chapters, soundbites = _chapters(episode.chapters, redactions), _soundbites(bites, redactions)
    splits = _splits(value.splits if value else (), redactions)
    untitled = (replace(b, title=None) if n in soundbites.withheld else b for n, b in enumerate(bites))
    paid = replace(value, splits=_without(value.splits, splits)) if value else None
    return replace(
        episode,
        chapters=tuple(_untitled(c) if n in chapters.withheld else c for n, c in enumerate(episode.chapters)),
        podcast=replace(episode.podcast, soundbites=tuple(untitled)),
        shared=replace(episode.shared, value=paid),
    )


def check_withheld(episode: Episode) -> Iterator[Problem]:
    """What somebody has to read before it may be published (E0421). Asked of the episode before `withhold`."""
    chapters, bites, value = episode.chapters, episode.podcast.soundbites, episode.shared.value
    for number, span in _chapters(chapters, episode.redactions).doubtful:
        chapter = chapters[number]
        yield near_problem(span, f"a chapter starts at {clock(chapter.start)}", chapter.where or episode.where)
    for number, span in _soundbites(bites, episode.redactions).doubtful:
        if bites[number].title:
            told = f"a soundbite with a title starts at {clock(bites[number].start)}"
            yield near_problem(span, told, bites[number].where or episode.where)
    for number, span in _splits(value.splits if value else (), episode.redactions).doubtful:
        if value:
            told = f"a payment to others starts at {clock(value.splits[number].start)}"
            yield near_problem(span, told, episode.where)


def check_marked(episode: Episode, read: Transcript | Prose | None) -> Iterator[Problem]:
    """Where words that a mark leaves out stand unmarked as well (E0422). The message does not repeat them."""
    phrases = {spoken_line(words).casefold() for words in episode.marked}
    patterns = [_whole(words) for words in sorted(phrases) if len(words) >= SHORTEST_WORDS]
    found: dict[str, list[str]] = {}
    for name, where, text in _texts(episode, read):
        if any(pattern.search(spoken_line(text).casefold()) for pattern in patterns):
            found.setdefault(name, []).append(where)
    for name, places in found.items():
        often = f" ({len(places)} times)" if len(places) > 1 else ""
        yield MARKED_ELSEWHERE.at(places[0], f"words that a mark leaves out stand in {name}, too{often}")


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _texts(episode: Episode, read: Transcript | Prose | None) -> Iterator[tuple[str, str, str]]:
    here = episode.where
    yield from (("the title", here, episode.title), ("the summary", here, episode.summary))
    yield from (("the notes", here, episode.notes.text), ("the folder's name", here, episode.slug.replace("-", " ")))
    yield from (("the people", here, person.name) for person in episode.people)
    yield from (("the tags", here, tag) for tag in episode.tags)
    yield from (("a chapter", chapter.where or here, chapter.title) for chapter in episode.chapters)
    yield from (("a soundbite", bite.where or here, bite.title or "") for bite in episode.podcast.soundbites)
    if episode.transcript is None or read is None:
        return
    file = episode.transcript.file.path
    if isinstance(read, Prose):
        yield from (("the transcript", file, f"{p.speaker}\n{p.heading}\n{p.text}") for p in read.passages)
        return
    for cue in read.cues:
        yield "the transcript", f"{file}:{cue.line}" if cue.line else file, f"{cue.speaker}\n{cue.heading}\n{cue.text}"


def _chapters(chapters: Sequence[Chapter], redactions: Sequence[Redaction]) -> Near:
    return near([Thing(start=c.start, end=c.start, marked=REMOVED in c.title) for c in chapters], redactions)


def _soundbites(bites: Sequence[Soundbite], redactions: Sequence[Redaction]) -> Near:
    things = [
        Thing(start=bite.start, end=bite.start + bite.duration, marked=REMOVED in (bite.title or "")) for bite in bites
    ]
    return near(things, redactions)


def _splits(splits: Sequence[Split], redactions: Sequence[Redaction]) -> Near:
    return near([Thing(start=split.start, end=split.start + split.duration) for split in splits], redactions)


def _without(splits: Sequence[Split], judged: Near) -> tuple[Split, ...]:
    return tuple(split for number, split in enumerate(splits) if number not in judged.withheld)


def _untitled(chapter: Chapter) -> Chapter:
    """Its link goes as well: an address names people, too."""
    return replace(chapter, title=REMOVED, url=None)
