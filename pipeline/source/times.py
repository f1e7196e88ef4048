"""Times as people write them into a text: `12:30`, `1:02:03.5`."""

import re

from pipeline.model import Millis

TIME = r"(?:(?:\d{1,3}):)?\d{1,3}:[0-5]?\d(?:[.,]\d{1,3})?"
"""Hours, if there are any, minutes, seconds, and a part of a second."""


def moment(text: str) -> Millis:
    """What a text that fits `TIME` says.

    >>> moment("12:30"), moment("1:02:03,5")
    (750000, 3723500)
    """
    whole, _, fraction = re.sub(",", ".", text).partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return Millis(seconds * 1000 + int(fraction.ljust(3, "0")))
