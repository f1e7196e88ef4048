"""Times within a sound, as people, players and captions write them: milliseconds inside, read in one way."""

import re
from typing import NewType

Millis = NewType("Millis", int)
"""Milliseconds since the start of a file."""

TIME = r"(?:\d{1,4}:)?\d{1,4}:\d{1,2}(?:[.,]\d{1,9})?"
"""`1:02:03.400`, `02:03`, `02:03,4`: hours, if there are any, minutes, seconds, and a part of a second."""
_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9}))?")
_ROUND = 60


def read_time(text: str) -> Millis | None:
    """The time, or None when it is none: seconds end at 59, and minutes too when there are hours.

    >>> read_time("1:02:03,5"), read_time("90:00"), read_time("1:75:00")
    (3723500, 5400000, None)
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
    if seconds >= _ROUND or (found[1] and minutes >= _ROUND):
        return None
    return Millis(((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "0")[:3].ljust(3, "0")))


def clock(at: Millis) -> str:
    """A time as players and messages show it.

    >>> clock(Millis(62_900)), clock(Millis(3_723_004))
    ('1:02', '1:02:03')
    """
    minutes, seconds = divmod(at // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def timestamp(at: Millis, *, fraction: str = "") -> str:
    """`HH:MM:SS`, or with `fraction` as the separator `HH:MM:SS.mmm`. Hours may pass 99.

    >>> timestamp(Millis(3_723_004))
    '01:02:03'
    >>> timestamp(Millis(3_723_004), fraction=",")
    '01:02:03,004'
    """
    seconds, millis = divmod(at, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}" + (f"{fraction}{millis:03}" if fraction else "")


def whole_seconds(duration: Millis) -> int:
    """A length in integer seconds, as `itunes:duration` wants it, and never none for audio that is there.

    >>> whole_seconds(Millis(77_160)), whole_seconds(Millis(77_500)), whole_seconds(Millis(200))
    (77, 78, 1)
    """
    return max(1, round(duration / 1000))
