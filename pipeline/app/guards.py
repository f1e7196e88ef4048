"""Before a first publication: it has to be the first, and secrets have to stay where only producers read them."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from pipeline import release, store, verify
from pipeline.app.rules import NOT_FIRST
from pipeline.app.run import Run
from pipeline.model import Audience, Catalogue, Lock, Show
from pipeline.plan import Change, Plan
from pipeline.problems import CheckFailed, StoreError
from pipeline.stages import feed


def must_be_first(show: Show, lock: Lock, storage: store.Storage, allowed: Iterable[str]) -> None:
    """Raises CheckFailed (E1241) where a release lies that publish.lock knows, and its manifest is not there.

    The lock alone is no proof: an import writes one, and a clone of the folder brings one to another place.
    """
    known = sum(minted.enclosure is not None for minted in lock.episodes.values())
    word = f"first={urlsplit(show.base_url).netloc}"
    if not known or word in allowed or storage.public.stat(feed.OPML_KEY) is None:
        return
    what = (
        f"there is no manifest.json, though publish.lock knows {known} published episode{'s' * (known > 1)}, "
        f"and a release lies in {storage.public.place}"
    )
    raise CheckFailed(NOT_FIRST.at(storage.control.place, what, fix=NOT_FIRST.fix.replace("first=HOST", word)))


def must_stay_secret(
    run: Run, catalogue: Catalogue, live: release.LiveState, plan: Plan, storage: store.Storage
) -> None:
    """Ask without keys for control objects, before they name a secret for the first time. Raises StoreError (E1110)."""
    if not _new_secrets(catalogue, live, plan):
        return
    doors = store.doors(catalogue.show.storage, catalogue.show.base_url, run.environment)
    found = (*verify.readable(storage.control, doors), *verify.listable(doors)) if doors.objects else ()
    if found:
        raise StoreError(found)


def _new_secrets(catalogue: Catalogue, live: release.LiveState, plan: Plan) -> bool:
    """Members' feeds that were not there before; or, the first time, what is for members or waits for its day."""
    before = live.manifest.feeds if live.manifest else {}
    if any(f.audience is Audience.MEMBERS and f.name not in before for f in catalogue.feeds):
        return True
    members = any(e.audience is Audience.MEMBERS for e in catalogue.episodes)
    return live.manifest is None and (members or any(step.change is Change.WAITING for step in plan.steps))
