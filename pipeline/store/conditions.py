"""Does this store honour conditions? Found out by writing, not by its name: some ignore them without a word."""

import uuid

from pipeline.problems import Conflict, StoreError
from pipeline.store.protocol import Store
from pipeline.store.rules import NO_CONDITIONS

JSON = "application/json"


def probe_conditions(store: Store) -> None:
    """Write, then write twice as if somebody else had been first. Raises StoreError (E1006) if that succeeds."""
    key = f"probe-{uuid.uuid4().hex}.json"
    etag = store.swap(key, b"1\n", None, content_type=JSON, cache_control="no-store")
    try:
        for wrong in (None, _other(etag)):
            try:
                store.swap(key, b"2\n", wrong, content_type=JSON, cache_control="no-store")
            except Conflict:
                continue
            raise StoreError(NO_CONDITIONS.at(store.place, "it let a write through that should have been refused"))
    finally:
        store.delete(key)


def _other(etag: str) -> str:
    """An etag of the same form that is nobody's."""
    return "".join("0" if letter in "123456789abcdef" else letter for letter in etag)
