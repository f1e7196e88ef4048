"""`publish.py lint`: anybody's feed, held against what apps and directories insist on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import typer

from pipeline import report
from pipeline.artifact.media_types import FEED_TYPES
from pipeline.base import http
from pipeline.base.parallel import side_by_side
from pipeline.cli.import_ import FEED, foreign_body
from pipeline.cli.options import Context, Json, session_for
from pipeline.cli.rules import (
    NO_RANGES_THERE,
    NOT_ASKED_AGAIN,
    NOT_SECURE,
    OTHER_LENGTH,
    OTHER_TYPE,
    TEMPORARY,
)
from pipeline.problems import CheckFailed, Problem, errors
from pipeline.stages import feed

Feeds = Annotated[list[str], typer.Argument(metavar="FEED", help="A feed's address, or a file.")]
Was = Annotated[str | None, typer.Option("--was", metavar="FEED", help="An earlier version: what would apps do?")]
Media = Annotated[bool, typer.Option("--media", help="Ask for the first byte of each audio file, too.")]

PERMANENT = frozenset({301, 308})
PARTIAL = 206
CONNECTIONS = 8


def lint(context: Context, feeds: Feeds, was: Was = None, *, media: Media = False, json: Json = False) -> None:
    """Tell what is wrong with any FEED, why listeners would suffer, and how to mend it. Needs no show."""
    session = session_for(context, None, json=json)
    problems: list[Problem] = []
    new: list[str] = []
    for place in feeds:
        try:
            problems += _looked_at(place, media=media)
            if was:
                change = feed.changed(foreign_body(was), foreign_body(place), was, place)
                new += change.new
                problems += change.problems
        except CheckFailed as failed:
            problems += failed.problems
    report.show_findings(session.console, problems)
    if was:
        report.show_new(session.console, new)
    code = CheckFailed.exit_code if errors(problems) else 0
    session.answer({"feeds": feeds, **({"new": new} if was else {})}, exit_code=code, problems=problems)
    raise typer.Exit(code)


def _looked_at(place: str, *, media: bool) -> Iterator[Problem]:
    if not http.is_address(place):
        body = foreign_body(place)
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
