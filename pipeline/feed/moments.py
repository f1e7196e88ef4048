"""Dates as RSS wants them, in no locale's words."""

from datetime import UTC, datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc2822(moment: datetime) -> str:
    """The moment in UTC with a numeric zone (RFC 2822, 3.3): a zone by name loses the date in most parsers.

    >>> rfc2822(datetime(2026, 1, 3, 6, 0, tzinfo=UTC))
    'Sat, 03 Jan 2026 06:00:00 +0000'
    """
    m = moment.astimezone(UTC)
    return f"{_DAYS[m.weekday()]}, {m.day:02} {_MONTHS[m.month - 1]} {m.year} {m:%H:%M:%S} +0000"
