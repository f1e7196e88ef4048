"""Dates as feeds write them, read in one way wherever one is read."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

ZONES: Mapping[str, int] = {
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "WEST": 1,
    "BST": 1,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "IST": 5,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}
"""Hours from UTC of zones that mail knows nothing of, and feeds are full of."""


def read_moment(words: str) -> datetime | None:
    """A date as feeds write it, RFC 2822 or ISO 8601 or nearly so, in UTC; None for what is no date.

    Without a zone it is taken to be in UTC.

    >>> read_moment("Sat, 03 Jan 2026 07:00:00 CET")
    datetime.datetime(2026, 1, 3, 6, 0, tzinfo=datetime.timezone.utc)
    """
    read = _mail(words) or _iso(words)
    if read is None:
        return None
    try:
        return (read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)).replace(microsecond=0)
    except OverflowError:
        return None


def _mail(words: str) -> datetime | None:
    body, _, zone = words.strip().rpartition(" ")
    hours = ZONES.get(zone.upper())
    try:
        if hours is not None:
            return parsedate_to_datetime(body).replace(tzinfo=timezone(timedelta(hours=hours)))
        return parsedate_to_datetime(words)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words.strip())
    except ValueError:
        return None
