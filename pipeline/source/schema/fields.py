"""The letters and groups that every form is made of: what a line, an address, a moment may be."""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from pipeline.base.text import NAME_OF_FILE
from pipeline.base.time import read_day

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=r"^[^\n]*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
Secure = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"?#]+$", max_length=500)]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128, pattern=r"^[^\n]*$")]
FileName = Annotated[str, StringConstraints(pattern=NAME_OF_FILE, max_length=255)]


def some(value: object) -> object:
    """One thing may be written without a list around it."""
    return [value] if isinstance(value, str | dict) else value


_NUMBER = re.compile(r"[-+]?[\d._,]+(e[-+]?\d+)?|0x[\da-f]+|[-+]?\.?(inf|nan)", re.IGNORECASE)


def moment(value: object) -> object:
    """A bare date is six in the morning, UTC: the hour at which most shows come out.

    Raises ValueError for a number: pydantic would count its seconds from 1970, and nobody writes a date like that.
    """
    counted = isinstance(value, int | float) and not isinstance(value, bool)
    if counted or (isinstance(value, str) and _NUMBER.fullmatch(value.strip())):
        msg = "is a number, not a date such as 2026-12-01T06:00-05:00"
        raise ValueError(msg)
    if isinstance(value, str):
        value = read_day(value) or value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(6), tzinfo=UTC)
    return value


def zoned(value: datetime) -> datetime:
    """A moment without a zone is another for everybody. Raises ValueError for it, and for what UTC cannot say."""
    if value.tzinfo is None:
        msg = "has no time zone: write +00:00 or Z behind it"
        raise ValueError(msg)
    try:
        value.astimezone(UTC)
    except OverflowError as error:
        msg = "lies outside the years 1 to 9999 in UTC, in which apps count"
        raise ValueError(msg) from error
    return value


Moment = Annotated[datetime, BeforeValidator(moment), AfterValidator(zoned)]


class Form(BaseModel):
    """Strict about names: what nobody knows is told, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
