"""The only code that changes what listeners see: what lasts is sent first, then the manifest, the pages, the feeds.

A crash at any point leaves the old feed whole and every address in it answering; running again finishes the job.
"""

from pipeline.release.flipping import Flip, Flipped, finish, flip, turn_of
from pipeline.release.generations import Generation
from pipeline.release.live_state import LiveState, read_live
from pipeline.release.members import members_secret
from pipeline.release.pruning import Orphans, orphans, prune
from pipeline.release.purging import Copies, copies_of, purge
from pipeline.release.records import hidden_pages, read_records
from pipeline.release.rollback import find, turn_back
from pipeline.release.shipping import ship, unsent
from pipeline.release.showable import showable

__all__ = [
    "Copies",
    "Flip",
    "Flipped",
    "Generation",
    "LiveState",
    "Orphans",
    "copies_of",
    "find",
    "finish",
    "flip",
    "hidden_pages",
    "members_secret",
    "orphans",
    "prune",
    "purge",
    "read_live",
    "read_records",
    "ship",
    "showable",
    "turn_back",
    "turn_of",
    "unsent",
]
