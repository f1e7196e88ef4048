"""publish.lock: what apps hold on to, minted once. Written by the tool, committed by the producer."""

import json
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.base.files import write_whole
from pipeline.model import Lock
from pipeline.problems import CheckFailed
from pipeline.source.rules import BAD_LOCK

LOCK = "publish.lock"
FORMAT = 1
_ADAPTER = TypeAdapter(Lock)


def read_lock(folder: Path) -> Lock:
    """The lock; an empty one where there is none yet. Raises CheckFailed (E0108)."""
    path = folder / LOCK
    if not path.exists():
        return Lock()
    try:
        document = json.loads(path.read_bytes())
        version = document.pop("format")
        if version != FORMAT:
            raise CheckFailed(BAD_LOCK.at(LOCK, f"has format {version!r}, and this version knows {FORMAT}"))
        return _ADAPTER.validate_python(document)
    except ValidationError as error:
        raise CheckFailed(BAD_LOCK.at(LOCK, f"is damaged in {error.error_count()} places")) from error
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise CheckFailed(BAD_LOCK.at(LOCK, "is not a lock that Podwright wrote")) from error


def write_lock(folder: Path, lock: Lock) -> None:
    """Keep the lock, if it says anything new; members' addresses are not in it."""
    lock = replace(lock, episodes={identity: minted.masked for identity, minted in lock.episodes.items()})
    document = {"format": FORMAT, **_ADAPTER.dump_python(lock, mode="json")}
    body = (json.dumps(document, indent=1, sort_keys=True) + "\n").encode()
    path = folder / LOCK
    if not path.exists() or path.read_bytes() != body:
        write_whole(path, body)
