"""Dates that can be said, and are hardly meant."""

from collections.abc import Iterator
from datetime import UTC, datetime

from pipeline.model import Catalogue
from pipeline.problems import Problem
from pipeline.source.rules import UNLIKELY_DATE

FIRST_YEAR = 1990
"""Nothing that a podcast carries was recorded for one before, and 1970 is what a number becomes."""
YEARS_AHEAD = 10


def unlikely_dates(catalogue: Catalogue, now: datetime) -> Iterator[Problem]:
    """A warning (W0202) for each episode and live stream that is dated before 1990, or more than ten years ahead."""
    dated = [(e.where, e.title, e.published) for e in catalogue.episodes if e.published]
    live = [("show.toml", stream.title, stream.start) for stream in catalogue.show.podcast.live]
    for where, title, moment in (*dated, *live):
        year = moment.astimezone(UTC).year
        if not FIRST_YEAR <= year <= now.year + YEARS_AHEAD:
            yield UNLIKELY_DATE.at(where, f"“{title}” is dated {moment.date().isoformat()}")
