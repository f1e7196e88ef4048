"""Times, lengths, days and sizes as a reader reads them and as a machine does: no locale, no local time zone."""

from datetime import UTC, datetime

from pipeline.base.languages import primary
from pipeline.model import Millis
from pipeline.stages.site.strings import Strings

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MINUTE_MS = 60_000
_MEGABYTE = 1_000_000


def seconds(at: Millis) -> str:
    """Seconds as a media fragment counts them (W3C Media Fragments §4.2.1), without trailing zeros.

    >>> seconds(Millis(62_000)), seconds(Millis(9_250)), seconds(Millis(5))
    ('62', '9.25', '0.005')
    """
    whole, millis = divmod(at, 1000)
    return f"{whole}.{millis:03}".rstrip("0").rstrip(".")


def period(length: Millis) -> str:
    """An ISO 8601 duration, in whole seconds.

    >>> period(Millis(77_160)), period(Millis(3_600_000)), period(Millis(0))
    ('PT1M17S', 'PT1H', 'PT0S')
    """
    minutes, second = divmod(length // 1000, 60)
    hour, minute = divmod(minutes, 60)
    parts = ((hour, "H"), (minute, "M"), (second, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def length(duration: Millis, words: Strings) -> str:
    """How long it takes to listen, as one would tell a friend: rounded to the minute once there is one."""
    if duration < _MINUTE_MS:
        return words.seconds.format(seconds=duration // 1000)
    hours, minutes = divmod(round(duration / _MINUTE_MS), 60)
    return (words.hours if hours else words.minutes).format(hours=hours, minutes=minutes)


def day(moment: datetime, language: str) -> str:
    """The day in UTC: with the month's name in English, in ISO 8601 for every other language.

    Month names of the world come and go with locale data; a date that is right everywhere beats one that is pretty in
    some places, and 2026-10-06 cannot be read as the 10th of June.

    >>> day(datetime(2026, 10, 6, 6, 0, tzinfo=UTC), "en-GB")
    '6 October 2026'
    >>> day(datetime(2026, 10, 6, 6, 0, tzinfo=UTC), "de")
    '2026-10-06'
    """
    date = moment.astimezone(UTC).date()
    if primary(language) == "en":
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    return date.isoformat()


def size(count: int) -> str:
    """Bytes as a download is announced, in decimal units.

    >>> size(1_234_567), size(47_200), size(31_000_000)
    ('1.2 MB', '47 kB', '31 MB')
    """
    if count < _MEGABYTE:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / _MEGABYTE:.{1 if count < 10 * _MEGABYTE else 0}f} MB"
