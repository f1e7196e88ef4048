"""Anybody's feed, held against what apps and directories insist on, and against an earlier version of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.app.fetch_feed import FEED, feed_body
from pipeline.app.rules import (
    NO_RANGES_THERE,
    NOT_ASKED_AGAIN,
    NOT_SECURE,
    OTHER_LENGTH,
    OTHER_TYPE,
    TEMPORARY,
)
from pipeline.artifact.media_types import FEED_TYPES
from pipeline.base import http
from pipeline.base.parallel import side_by_side
from pipeline.diff import Difference, Seen, compare, findings, known_of_feed, too_many
from pipeline.diff.rules import ANOTHER_SHOW
from pipeline.problems import CheckFailed, Problem
from pipeline.stages import feed

PERMANENT = frozenset({301, 308})
PARTIAL = 206
CONNECTIONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What is wrong with the feeds, and the titles of episodes that an earlier version did not have."""

    problems: tuple[Problem, ...]
    new: tuple[str, ...] = ()


def lint(feeds: Iterable[str], *, was: str | None = None, media: bool = False) -> Linted:
    """Look at the feeds at these addresses or in these files; with `media`, at each audio file's first byte, too.

    What cannot be fetched or read is among the problems: the others are looked at all the same.
    """
    problems: list[Problem] = []
    new: list[str] = []
    for place in feeds:
        try:
            problems += _looked_at(place, media=media)
            if was:
                difference, found = _since(was, place)
                new += [pair.known.title for pair in difference.pairs if Seen.NEW in pair.seen]
                problems += found
        except CheckFailed as failed:
            problems += failed.problems
    return Linted(problems=tuple(problems), new=tuple(new))


MEND: Mapping[Seen, str] = {
    Seen.GONE: "put it back, unless it was taken back on purpose",
    Seen.AGAIN: "give it back the guid it had: {guid}",
    Seen.REDATED: "give it back the date it had, unless that was wrong: {date}",
}


def _since(was: str, place: str) -> tuple[Difference, list[Problem]]:
    """What apps that have read the feed as it was do when they read it as it is."""
    before, after = feed.foreign(feed_body(was), was), feed.foreign(feed_body(place), place)
    difference = compare(known_of_feed(before), known_of_feed(after))
    told = findings(difference, lambda _: place, MEND, lambda _, seen: seen is Seen.NEW)
    problems = [*sorted(told, key=lambda problem: (problem.code, problem.what)), *too_many(difference, place)]
    if before.guid and after.guid and before.guid != after.guid:
        problems.append(ANOTHER_SHOW.at(place, f"podcast:guid {before.guid} has become {after.guid}"))
    return difference, problems


def _looked_at(place: str, *, media: bool) -> Iterator[Problem]:
    if not http.is_address(place):
        body = feed_body(place)
        yield from feed.check(body, place)
    else:
        answer = http.look(place, FEED)
        body = answer.body
        yield from _served(place, answer)
        yield from feed.check(body, place, answer.address)
    if media:
        yield from _media(body, place)


def _served(place: str, answer: http.Answer) -> Iterator[Problem]:
    """What an app notices before it reads a word."""
    if not answer.address.startswith("https://"):
        yield NOT_SECURE.at(place, "the feed is fetched without encryption")
    if answer.content_type not in FEED_TYPES:
        yield OTHER_TYPE.at(place, f"the feed is sent as {answer.content_type or 'nothing'}")
    if not answer.can_be_asked_again:
        yield NOT_ASKED_AGAIN.at(place, "neither ETag nor Last-Modified comes with it")
    if any(status not in PERMANENT for status in answer.redirects):
        yield TEMPORARY.at(place, f"it leads on to {answer.address} for the time being ({answer.redirects[0]})")


def _media(body: bytes, place: str) -> Iterator[Problem]:
    for problems in side_by_side(_sampled, feed.read(body, place), workers=CONNECTIONS):
        yield from problems


def _sampled(item: feed.ReadItem) -> Sequence[Problem]:
    try:
        found = http.sample(item.url)
    except CheckFailed as failed:
        return failed.problems
    return tuple(_wrong_media(item, found))


def _wrong_media(item: feed.ReadItem, found: http.Sample) -> Iterable[Problem]:
    if found.status != PARTIAL:
        yield NO_RANGES_THERE.at(item.url, f"“{item.title}”: asked for one byte, it answers {found.status}")
    if found.length is not None and item.length.isdecimal() and int(item.length) != found.length:
        yield OTHER_LENGTH.at(item.url, f"“{item.title}”: the feed says {item.length} bytes, it has {found.length}")
    if found.content_type and item.content_type and found.content_type != item.content_type.lower():
        said = f"the feed says {item.content_type}, it is sent as {found.content_type}"
        yield OTHER_TYPE.at(item.url, f"“{item.title}”: {said}")
