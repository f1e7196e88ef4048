"""Taking back: what listeners must not get any more."""

from collections.abc import Collection

from pipeline import release
from pipeline.app.alone import taken_back
from pipeline.app.events import Purging
from pipeline.app.prepare import Prepared, prepare
from pipeline.app.publish import Published, publish
from pipeline.app.run import Run


def retract(
    run: Run, episode: str, allowed: Collection[str], *, with_copies: bool = False
) -> tuple[Published, Prepared]:
    """Take the published episode back: out of the feeds first, then its audio and pages are deleted.

    `with_copies` asks for every copy, too; `purge` deletes them afterwards. Raises CheckFailed (E0917).
    """
    prepared = taken_back(run, episode) or prepare(run, retracted={episode}, allowed=allowed)
    if with_copies:
        _agree(run, prepared, episode)
    return publish(run, prepared), prepared


def purge(episode: str, prepared: Prepared) -> int:
    """Delete every copy of an episode that was taken back; how many there were. Raises StoreError."""
    found = release.copies_of(episode, prepared.storage)
    release.purge(found, prepared.storage)
    return found.count


def _agree(run: Run, prepared: Prepared, episode: str) -> None:
    """Tell what would go; ask here when the publication will have nothing to ask."""
    if prepared.plan.dangers:
        return
    found = release.copies_of(episode, prepared.storage)
    run.tell(Purging(episode=episode, files=found.public, releases=len(found.releases)))
    if not prepared.plan.changes:
        run.ask(found.count, "Delete every copy?")
