"""The secret that members' addresses are made of: minted once, and kept where producers alone can read."""

import json
import secrets

from pipeline import store
from pipeline.problems import Conflict, StoreError
from pipeline.release.rules import LOST_SECRET
from pipeline.release.shipping import PRIVATE

KEY = "members.json"
BYTES = 32


def members_secret(storage: store.Storage) -> str:
    """The show's secret, made now if there is none yet. Raises StoreError (E0935) where it cannot be read."""
    held = storage.control.get(KEY)
    if held is None:
        body = (json.dumps({"format": 1, "secret": secrets.token_hex(BYTES)}) + "\n").encode()
        try:
            storage.control.swap(KEY, body, None, content_type="application/json", cache_control=PRIVATE)
        except Conflict:  # another producer was first: theirs holds
            return members_secret(storage)
        return _secret(body, storage)
    return _secret(held.body, storage)


def _secret(body: bytes, storage: store.Storage) -> str:
    try:
        return str(json.loads(body)["secret"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(LOST_SECRET.at(storage.control.place, f"{KEY} is not one that Podwright wrote")) from error
