"""SubRip in. There is no standard: what players accept is accepted, as long as no word is lost or moved.

Numbers may be missing or repeated, a point may stand for the comma, and words after an empty line belong to the cue
before. Speakers are labels: `Rowan Ash: Hello.`
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.base.text import joint, spoken_line
from pipeline.model import Cue, Span, Transcript
from pipeline.stages.words.faults import Faults, quoted
from pipeline.stages.words.labelled_cues import with_speakers
from pipeline.stages.words.rules import NO_TIMING
from pipeline.stages.words.timed_lines import CueBlock, blocks, in_order, opened, times

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\{\\[^{}]{1,100}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A cue while its lines are gathered; `span` is None when its times are at fault."""

    span: Span | None
    lines: list[str]
    line: int


def read_srt(text: str, language: str, where: str) -> Transcript:
    """The cues. Raises CheckFailed with every fault and its line."""
    faults, shown = Faults(where), list[_Shown]()
    for block in blocks(text):
        before, timed = opened(block)
        if before:
            _keep_words(before, shown, faults, alone=not timed)
        shown.extend(_Shown(span=times(one, faults), lines=list(one.lines), line=one.line) for one in timed)
    faults.stop()
    return Transcript(cues=in_order(with_speakers(_cues(shown, language))), language=language)


def _keep_words(before: CueBlock, shown: Sequence[_Shown], faults: Faults, *, alone: bool) -> None:
    """A number goes; words belong to the cue before them, and without one they have no time."""
    numbered = before.lines[-1].isdecimal() and (len(before.lines) == 1 or not alone)
    lines = before.lines[:-1] if numbered else before.lines
    if lines and shown:
        shown[-1].lines.extend(lines)
    elif lines:
        faults.add(NO_TIMING, before.line, f"{quoted(lines[0])} has no time")


def _cues(shown: Sequence[_Shown], language: str) -> Sequence[Cue]:
    told = ((one.span, _plain(joint(language).join(one.lines)), one.line) for one in shown)
    return [Cue(start=s.start, end=s.end, text=text, line=line) for s, text, line in told if s and text]


def _plain(text: str) -> str:
    return spoken_line(html.unescape(_TAG.sub("", text)))
