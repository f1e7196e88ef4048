"""Cues as paragraphs for reading."""

from collections.abc import Iterator

from pipeline.base.text import SENTENCE_END, joint, spoken_line
from pipeline.model import Cue, Passage, Transcript

_LONG = 600
"""Letters after which a paragraph ends with its sentence."""


def paragraphs(transcript: Transcript) -> Iterator[Passage]:
    """A paragraph for each turn; one that would be long is parted at a sentence, and the rest has no speaker."""
    between = joint(transcript.language)
    gathered: list[Cue] = []
    goes_on = False
    for cue in transcript.cues:
        turn = bool(gathered) and (cue.heading is not None or cue.speaker != gathered[-1].speaker)
        full = bool(gathered) and _is_full(gathered)
        if turn or full:
            yield _paragraph(gathered, between, goes_on=goes_on)
            gathered, goes_on = [], not turn
        gathered.append(cue)
    if gathered:
        yield _paragraph(gathered, between, goes_on=goes_on)


def _is_full(cues: list[Cue]) -> bool:
    return SENTENCE_END.search(cues[-1].text) is not None and sum(len(cue.text) for cue in cues) >= _LONG


def _paragraph(cues: list[Cue], between: str, *, goes_on: bool) -> Passage:
    text = between.join(spoken_line(cue.text) for cue in cues)
    return Passage(text=text, speaker=None if goes_on else cues[0].speaker, heading=cues[0].heading)
