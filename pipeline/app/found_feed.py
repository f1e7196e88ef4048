"""What is at the show's address before its first publication: another tool's feed, perhaps, with subscribers."""

from pipeline import store
from pipeline.diff import Known, known_of_feed
from pipeline.model import Audience, Catalogue
from pipeline.problems import CheckFailed
from pipeline.stages import feed


def found_feed(catalogue: Catalogue, storage: store.Storage) -> tuple[Known, ...]:
    """The episodes of the main public feed as it lies in the storage now; none where no feed can be read.

    It is read as an import reads it, so that what was imported from it is what is found in it.
    """
    path = next((f.path for f in catalogue.feeds if f.audience is Audience.PUBLIC), None)
    held = storage.public.get(path) if path else None
    if path is None or held is None:
        return ()
    try:
        return known_of_feed(feed.foreign(held.body, path))
    except CheckFailed:
        return ()
