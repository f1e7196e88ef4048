"""WebVTT in (W3C Candidate Recommendation, clauses 4 and 6): what browsers accept, and every fault with its line.

A cue with several voices becomes a cue for each, at the same time. A comma for the decimal point is accepted.
"""

import html
import re
from collections.abc import Iterator

from pipeline.model import Cue, Millis, Transcript
from pipeline.problems import Problem
from pipeline.words.faults import Faults
from pipeline.words.labelled_cues import with_speakers
from pipeline.words.letters import clean, joint
from pipeline.words.rules import NO_HEADER, NO_TIMING
from pipeline.words.timed_lines import Block, Timed, blocks, in_order, opened, step_back, times

ESTIMATED = "The times in this transcript are estimated, so they may be a few seconds off."
"""What a NOTE of ours says, and what is believed when it is read again."""

_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,200})?[ \t]([^<>]{1,500})>")
_TAG = re.compile(r"</?(?:[A-Za-z][^<>]{0,500})?>|<[\d:.]{5,15}>")
_BESIDE = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")
_SHOWN = 60


def read_vtt(text: str, language: str, where: str) -> Transcript:
    """The cues. Raises CheckFailed with every fault: no header, times that cannot be, words without times."""
    found = list(blocks(text))
    faults = Faults()
    found = _without_header(found, where, faults)
    estimated = any(block.lines[0].startswith("NOTE") and ESTIMATED in " ".join(block.lines) for block in found)
    voiced = [cue for block in found for cue in _cues(block, language, where, faults)]
    faults.stop()
    named = any(cue.speaker for cue in voiced)
    cues = voiced if named else with_speakers(voiced)
    return Transcript(cues=in_order(cues), language=language, estimated=estimated)


def _without_header(found: list[Block], where: str, faults: Faults) -> list[Block]:
    if found and found[0].line == 1 and _HEADER.fullmatch(found[0].lines[0]):
        _, cues = opened(found[0])
        first = cues[0].line - 1 if cues else 0
        return [Block(line=first + 1, lines=found[0].lines[first:]), *found[1:]] if cues else found[1:]
    if found:
        faults.add(NO_HEADER.at(f"{where}:1", f"the first line is “{found[0].lines[0].strip()[:_SHOWN]}”"))
    return found


def _cues(block: Block, language: str, where: str, faults: Faults) -> Iterator[Cue]:
    if _BESIDE.match(block.lines[0]):
        return
    before, timed = opened(block)
    if before and (not timed or len(before.lines) > 1):
        faults.add(NO_TIMING.at(f"{where}:{before.line}", f"“{before.lines[0].strip()[:_SHOWN]}” has no time"))
    for one in timed:
        span = times(one, where)
        if isinstance(span, Problem):
            faults.add(span)
            continue
        faults.add(step_back(one.line, span[0], faults.latest, where))
        faults.latest = span[0]
        yield from _voices(one, span, language)


def _voices(timed: Timed, span: tuple[Millis, Millis], language: str) -> Iterator[Cue]:
    parts = _VOICE.split(joint(language).join(line.strip() for line in timed.lines))
    for name, words in zip([None, *parts[1::2]], parts[::2], strict=True):
        text = _plain(words)
        if text:
            yield Cue(start=span[0], end=span[1], text=text, speaker=clean(html.unescape(name or "")) or None)


def _plain(words: str) -> str:
    return clean(html.unescape(_TAG.sub("", words)))
