"""What nobody may hear, nobody may read: in a transcript."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.base.clock import clock
from pipeline.base.marks import REMOVED
from pipeline.model import Cue, Prose, Redaction, Span, Transcript
from pipeline.problems import Problem
from pipeline.stages.words.nearness import Thing, near
from pipeline.stages.words.rules import NEAR_REDACTION, UNTIMED_REDACTION


def redact(transcript: Transcript, redactions: Sequence[Redaction]) -> Transcript:
    """Take out what is near to what must not be heard, all in the recording's own time. Who spoke stays."""
    cues = transcript.cues
    withheld = near(_things(cues), redactions).withheld
    headless = near(_headings(cues), redactions).withheld
    told = (_told(cue, said=n not in withheld, headed=n not in headless) for n, cue in enumerate(cues))
    return replace(transcript, cues=tuple(told))


def check_redactions(read: Transcript | Prose, redactions: Sequence[Redaction], where: str) -> tuple[Problem, ...]:
    """What somebody has to read before it may be published (E0418, E0421)."""
    if not redactions:
        return ()
    if isinstance(read, Prose):
        return () if _is_marked(read) else (UNTIMED_REDACTION.at(where, "it has no times and no marks"),)
    return tuple(_near_problems(read.cues, redactions, where))


def near_problem(span: Span, what: str, where: str) -> Problem:
    """Something stands beside what must not be heard; its words are not repeated here."""
    return NEAR_REDACTION.at(where, f"{what}, beside what must not be heard ({clock(span.start)} - {clock(span.end)})")


def _near_problems(cues: Sequence[Cue], redactions: Sequence[Redaction], where: str) -> Iterator[Problem]:
    for number, span in near(_things(cues), redactions).doubtful:
        cue = cues[number]
        place = f"{where}:{cue.line}" if cue.line else where
        yield near_problem(span, f"words are said from {clock(cue.start)} to {clock(cue.end)}", place)


def _things(cues: Sequence[Cue]) -> list[Thing]:
    """The cues, each as long as its words may really last: from the last written start to the next."""
    starts, ends, written = list[int](), list[int](), 0
    for cue in cues:
        written = written if cue.guessed_start else cue.start
        starts.append(min(written, cue.start))
    following = max((cue.end for cue in cues), default=0)
    for cue in reversed(cues):
        ends.append(max(cue.end, following) if cue.guessed_end else cue.end)
        following = following if cue.guessed_start else cue.start
    return [
        Thing(start=start, end=end, marked=REMOVED in cue.text)
        for cue, start, end in zip(cues, starts, reversed(ends), strict=True)
    ]


def _headings(cues: Sequence[Cue]) -> list[Thing]:
    """Headings are chapters' titles, and belong to the moment at which they stand; no heading is near to nothing."""
    never = -(10**12)
    things = ((cue.start, cue.heading) if cue.heading else (never, "") for cue in cues)
    return [Thing(start=start, end=start, marked=REMOVED in heading) for start, heading in things]


def _told(cue: Cue, *, said: bool, headed: bool) -> Cue:
    heading = cue.heading if headed or not cue.heading else REMOVED
    return replace(cue, text=cue.text if said else REMOVED, heading=heading)


def _is_marked(prose: Prose) -> bool:
    return any(REMOVED in part for passage in prose.passages for part in (passage.text, passage.heading or ""))
