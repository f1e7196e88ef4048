"""The order in which the show page and the sitemap name episodes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby

from pipeline.model import Item

_WORTH_YEARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Episodes under one heading: a year, or None where one list is enough."""

    year: int | None
    items: tuple[Item, ...]


def newest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """By publication, then by number and slug, so that the order never depends on the order given."""
    return tuple(sorted(items, key=lambda i: (i.published, i.episode.number or 0, i.episode.slug), reverse=True))


def shelves(items: Sequence[Item]) -> tuple[Shelf, ...]:
    """One list, or one for each year when there is more than a phone shows in a few swipes."""
    ordered = newest_first(items)
    years = [(year, tuple(group)) for year, group in groupby(ordered, key=lambda i: i.published.astimezone(UTC).year)]
    if len(ordered) <= _WORTH_YEARS or len(years) == 1:
        return (Shelf(year=None, items=ordered),) if ordered else ()
    return tuple(Shelf(year=year, items=group) for year, group in years)
