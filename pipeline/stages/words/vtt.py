"""WebVTT in (W3C Candidate Recommendation, clauses 4 and 6): what browsers accept, and every fault with its line.

A cue with several voices becomes a cue for each, at the same time. A comma for the decimal point is accepted.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.base.text import joint, spoken_line
from pipeline.model import Cue, Span, Transcript
from pipeline.model.words import ESTIMATED
from pipeline.stages.words.faults import Faults, quoted
from pipeline.stages.words.labelled_cues import with_speakers
from pipeline.stages.words.rules import NO_HEADER, NO_TIMING
from pipeline.stages.words.timed_lines import CueBlock, Timed, blocks, in_order, opened, times

_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,200})?[ \t]([^<>]{1,500})>")
_TAG = re.compile(r"</?(?:[A-Za-z][^<>]{0,500})?>|<[\d:.]{5,15}>")
_BESIDE = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")


def read_vtt(text: str, language: str, where: str) -> Transcript:
    """The cues. Raises CheckFailed with every fault: no header, times that cannot be, words without times."""
    faults = Faults(where)
    found = _without_header(list(blocks(text)), faults)
    estimated = any(block.lines[0].startswith("NOTE") and ESTIMATED in " ".join(block.lines) for block in found)
    cues = [cue for block in found for cue in _cues(block, language, faults)]
    faults.stop()
    voiced = any(cue.speaker for cue in cues)
    return Transcript(cues=in_order(cues if voiced else with_speakers(cues)), language=language, estimated=estimated)


def _without_header(found: list[CueBlock], faults: Faults) -> list[CueBlock]:
    """The blocks after the header, whose lines of metadata go with it."""
    if not found:
        return found
    if found[0].line > 1 or not _HEADER.fullmatch(found[0].lines[0]):
        faults.add(NO_HEADER, 1, f"the file begins with {quoted(found[0].lines[0])}")
        return found
    _, cues = opened(found[0])
    if not cues:
        return found[1:]
    own = cues[0].line - found[0].line
    return [CueBlock(line=cues[0].line, lines=found[0].lines[own:]), *found[1:]]


def _cues(block: CueBlock, language: str, faults: Faults) -> Iterator[Cue]:
    if _BESIDE.match(block.lines[0]):
        return
    before, timed = opened(block)
    if before and (not timed or len(before.lines) > 1):
        faults.add(NO_TIMING, before.line, f"{quoted(before.lines[0])} has no time")
    for one in timed:
        span = times(one, faults)
        if span:
            yield from (replace(cue, line=one.line) for cue in _voices(one, span, language))


def _voices(timed: Timed, span: Span, language: str) -> Iterator[Cue]:
    parts = _VOICE.split(joint(language).join(timed.lines))
    for name, words in zip([None, *parts[1::2]], parts[::2], strict=True):
        text = spoken_line(html.unescape(_TAG.sub("", words)))
        if text:
            speaker = spoken_line(html.unescape(name or "")) or None
            yield Cue(start=span.start, end=span.end, text=text, speaker=speaker)
