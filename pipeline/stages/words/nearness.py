"""What lies so near to a stretch that nobody may hear that it may say the same.

Times in a transcript are rarely better than half a second, and voices rarely pause for longer than a second and a half:
what overlaps the stretch or lies within half a second of it is withheld; what lies within a second and a half has to be
read by somebody. Where a person has marked something in or beside the stretch, no guess is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Redaction, Span

WITHHELD_MS = 500
READ_MS = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something said or written of a stretch of the recording; `marked` if words were left out of it by hand."""

    start: int
    end: int
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What has to be left out, by its number; and what somebody has to read, with the stretch it is near to."""

    withheld: frozenset[int]
    doubtful: tuple[tuple[int, Span], ...]


def near(things: Sequence[Thing], redactions: Sequence[Redaction]) -> Near:
    """Which of the things are near to what must not be heard; all times are the recording's own."""
    withheld: set[int] = set()
    doubtful: list[tuple[int, Span]] = []
    for span in (redaction.span for redaction in redactions):
        reach = {number: _distance(thing, span) for number, thing in enumerate(things)}
        reach = {number: distance for number, distance in reach.items() if distance <= READ_MS}
        if any(things[number].marked for number in reach):
            continue
        withheld |= {number for number, distance in reach.items() if distance <= WITHHELD_MS}
        doubtful += [(number, span) for number, distance in reach.items() if distance > WITHHELD_MS]
    return Near(
        withheld=frozenset(withheld),
        doubtful=tuple((number, span) for number, span in doubtful if number not in withheld),
    )


def _distance(thing: Thing, span: Span) -> int:
    """How much time lies between the two; none where they overlap or touch."""
    return max(0, span.start - thing.end, thing.start - span.end)
