"""Keys are plain: they mean the same to a folder, to S3, to a web server and to every app."""

import re

from pipeline.problems import StoreError
from pipeline.store.rules import BAD_KEY

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
LONGEST = 512


def plain_key(key: str) -> str:
    """The key itself. Raises StoreError (E1001) when it is empty, climbs, hides, or holds anything but plain letters.

    >>> plain_key("media/042-school-meetings-0123456789ab.mp3")
    'media/042-school-meetings-0123456789ab.mp3'
    """
    if len(key) > LONGEST or not _PLAIN.fullmatch(key):
        raise StoreError(BAD_KEY.at("storage", f"{key[:80]!r} cannot be a key"))
    return key
