"""One name for a value: equal values have equal fingerprints, on any machine and any Python.

Fields that do not count in comparison (where a value came from) do not count here either.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum

from pipeline.model.quantities import Digest


def fingerprint(*values: object) -> Digest:
    """SHA-256 over the canonical form of the values.

    >>> fingerprint(1, "a") == fingerprint(1, "a")
    True
    >>> fingerprint(1) == fingerprint("1")
    False
    """
    canonical = json.dumps([_plain(v) for v in values], ensure_ascii=True, separators=(",", ":"))
    return Digest(hashlib.sha256(canonical.encode()).hexdigest())


def _plain(value: object) -> object:  # noqa: PLR0911 - one return for each kind of value: it is a table
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if isinstance(value, datetime):
        return ["datetime", value.astimezone(UTC).isoformat()]
    if isinstance(value, bytes):
        return ["bytes", hashlib.sha256(value).hexdigest()]
    if is_dataclass(value):
        return [type(value).__name__, *([f.name, _plain(getattr(value, f.name))] for f in fields(value) if f.compare)]
    if isinstance(value, Mapping):
        return ["mapping", *sorted([str(k), _plain(v)] for k, v in value.items())]
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    msg = f"{type(value).__name__} has no canonical form"
    raise TypeError(msg)
