"""SubRip in. There is no standard: what players accept is accepted, as long as no word is lost or moved.

Numbers may be missing or repeated, a point may stand for the comma, and words after an empty line belong to the cue
before. Speakers are labels: `Rowan Ash: Hello.`
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import Cue, Transcript
from pipeline.problems import Problem
from pipeline.words.faults import Faults
from pipeline.words.labelled_cues import with_speakers
from pipeline.words.letters import clean, joint
from pipeline.words.rules import NO_TIMING
from pipeline.words.timed_lines import Block, Timed, blocks, in_order, opened, step_back, times

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\{\\[^{}]{1,100}\}")
_SHOWN = 60


def read_srt(text: str, language: str, where: str) -> Transcript:
    """The cues. Raises CheckFailed with every fault and its line."""
    faults, cues = Faults(), list[Cue]()
    for block in blocks(text):
        before, timed = opened(block)
        if before:
            _before(before, cues, language, where, faults, alone=not timed)
        cues.extend(cue for one in timed for cue in _cue(one, language, where, faults))
    faults.stop()
    spoken = [cue for cue in cues if cue.text]
    return Transcript(cues=in_order(with_speakers(spoken)), language=language)


def _before(before: Block, cues: list[Cue], language: str, where: str, faults: Faults, *, alone: bool) -> None:
    """A number goes; words belong to the cue before them, and without one they have no time."""
    lines = before.lines
    if not alone or len(lines) == 1:
        lines = lines[:-1] if lines[-1].strip().isdecimal() else lines
    if lines and cues:
        cues[-1] = replace(cues[-1], text=clean(f"{cues[-1].text}{joint(language)}{_plain(lines, language)}"))
    elif lines:
        faults.add(NO_TIMING.at(f"{where}:{before.line}", f"“{lines[0].strip()[:_SHOWN]}” has no time"))


def _cue(timed: Timed, language: str, where: str, faults: Faults) -> Iterator[Cue]:
    span = times(timed, where)
    if isinstance(span, Problem):
        faults.add(span)
        return
    faults.add(step_back(timed.line, span[0], faults.latest, where))
    faults.latest = span[0]
    yield Cue(start=span[0], end=span[1], text=_plain(timed.lines, language))


def _plain(lines: tuple[str, ...], language: str) -> str:
    return clean(html.unescape(_TAG.sub("", joint(language).join(line.strip() for line in lines))))
