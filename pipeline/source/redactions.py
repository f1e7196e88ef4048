"""Stretches of the recording: what must not be heard, `00:12:30 - 00:12:34.5`, and what is worth hearing alone."""

import re

from pipeline.model import Millis, Redaction, Soundbite, Span
from pipeline.problems import Problem
from pipeline.source.rules import REDACTION_LINE, SOUNDBITE_LINE
from pipeline.source.times import TIME, moment

# A hyphen, or the dash that some editors make of it.
_LINE = re.compile(rf"\s*({TIME})\s*[-\u2013]\s*({TIME})\s*")

_WITH_TITLE = re.compile(rf"{_LINE.pattern}(?:\s(.{{0,200}}))?")
LONGEST_TITLE = 128


def read_redaction(line: str, where: str) -> Redaction | Problem:
    """The stretch that a line names, or what is wrong with the line (E0213)."""
    found = _LINE.fullmatch(line)
    if found is None:
        return REDACTION_LINE.at(where, f"“{line[:60]}” is not a beginning and an end")
    span = Span(start=moment(found[1]), end=moment(found[2]))
    if span.end <= span.start:
        return REDACTION_LINE.at(where, f"“{line[:60]}” ends before it begins")
    return Redaction(span=span, where=where)


def read_soundbite(line: str, where: str) -> Soundbite | Problem:
    """The stretch that a line names, with its title, or what is wrong with the line (E0260)."""
    found = _WITH_TITLE.fullmatch(line)
    if found is None:
        return SOUNDBITE_LINE.at(where, f"“{line[:60]}” is not a beginning, an end and a title")
    start, end, title = moment(found[1]), moment(found[2]), (found[3] or "").strip()
    if end <= start:
        return SOUNDBITE_LINE.at(where, f"“{line[:60]}” ends before it begins")
    if len(title) > LONGEST_TITLE:
        return SOUNDBITE_LINE.at(where, f"its title is longer than {LONGEST_TITLE} letters")
    return Soundbite(start=start, duration=Millis(end - start), title=title or None, where=where)
