"""Stretches of the recording: what must not be heard, `00:12:30 - 00:12:34.5`, and what is worth hearing alone."""

import re

from pipeline.base.clock import TIME, read_time
from pipeline.model import Millis, Redaction, Soundbite, Span
from pipeline.problems import Problem
from pipeline.source.rules import REDACTION_LINE, SOUNDBITE_LINE

# A hyphen, or the dash that some editors make of it.
_LINE = re.compile(rf"\s*({TIME})\s*[-\u2013]\s*({TIME})\s*")

_WITH_TITLE = re.compile(rf"{_LINE.pattern}(?:\s(.{{0,200}}))?")
LONGEST_TITLE = 128


def read_redaction(line: str, where: str) -> Redaction | Problem:
    """The stretch that a line names, or what is wrong with the line (E0213)."""
    found = _LINE.fullmatch(line)
    span = _span(found)
    if span is None:
        return REDACTION_LINE.at(where, f"“{line[:60]}” is not a beginning and an end")
    if span.end <= span.start:
        return REDACTION_LINE.at(where, f"“{line[:60]}” ends before it begins")
    return Redaction(span=span, where=where)


def read_soundbite(line: str, where: str) -> Soundbite | Problem:
    """The stretch that a line names, with its title, or what is wrong with the line (E0260)."""
    found = _WITH_TITLE.fullmatch(line)
    span = _span(found)
    if found is None or span is None:
        return SOUNDBITE_LINE.at(where, f"“{line[:60]}” is not a beginning, an end and a title")
    title = (found[3] or "").strip()
    if span.end <= span.start:
        return SOUNDBITE_LINE.at(where, f"“{line[:60]}” ends before it begins")
    if len(title) > LONGEST_TITLE:
        return SOUNDBITE_LINE.at(where, f"its title is longer than {LONGEST_TITLE} letters")
    return Soundbite(start=span.start, duration=Millis(span.end - span.start), title=title or None, where=where)


def _span(found: re.Match[str] | None) -> Span | None:
    """The two times, if they are times."""
    start, end = (read_time(found[1]), read_time(found[2])) if found else (None, None)
    return None if start is None or end is None else Span(start=start, end=end)
