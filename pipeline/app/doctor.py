"""Whether the storage is fit for a podcast: tried as listeners' apps and other producers use it."""

from pipeline import store, verify
from pipeline.app.place import Place, outside
from pipeline.app.run import Run


def doctor(run: Run, place: Place) -> tuple[verify.Finding, ...]:
    """What was tried, and what was wrong with it."""
    doors = store.doors(place.show.storage, place.show.base_url, run.environment)
    with outside(run, place.show) as origin:
        return tuple(verify.examine(place.storage, origin, doors))
