"""Times as people write them: `1:02:03.400`, `02:03`, `02:03,4`."""

import re

from pipeline.model import Millis

TIME = r"(?:\d{1,4}:)?\d{1,4}:\d{1,2}(?:[.,]\d{1,9})?"
_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9}))?")
_ROUND = 60


def millis(text: str) -> Millis | None:
    """The time, or None when it is none: seconds end at 59, and minutes too when there are hours.

    >>> millis("1:02:03,5"), millis("90:00"), millis("1:75:00")
    (3723500, 5400000, None)
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
    if seconds >= _ROUND or (found[1] and minutes >= _ROUND):
        return None
    return Millis(((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "0")[:3].ljust(3, "0")))


def spoken(at: Millis) -> str:
    """A time in a message: `31:40`, `1:02:03`.

    >>> spoken(Millis(1_900_000)), spoken(Millis(3_723_004))
    ('31:40', '1:02:03')
    """
    minutes, seconds = divmod(at // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
