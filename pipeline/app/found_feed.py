"""What is at the show's address before its first publication: another tool's feed, perhaps, with subscribers."""

from pipeline import store
from pipeline.model import Audience, Catalogue
from pipeline.plan import Found
from pipeline.problems import CheckFailed
from pipeline.stages import feed


def found_feed(catalogue: Catalogue, storage: store.Storage) -> tuple[Found, ...]:
    """The episodes of the main public feed as it lies in the storage now; none where no feed can be read.

    It is read as an import reads it, so that what was imported from it is what is found in it.
    """
    path = next((f.path for f in catalogue.feeds if f.audience is Audience.PUBLIC), None)
    held = storage.public.get(path) if path else None
    if path is None or held is None:
        return ()
    try:
        episodes = feed.foreign(held.body, path).episodes
    except CheckFailed:
        return ()
    return tuple(Found(guid=e.guid, title=e.title, published=e.published) for e in episodes)
