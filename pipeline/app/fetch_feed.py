"""Somebody's feed, from an address of the web or from a file."""

from pathlib import Path

from pipeline.base import http
from pipeline.base.http import Bounds
from pipeline.problems import CheckFailed

FEED = Bounds(bytes=50_000_000, seconds=60)


def feed_body(place: str) -> bytes:
    """The bytes of a feed, from an address of the web (at most 50 MB in a minute) or from a file, whatever its size.

    Raises CheckFailed: E0880-E0884 for an address, E0881 for a file that cannot be read.
    """
    if http.is_address(place):
        return http.fetch(place, FEED)
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise CheckFailed(http.UNREACHABLE.at(place, f"the file cannot be read: {error.strerror}")) from error
