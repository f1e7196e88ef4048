"""Speakers of cues that are named by labels in the words: `Rowan Ash: Hello.` is said by Rowan Ash."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Cue
from pipeline.stages.words.labels import speakers, split_label


def with_speakers(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The cues with their labels read. A label holds until the next one, as it does on a screen."""
    known = speakers(cue.text for cue in cues)
    named: list[Cue] = []
    last: str | None = None
    for cue in cues:
        speaker, text = split_label(cue.text, known)
        last = speaker or last
        named.append(replace(cue, speaker=last, text=text))
    return tuple(cue for cue in named if cue.text)
