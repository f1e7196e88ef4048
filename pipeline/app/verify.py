"""The release, looked at from outside: once, or again and again."""

from collections.abc import Collection

from pipeline import store, verify
from pipeline.app.place import Place, live_in, outside
from pipeline.app.rules import NOTHING_PUBLISHED
from pipeline.app.run import Run
from pipeline.model import Show
from pipeline.problems import VerifyFailed, errors


def verify_release(run: Run, show: Show, storage: store.Storage, *, whole: Collection[str] = ()) -> verify.Verified:
    """How many addresses answered, and what is worth telling; media named in `whole` are compared to the byte.

    Raises VerifyFailed.
    """
    live = live_in(run, storage)
    if live.manifest is None:
        raise VerifyFailed(NOTHING_PUBLISHED.at(storage.public.place, "there is no release to verify"))
    with outside(run, show) as origin:
        verified = verify.verify(live.manifest, origin, whole=whole)
    if errors(verified.problems):
        raise VerifyFailed(verified.problems)
    return verified


def verify_place(run: Run, place: Place, *, whole: bool = False) -> verify.Verified:
    """The release at that place; `whole` compares every byte of its audio. Raises VerifyFailed."""
    live = place.live.manifest
    episodes = live.episodes.values() if live and whole else ()
    every = {file.key for episode in episodes for file in (episode.enclosure, *episode.others)}
    return verify_release(run, place.show, place.storage, whole=every)
