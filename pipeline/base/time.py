"""Dates as feeds write them, read and written in one way, in no locale's words."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
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


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC2822 = re.compile(
    r"([A-Z][a-z]{2}), ([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:[+-][0-9]{4}|GMT|UT)"
)


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


def read_day(words: str) -> date | None:
    """A day as people write it (ISO 8601), without an hour; None for anything else.

    >>> read_day("2026-01-03"), read_day("2026-01-03T06:00Z")
    (datetime.date(2026, 1, 3), None)
    """
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def rfc2822(moment: datetime) -> str:
    """The moment in UTC with a numeric zone (RFC 2822, 3.3): a zone by name loses the date in most parsers.

    >>> rfc2822(datetime(2026, 1, 3, 6, 0, tzinfo=UTC))
    'Sat, 03 Jan 2026 06:00:00 +0000'
    """
    m = moment.astimezone(UTC)
    return f"{_DAYS[m.weekday()]}, {m.day:02} {_MONTHS[m.month - 1]} {m.year:04} {m:%H:%M:%S} +0000"


def is_rfc2822(text: str) -> bool:
    """Whether every app reads the date alike: the right weekday, four digits of year, seconds, a numeric zone or GMT.

    >>> is_rfc2822("Sat, 03 Jan 2026 06:00:00 +0000"), is_rfc2822("Sun, 03 Jan 2026 06:00:00 +0000")
    (True, False)
    >>> is_rfc2822("Sat, 03 Jan 2026 06:00:00 CET")
    False
    """
    match = _RFC2822.fullmatch(text)
    if not match:
        return False
    weekday, day, month, year, hour, minute, second = match.groups()
    try:
        moment = datetime(
            int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=UTC
        )
    except ValueError:
        return False
    return weekday == _DAYS[moment.weekday()]


def iso(moment: datetime) -> str:
    """The moment in UTC as ISO 8601, to the second.

    >>> iso(datetime(2026, 1, 3, 6, 0, tzinfo=UTC))
    '2026-01-03T06:00:00Z'
    """
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
