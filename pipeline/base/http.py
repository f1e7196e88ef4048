"""What lies at an address of the web, fetched within bounds: so many bytes, so many seconds, so many redirects.

A download that breaks off goes on where it stopped, if the server says that it is still the same file.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

import pipeline
from pipeline.problems import CheckFailed, Rule

NOT_ADDRESS = Rule(
    code="E0880",
    title="an address that is not one",
    why="there is nothing to fetch",
    fix="give the whole address, beginning with https:// or http://",
)
UNREACHABLE = Rule(
    code="E0881",
    title="an address that does not answer",
    why="what lies there could not be fetched",
    fix="check the address and this machine's connection, and run again: what is there already is not fetched again",
)
REFUSED = Rule(
    code="E0882",
    title="an address that answers with an error",
    why="what lies there could not be fetched",
    fix="open it in a browser: if it does not work there either, ask the host",
)
TOO_MUCH = Rule(
    code="E0883",
    title="an answer larger than anything it should be",
    why="it would fill this machine's memory or disk",
    fix="check that the address is the right one",
)
TOO_SLOW = Rule(
    code="E0884",
    title="an answer that takes too long",
    why="nobody knows whether it would ever end",
    fix="run again later: what is there already is not fetched again",
)
PIECE = 1 << 16
TIMEOUT_S = 20.0
MOST_REDIRECTS = 10
ATTEMPTS = 4
PAUSE_S = 0.5
"""Before the second attempt; twice as long before each one after it."""
HEADERS = {"User-Agent": pipeline.AGENT, "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of an answer is taken at most: bytes of its body, and seconds until the last of them has come."""

    bytes: int
    seconds: float


def is_address(text: str) -> bool:
    """Whether this is an address of the web, and not a file's name."""
    return text.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered with, and how it was come by: the statuses of the redirects on the way."""

    body: bytes
    address: str
    content_type: str
    can_be_asked_again: bool
    redirects: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What an app learns of a file before it downloads it: None where the server does not say."""

    status: int
    length: int | None
    content_type: str


def look(address: str, bounds: Bounds) -> Answer:
    """What lies there, with what an app takes note of. Raises CheckFailed (E0880-E0884)."""
    with _answer(address, {}) as answer:
        headers = answer.headers
        return Answer(
            body=b"".join(_pieces(answer, address, bounds, 0)),
            address=str(answer.url),
            content_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            can_be_asked_again="ETag" in headers or "Last-Modified" in headers,
            redirects=tuple(step.status_code for step in answer.history),
        )


def sample(address: str) -> Sample:
    """Ask for a file's first byte, as apps do that stream. Raises CheckFailed (E0880-E0882)."""
    with _answer(address, {"Range": "bytes=0-0"}) as answer:
        whole = answer.headers.get("Content-Range", "").rpartition("/")[2] or answer.headers.get("Content-Length", "")
        return Sample(
            status=answer.status_code,
            length=int(whole) if whole.isascii() and whole.isdecimal() else None,
            content_type=answer.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        )


def fetch(address: str, bounds: Bounds) -> bytes:
    """The body that the address answers with, after redirects. It is held in memory.

    Raises CheckFailed: for no address (E0880), no answer or one that breaks off (E0881), an error or endless redirects
    (E0882), and for more bytes or more seconds than the bounds allow (E0883, E0884).
    """
    with _answer(address, {}) as answer:
        return b"".join(_pieces(answer, address, bounds, 0))


def download(address: str, path: Path, bounds: Bounds, progress: Callable[[float], None] = lambda _: None) -> None:
    """Put what lies there into the file, whole or not at all. Raises CheckFailed (E0880-E0884)."""
    part, mark = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.etag")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _go_on(address, part, mark, bounds, progress)
            break
        except CheckFailed as failed:
            if attempt == ATTEMPTS or failed.problems[0].code != UNREACHABLE.code:
                raise
            time.sleep(PAUSE_S * 2 ** (attempt - 1))
    part.replace(path)
    mark.unlink(missing_ok=True)


def _go_on(address: str, part: Path, mark: Path, bounds: Bounds, progress: Callable[[float], None]) -> None:
    """Fetch what is missing; from the start, if the file at the address is not the one that was begun."""
    etag = mark.read_text(encoding="ascii") if mark.exists() else ""
    held = (
        max(0, part.stat().st_size - 1) if part.exists() and etag else 0
    )  # what is whole already has a last byte, too
    asked = {"Range": f"bytes={held}-", "If-Range": etag} if held else {}
    with _answer(address, asked) as answer:
        goes_on = answer.status_code == httpx.codes.PARTIAL_CONTENT
        held = held if goes_on else 0
        tag = answer.headers.get("ETag", "")
        mark.write_text(tag if tag.startswith('"') and tag.isascii() else "", encoding="ascii")
        whole = held + int(answer.headers.get("Content-Length") or 0)
        with part.open("r+b" if goes_on else "wb") as file:
            file.seek(held)
            file.truncate()
            for piece in _pieces(answer, address, bounds, held):
                file.write(piece)
                held += len(piece)
                progress(held / whole if whole else 0.0)
    if held < whole:
        raise CheckFailed(UNREACHABLE.at(address, f"it broke off after {held:,} of {whole:,} bytes"))


def _pieces(answer: httpx.Response, address: str, bounds: Bounds, held: int) -> Iterator[bytes]:
    end = time.monotonic() + bounds.seconds
    try:
        for piece in answer.iter_bytes(PIECE):
            held += len(piece)
            if held > bounds.bytes:
                raise CheckFailed(TOO_MUCH.at(address, f"there are more than {bounds.bytes // 1_000_000} MB"))
            if time.monotonic() > end:
                raise CheckFailed(TOO_SLOW.at(address, f"it is not through after {bounds.seconds:.0f} seconds"))
            yield piece
    except httpx.HTTPError as error:
        raise CheckFailed(UNREACHABLE.at(address, "the connection was lost")) from error


@contextmanager
def _answer(address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
    if not is_address(address):
        raise CheckFailed(NOT_ADDRESS.at(address, "it is no address of the web"))
    try:
        with (
            httpx.Client(timeout=TIMEOUT_S, follow_redirects=True, max_redirects=MOST_REDIRECTS) as client,
            client.stream("GET", address, headers={**HEADERS, **headers}) as answer,
        ):
            _check(answer, address)
            yield answer
    except httpx.TooManyRedirects as error:
        raise CheckFailed(REFUSED.at(address, f"it leads on and on, more than {MOST_REDIRECTS} times")) from error
    except httpx.TimeoutException as error:
        raise CheckFailed(UNREACHABLE.at(address, f"no answer within {TIMEOUT_S:.0f} seconds")) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise CheckFailed(NOT_ADDRESS.at(address, "it is no address that can be asked for")) from error
    except httpx.HTTPError as error:
        raise CheckFailed(UNREACHABLE.at(address, "no connection")) from error


def _check(answer: httpx.Response, address: str) -> None:
    if answer.status_code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
        raise CheckFailed(REFUSED.at(address, f"it answers {answer.status_code} {answer.reason_phrase}".strip()))
