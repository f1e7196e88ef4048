"""What a subscriber would notice between two states of a show: one answer, for whoever asks.

A plan, a feed that was found at the show's address, a rollback, two versions of a feed and a move all bring the same
thing: what apps know of each episode, before and after.
"""

from pipeline.diff.adapters import known_of_feed, known_of_lock, known_of_release
from pipeline.diff.compare import compare
from pipeline.diff.findings import findings, too_many
from pipeline.diff.known import Difference, Known, Pair, Seen

__all__ = [
    "Difference",
    "Known",
    "Pair",
    "Seen",
    "compare",
    "findings",
    "known_of_feed",
    "known_of_lock",
    "known_of_release",
    "too_many",
]
