"""Telling others of a release that verification has proved: hubs, directories, apps, the producer's own webhook.

Only public feeds are told of. Nobody hears twice of the same thing because one of them failed: each is tried by itself,
a few times, and what failed is a warning, since the release is out all the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

import pipeline
from pipeline.base.parallel import side_by_side
from pipeline.model import Announce
from pipeline.problems import Problem, Rule

NOT_TOLD = Rule(
    code="W0952",
    title="somebody could not be told of the release",
    why="their listeners find the episode later, when the app looks by itself",
    fix="run `publish.py announce` later; if it stays, check the address under [announce], and the token",
)
WEBHOOK = "PODWRIGHT_WEBHOOK"
PODPING_TOKEN = "PODWRIGHT_PODPING_TOKEN"  # noqa: S105 - the name of a variable, and no token
SECONDS = 10.0
CONNECTIONS = 4
PAUSES_S = (0.5, 2.0)
"""Before the second attempt, and before the third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What there is to tell: the public feeds' addresses, and each change as (what, episode, title)."""

    show: str
    generation: int
    feeds: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Who was told, never with a secret in the name, and the problem if it failed."""

    who: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    who: str
    request: httpx.Request


def announce(
    settings: Announce, news: News, environment: Mapping[str, str], pause: Callable[[float], None]
) -> Sequence[Outcome]:
    """Tell everybody the settings and the environment name; `pause` waits for seconds between attempts."""
    calls = list(_calls(settings, news, environment))
    with httpx.Client(timeout=SECONDS, headers={"User-Agent": pipeline.AGENT}) as client:
        return list(side_by_side(lambda call: _tell(client, call, pause), calls, workers=CONNECTIONS))


def _calls(settings: Announce, news: News, environment: Mapping[str, str]) -> Iterator[_Call]:
    for feed in news.feeds:
        for hub in settings.hubs:
            told = {"hub.mode": "publish", "hub.url": feed}
            yield from _call("WebSub hub", "POST", hub, data=told)
        if settings.podping:
            token = {"Authorization": environment[PODPING_TOKEN]} if environment.get(PODPING_TOKEN) else {}
            told = {"url": feed, "reason": "update", "medium": "podcast"}
            yield from _call("podping", "GET", settings.podping, params=told, headers=token)
        if settings.overcast:
            yield from _call("Overcast", "GET", settings.overcast, params={"urlprefix": feed})
    if environment.get(WEBHOOK):
        yield from _call("webhook", "POST", environment[WEBHOOK], json=_document(news))


def _call(who: str, method: str, address: str, **options: object) -> Iterator[_Call]:
    try:
        request = httpx.Request(method, address, **options)  # type: ignore[arg-type] # passes through
        yield _Call(who=f"{who} {urlsplit(address).hostname}", request=request)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
        yield _Call(who=who, request=httpx.Request("GET", ""))


def _document(news: News) -> Mapping[str, object]:
    changes = [{"change": change, "episode": episode, "title": title} for change, episode, title in news.changes]
    return {
        "format": 1,
        "show": news.show,
        "generation": news.generation,
        "feeds": list(news.feeds),
        "changes": changes,
    }


def _tell(client: httpx.Client, call: _Call, pause: Callable[[float], None]) -> Outcome:
    for wait in PAUSES_S:
        what, again = _attempt(client, call.request)
        if not again:
            break
        pause(wait)
    else:
        what, _ = _attempt(client, call.request)
    return Outcome(who=call.who, problem=NOT_TOLD.at(call.who, what) if what else None)


def _attempt(client: httpx.Client, request: httpx.Request) -> tuple[str, bool]:
    """What went wrong, empty when nothing did, and whether trying again may help."""
    try:
        answer = client.send(request)
    except httpx.TimeoutException:
        return f"no answer within {SECONDS:.0f} seconds", True
    except httpx.UnsupportedProtocol:
        return "its address is not one that can be asked", False
    except httpx.TransportError:
        return "no connection", True
    if answer.is_success:
        return "", False
    busy = answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS
    return f"answers {answer.status_code}", busy
