"""Plain text in: paragraphs between empty lines, labels for speakers, and times if they are there.

A time stands at the start of a line, bare or in brackets (`[00:12:30]`), or after a name that has the line for itself
(`Rowan Ash 00:12:30`). A line that begins with # is a heading.
"""

import re
from collections.abc import Iterator

from pipeline.model import Passage, Prose, Transcript
from pipeline.words.clock import TIME, millis
from pipeline.words.faults import Faults
from pipeline.words.labels import labelled
from pipeline.words.letters import clean, joint
from pipeline.words.rules import TIMING
from pipeline.words.said import Said, jumps, told
from pipeline.words.timed_lines import Block, blocks

_LEADING = re.compile(rf"\s*(?:\[({TIME})\]|\(({TIME})\)|({TIME})(?=\s|$))[\s:–-]*")  # noqa: RUF001 - a dash after a time
_HEADED = re.compile(rf"\s*([^\s:\d\[\](][^:\[\](\n]{{0,59}}?)\s+(?:\[({TIME})\]|\(({TIME})\)|({TIME}))\s*:?\s*")
_HEADING = re.compile(r"\s*#{1,6}\s+(\S.*)")


def read_text(text: str, language: str, where: str) -> Transcript | Prose:
    """Cues if there are times, else prose. Raises CheckFailed with every time that cannot be, and its line."""
    faults = Faults()
    said = [one for block in blocks(text) for one in _passages(block, language, where, faults)]
    for problem in jumps(said, where):
        faults.add(problem)
    faults.stop()
    return told(said, language)


def _passages(block: Block, language: str, where: str, faults: Faults) -> Iterator[Said]:
    """A passage for each paragraph, and for each line in it that opens with a heading, a time or a label."""
    gathered: Said | None = None
    for number, line in enumerate(block.lines, block.line):
        new = _opening(line, number, where, faults)
        if gathered and not new:
            gathered = _continued(gathered, line, language)
            continue
        if gathered:
            yield gathered
        gathered = new or Said(passage=Passage(text=clean(line)), start=None, line=number)
    if gathered:
        yield gathered


def _continued(said: Said, line: str, language: str) -> Said:
    before = said.passage
    text = clean(f"{before.text}{joint(language)}{line.strip()}") if before.text else clean(line)
    passage = Passage(text=text, speaker=before.speaker, heading=before.heading)
    return Said(passage=passage, start=said.start, line=said.line)


def _opening(line: str, number: int, where: str, faults: Faults) -> Said | None:
    heading, leading, headed = _HEADING.fullmatch(line), _LEADING.match(line), _HEADED.fullmatch(line)
    if heading:
        return Said(passage=Passage(text="", heading=clean(heading[1])), start=None, line=number)
    found, passage = headed, Passage(text="", speaker=clean(headed[1]) if headed else None)
    if leading:
        found, passage = leading, Passage(text=clean(line[leading.end() :]))
    if found is None:
        return Said(passage=Passage(text=clean(line)), start=None, line=number) if labelled(line).label else None
    told_time = next(group for group in found.groups()[-3:] if group)
    start = millis(told_time)
    if start is None:
        faults.add(TIMING.at(f"{where}:{number}", f"“{told_time}” is not a time", fix="write it as 00:12:30"))
    return Said(passage=passage, start=start, line=number)
