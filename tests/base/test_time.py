"""Dates as feeds write them: whatever the words, one moment in UTC, and written in one way."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.base.time import is_rfc2822, iso, read_day, read_moment, rfc2822

SIX = datetime(2026, 1, 3, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True, params=["UTC", "XXX-9"])
def machine(request: pytest.FixtureRequest) -> Iterator[None]:
    """The zone of the machine is nobody's business: every claim holds in two of them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    "words",
    [
        "Sat, 03 Jan 2026 06:00:00 +0000",
        "Sat, 03 Jan 2026 06:00:00 GMT",
        "Sat, 03 Jan 2026 06:00:00",
        "Sat, 3 Jan 2026 07:00:00 +0100",
        "03 Jan 2026 01:00:00 EST",
        "Sat, 03 Jan 2026 07:00:00 CET",
        "Sat, 03 Jan 2026 07:00:00 cet",
        " Sat, 03 Jan 2026 07:00:00 MEZ ",
        "Sat, 03 Jan 2026 15:00:00 JST",
        "2026-01-03T06:00:00Z",
        "2026-01-03T07:00:00+01:00",
        "2026-01-03 06:00",
        "  2026-01-03T06:00:00.999999Z\n",
    ],
)
def test_however_a_feed_writes_a_moment_it_is_read_in_utc_to_the_second(words: str) -> None:
    read = read_moment(words)
    assert read == SIX
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "soon",
        "CET",
        "soon CET",
        "Sat, 03 Jan 2026",
        "Sat, 99 Jan 2026 06:00:00 +0000",
        "Sat, 99 Jan 2026 06:00:00 CET",
        "2026-02-30T06:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_is_no_moment_is_none(words: str) -> None:
    assert read_moment(words) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-01-03", date(2026, 1, 3)),
        ("2026-01-03T06:00", None),
        ("2026-02-30", None),
        ("3 Jan 2026", None),
        ("", None),
    ],
)
def test_a_day_is_a_day_without_an_hour(words: str, day: date | None) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize(
    "moment",
    [
        SIX,
        datetime(2026, 1, 3, 7, 0, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 1, 2, 20, 0, tzinfo=timezone(timedelta(hours=-10))),
    ],
)
def test_a_moment_is_written_in_utc_wherever_it_was_said(moment: datetime) -> None:
    assert rfc2822(moment) == "Sat, 03 Jan 2026 06:00:00 +0000"
    assert iso(moment.replace(microsecond=999_999)) == "2026-01-03T06:00:00Z"


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=ZONES)  # noqa: DTZ001 - zones come extra


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moment=MOMENTS)
def test_what_is_written_is_read_as_the_same_second_and_every_app_reads_it_alike(moment: datetime) -> None:
    written = rfc2822(moment)
    assert read_moment(written) == read_moment(iso(moment)) == moment.replace(microsecond=0)
    assert is_rfc2822(written)


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("Sat, 03 Jan 2026 06:00:00 +0000", True),
        ("Sat, 3 Jan 2026 06:00:00 -0130", True),
        ("Thu, 31 Dec 2026 23:59:59 GMT", True),
        ("Thu, 01 Jan 2026 00:00:00 UT", True),
        ("Sun, 03 Jan 2026 06:00:00 +0000", False),
        ("Sat, 03 Jan 2026 06:00:00 CET", False),
        ("Sat, 03 Jan 2026 06:00 +0000", False),
        ("Sat, 03 Jan 26 06:00:00 +0000", False),
        ("03 Jan 2026 06:00:00 +0000", False),
        ("Sat, 03 Foo 2026 06:00:00 +0000", False),
        ("Sat, 31 Feb 2026 06:00:00 +0000", False),
        ("Sat, 03 Jan 2026 24:00:00 +0000", False),
        ("Sat, 03 Jan 2026 06:60:00 +0000", False),
        ("Sat, 03 Jan 2026 06:00:60 +0000", False),
        ("Sat, 03 Jan 2026 06:00:00 +0000 ", False),
        ("", False),
    ],
)
def test_only_what_every_app_reads_alike_passes(text: str, *, alike: bool) -> None:
    assert is_rfc2822(text) is alike
