"""Is this storage fit for a podcast? A file is put there, asked for as apps ask, and taken away."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import httpx

from pipeline import store
from pipeline.artifact.media_types import media_type
from pipeline.problems import Problem, StoreError
from pipeline.verify.asking import asking_client, plainly, wrong_origin, wrong_ranges
from pipeline.verify.rules import UNREACHABLE, WRONG_BYTES, WRONG_SIZE, WRONG_TYPE
from pipeline.verify.secrecy import listable, readable

SIZE = 4096
BODY = bytes(range(256)) * (SIZE // 256)
FRESH = "no-store"
NO_DOORS = store.Doors(objects=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was tried, in words, and what was wrong with it."""

    tried: str
    problems: tuple[Problem, ...]


def examine(storage: store.Storage, origin: str, doors: store.Doors = NO_DOORS) -> Iterator[Finding]:
    """Try the storage, and the address `origin` at which listeners get what lies in it; then the `doors` to the rest.

    What does not work is told and not raised; after a store that refuses to be written to, nothing more is tried.
    """
    name = uuid.uuid4().hex
    files = f"media/doctor-{name}.mp3", f"words/doctor-{name}.vtt"
    written = _tried("files can be written, read back and listed", lambda: _write(storage.public, files))
    yield written
    if written.problems:
        return
    try:
        yield _tried("conditional writes are honoured", lambda: store.probe_conditions(storage.control))
        with asking_client() as client:
            sound, text = (origin + key for key in files)
            yield _asked("listeners get the very bytes, with length and type", lambda: _headers(client, sound))
            yield _asked("byte ranges of every kind", lambda: wrong_ranges(client, sound, SIZE))
            yield _asked("web players may read transcripts (CORS)", lambda: wrong_origin(client, text))
        if doors.objects:
            yield _told("control objects are not for everybody", lambda: readable(storage.control, doors))
        if doors.listings:
            yield _told("nobody else can list the bucket", lambda: listable(doors))
    finally:
        yield _tried("files can be deleted", lambda: _delete(storage.public, files))


def _tried(words: str, act: Callable[[], object]) -> Finding:
    try:
        act()
    except StoreError as error:
        return Finding(tried=words, problems=tuple(error.problems))
    return Finding(tried=words, problems=())


def _told(words: str, ask: Callable[[], tuple[Problem, ...]]) -> Finding:
    try:
        return Finding(tried=words, problems=ask())
    except StoreError as error:
        return Finding(tried=words, problems=tuple(error.problems))


def _asked(words: str, ask: Callable[[], Iterable[Problem]]) -> Finding:
    try:
        return Finding(tried=words, problems=tuple(ask()))
    except httpx.HTTPError as error:
        return Finding(tried=words, problems=(UNREACHABLE.at("base_url", plainly(error)),))


def _write(public: store.Store, files: Iterable[str]) -> None:
    for key in files:
        public.put(key, BODY, content_type=media_type(key), cache_control=FRESH, digest=store.digest_of(BODY))
        held = public.get(key)
        if held is None or held.body != BODY or key not in public.keys(key):
            raise StoreError(WRONG_BYTES.at(public.place, "what was read back is not what was written"))


def _delete(public: store.Store, files: Iterable[str]) -> None:
    for key in files:
        public.delete(key)


def _headers(client: httpx.Client, address: str) -> Iterator[Problem]:
    head, whole = client.head(address), client.get(address)
    if head.status_code != httpx.codes.OK or whole.status_code != httpx.codes.OK:
        yield UNREACHABLE.at(address, f"answers {head.status_code} and {whole.status_code}: is it public at base_url?")
        return
    if whole.content != BODY:
        yield WRONG_BYTES.at(address, "the download differs from what was stored")
    if head.headers.get("Content-Length") != str(SIZE):
        yield WRONG_SIZE.at(address, f"HEAD tells {head.headers.get('Content-Length', 'no length')}, not {SIZE} bytes")
    if head.headers.get("Content-Type") != media_type(address):
        yield WRONG_TYPE.at(address, f"is sent as {head.headers.get('Content-Type', 'nothing')}")
