"""What nobody may hear, nobody may read."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Cue, Prose, Redaction, Transcript
from pipeline.problems import Problem
from pipeline.words.rules import UNTIMED_REDACTION

REMOVED = "[…]"


def redact(transcript: Transcript, redactions: Sequence[Redaction]) -> Transcript:
    """Take out every cue, both in the recording's own time, of which a part must not be heard. Who spoke stays."""
    return replace(transcript, cues=tuple(_redacted(cue, redactions) for cue in transcript.cues))


def check_redactions(read: Transcript | Prose, redactions: Sequence[Redaction], where: str) -> tuple[Problem, ...]:
    """A warning where nobody can tell which words belong to what must not be heard."""
    if not redactions or isinstance(read, Transcript):
        return ()
    return (UNTIMED_REDACTION.at(where, "it has no times, so all of it is published"),)


def _redacted(cue: Cue, redactions: Sequence[Redaction]) -> Cue:
    touched = any(cue.start < r.span.end and r.span.start < cue.end for r in redactions)
    return replace(cue, text=REMOVED) if touched else cue
