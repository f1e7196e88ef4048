"""Can anybody read what only producers may? A probe is put among the control objects and asked for without keys.

Only the probe itself, or a real listing, is proof: a web server that answers everything with its home page has shown
nothing. What cannot be reached is not readable.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from pipeline import store
from pipeline.problems import Problem, Rule
from pipeline.verify.asking import asking_client
from pipeline.verify.rules import LISTABLE, READABLE

SECONDS = 10.0
LISTING = b"<ListBucketResult"
WORDS = {READABLE: "anybody can read what only producers may", LISTABLE: "anybody can list what lies in the bucket"}
ENOUGH = 65_536
"""Bytes of an answer: a probe and the head of a listing are shorter."""


def readable(control: store.Store, doors: store.Doors) -> tuple[Problem, ...]:
    """Each address at which anybody gets a control object. Raises StoreError where the probe cannot be written."""
    with _probe(control) as (key, body):
        return tuple(_open(READABLE, (f"{base}{key}" for base in doors.objects), lambda got: got == body))


def listable(doors: store.Doors) -> tuple[Problem, ...]:
    """Each address at which anybody gets the names of what lies in the storage."""
    return tuple(_open(LISTABLE, doors.listings, lambda got: LISTING in got))


@contextmanager
def _probe(control: store.Store) -> Iterator[tuple[str, bytes]]:
    name = uuid.uuid4().hex
    key, body = f"probe-{name}.json", f'{{"probe": "{name}"}}\n'.encode()
    digest = store.digest_of(body)
    control.put(key, body, content_type="application/json", cache_control="no-store", digest=digest)
    try:
        yield key, body
    finally:
        control.delete(key)


def _open(rule: Rule, addresses: Iterable[str], proof: Callable[[bytes], bool]) -> Iterator[Problem]:
    silent: set[str] = set()
    with asking_client(SECONDS) as client:
        for address in addresses:
            host = urlsplit(address).netloc
            got = None if host in silent else _got(client, address)
            if got is None:
                silent.add(host)
            elif proof(got):
                yield rule.at(address.partition("probe-")[0], WORDS[rule])
                return


def _got(client: httpx.Client, address: str) -> bytes | None:
    """The beginning of what anybody gets there; nothing for a refusal, None where nobody answers."""
    try:
        with client.stream("GET", address) as answer:
            if answer.status_code != httpx.codes.OK:
                return b""
            return next(answer.iter_bytes(ENOUGH), b"")
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
