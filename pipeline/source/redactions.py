"""What must not be heard: `00:12:30 - 00:12:34.5`."""

import re

from pipeline.model import Redaction, Span
from pipeline.problems import Problem
from pipeline.source.rules import REDACTION_LINE
from pipeline.source.times import TIME, moment

# A hyphen, or the dash that some editors make of it.
_LINE = re.compile(rf"\s*({TIME})\s*[-\u2013]\s*({TIME})\s*")


def read_redaction(line: str, where: str) -> Redaction | Problem:
    """The stretch that a line names, or what is wrong with the line (E0213)."""
    found = _LINE.fullmatch(line)
    if found is None:
        return REDACTION_LINE.at(where, f"“{line[:60]}” is not a beginning and an end")
    span = Span(start=moment(found[1]), end=moment(found[2]))
    if span.end <= span.start:
        return REDACTION_LINE.at(where, f"“{line[:60]}” ends before it begins")
    return Redaction(span=span, where=where)
