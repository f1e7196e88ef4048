"""What is at the show's address before its first publication: another tool's feed, perhaps, with subscribers."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline import feed, store
from pipeline.model import Audience, Catalogue
from pipeline.plan import Found
from pipeline.problems import CheckFailed


def found_feed(catalogue: Catalogue, storage: store.Storage) -> tuple[Found, ...]:
    """The episodes of the main public feed as it lies in the storage now; none where no feed can be read."""
    path = next((f.path for f in catalogue.feeds if f.audience is Audience.PUBLIC), None)
    held = storage.public.get(path) if path else None
    if path is None or held is None:
        return ()
    try:
        items = feed.read(held.body, path)
    except CheckFailed:
        return ()
    return tuple(Found(guid=i.guid or i.url, title=i.title, published=_moment(i.published)) for i in items)


def _moment(words: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
