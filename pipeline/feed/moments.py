"""Dates and lengths as RSS wants them, in no locale's words."""

import re
from datetime import UTC, datetime

from pipeline.model import Millis

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC2822 = re.compile(
    r"([A-Z][a-z]{2}), ([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:[+-][0-9]{4}|GMT|UT)"
)


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


def whole_seconds(duration: Millis) -> int:
    """A length for `itunes:duration`: integer seconds, and never none for audio that is there.

    >>> whole_seconds(Millis(77_160)), whole_seconds(Millis(77_500)), whole_seconds(Millis(200))
    (77, 78, 1)
    """
    return max(1, round(duration / 1000))
