"""Single questions, as apps ask them: ranges of every kind, and a text from another origin."""

from collections.abc import Iterable, Sequence

import httpx
import podcastparser

import pipeline
from pipeline.problems import Problem
from pipeline.verify.rules import NO_CORS, UNREACHABLE, WRONG_RANGES

SECONDS = 20.0
ORIGIN = "https://player.example"
"""A web player's address: anybody's, so it has to be let in."""


def asking_client(seconds: float = SECONDS) -> httpx.Client:
    """Somebody who asks as an app does, follows redirects, and says who it is."""
    return httpx.Client(timeout=seconds, follow_redirects=True, headers={"User-Agent": pipeline.AGENT})


def wrong_ranges(client: httpx.Client, address: str, size: int) -> Iterable[Problem]:
    """What is wrong with the ranges of RFC 9110, section 14: from a byte on, the last bytes, and one past the end."""
    for asked, wanted in ((f"bytes={size - 1}-", f"bytes {size - 1}-{size - 1}/{size}"), ("bytes=-2", _last(2, size))):
        answer = client.get(address, headers={"Range": asked})
        told = answer.headers.get("Content-Range", "no range")
        if answer.status_code != httpx.codes.PARTIAL_CONTENT or told != wanted:
            yield WRONG_RANGES.at(address, f"asked for {asked}, answers {answer.status_code} with {told}")
    with client.stream("GET", address, headers={"Range": f"bytes={size}-"}) as answer:
        if answer.status_code != httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            yield WRONG_RANGES.at(address, f"asked for what is past the end, answers {answer.status_code}")


def _last(count: int, size: int) -> str:
    return f"bytes {max(0, size - count)}-{size - 1}/{size}"


def wrong_origin(client: httpx.Client, address: str) -> Sequence[Problem]:
    """Whether a web player elsewhere may read the text."""
    try:
        answer = client.get(address, headers={"Origin": ORIGIN})
    except httpx.HTTPError as error:
        return [UNREACHABLE.at(address, plainly(error))]
    if answer.headers.get("Access-Control-Allow-Origin") in {"*", ORIGIN}:
        return []
    return [NO_CORS.at(address, "is not shown to web players of other sites (CORS)")]


def plainly(error: Exception) -> str:
    """What went wrong, without the library's words."""
    match error:
        case httpx.TimeoutException():
            return f"no answer within {SECONDS:.0f} seconds"
        case httpx.ConnectError():
            return "no connection"
        case podcastparser.FeedParseError():
            return "an app could not read it"
        case _:
            return "the connection broke off"
