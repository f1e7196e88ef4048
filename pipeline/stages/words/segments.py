"""JSON in: the Podcasting 2.0 transcript, and what speech recognisers write.

The former has `segments` of `startTime`, `endTime`, `speaker`, `body`; the latter of `start`, `end`, `text`. Word by
word is brought together into cues.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, repeat
from typing import Annotated

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from pipeline.base.clock import clock
from pipeline.base.text import SENTENCE_END, joint, spoken_line
from pipeline.model import Cue, Millis, Transcript
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.words.captions import LINE, LONGEST
from pipeline.stages.words.faults import MOST, STEP_BACK_MS, Faults
from pipeline.stages.words.rules import END_FIRST, JSON_FIELD, NOT_JSON
from pipeline.stages.words.timed_lines import in_order

_PAUSE_MS = 700
_LONGEST_MS = 7000
_LONGEST_UNSPACED_WORD = 4
_MOSTLY = 0.8


def merged(cues: Sequence[Cue], language: str) -> Sequence[Cue]:
    """The cues as they are; or, if most of them are single words, those of one voice together.

    A cue ends where the voice changes, at a pause, after a sentence that fills a line, and before 84 letters or 7 s.
    """
    between = joint(language)
    single = sum(_is_word(cue.text, between) for cue in cues)
    if single < max(2, _MOSTLY * len(cues)):
        return cues
    return list(_together(cues, between))


def _is_word(text: str, between: str) -> bool:
    return " " not in text if between else len(text) <= _LONGEST_UNSPACED_WORD


def _together(cues: Sequence[Cue], between: str) -> Iterator[Cue]:
    words: list[Cue] = []
    letters = 0
    for cue in cues:
        if words and _parts(words, letters, cue):
            yield _joined(words, between)
            words, letters = [], 0
        words.append(cue)
        letters += len(cue.text) + len(between)
    if words:
        yield _joined(words, between)


def _parts(words: Sequence[Cue], letters: int, cue: Cue) -> bool:
    first, last = words[0], words[-1]
    full = letters + len(cue.text) > LONGEST or max(cue.end, last.end) - first.start > _LONGEST_MS
    sentence = letters > LINE and SENTENCE_END.search(last.text) is not None
    return full or sentence or cue.speaker != last.speaker or cue.start - last.end > _PAUSE_MS


def _joined(words: Sequence[Cue], between: str) -> Cue:
    last = max(words, key=lambda word: word.end)
    text = between.join(word.text for word in words)
    return replace(words[0], end=last.end, guessed_end=last.guessed_end, text=text)


_LONGEST_SECONDS = 1_000_000
Seconds = Annotated[float, Field(ge=0, le=_LONGEST_SECONDS)]
_WHERE_WRONG = re.compile(r" at line (\d{1,9}) column \d{1,9}$")
_SEGMENTS = re.compile(r'"segments"\s{0,1000}:\s{0,1000}\[')
_LONGEST_GUESS_MS = 7000


class SegmentForm(BaseModel):
    """One entry of `segments`; an end that is missing is the next one's start."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)
    start: Seconds = Field(validation_alias=AliasChoices("startTime", "start"))
    end: Seconds | None = Field(None, validation_alias=AliasChoices("endTime", "end"))
    speaker: str | None = None
    body: str = Field(validation_alias=AliasChoices("body", "text"))


class TranscriptForm(BaseModel):
    """The whole file. `version` is written by some and missed by nobody."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    segments: list[SegmentForm]


def read_json(text: str, language: str, where: str) -> Transcript:
    """The cues. Raises CheckFailed with every fault, each with the line its segment begins on."""
    try:
        form = TranscriptForm.model_validate_json(text)
    except ValidationError as error:
        raise CheckFailed(_problems(error, text, where)) from None
    cues = list(_cues(form.segments))
    _judge(cues, text, where)
    spoken_cues = [cue for cue in cues if cue.text]
    return Transcript(cues=in_order(merged(spoken_cues, language)), language=language)


def _cues(segments: Sequence[SegmentForm]) -> Iterator[Cue]:
    following = chain((_millis(segment.start) for segment in segments[1:]), [None])
    for segment, after in zip(segments, following, strict=False):
        start = _millis(segment.start)
        guess = Millis(start + _LONGEST_GUESS_MS)
        end = max(start, guess if after is None else min(guess, after))
        speaker = spoken_line(segment.speaker or "") or None
        yield Cue(
            start=start,
            end=end if segment.end is None else _millis(segment.end),
            text=spoken_line(segment.body),
            speaker=speaker,
            guessed_end=segment.end is None,
        )


def _millis(seconds: float) -> Millis:
    return Millis(round(seconds * 1000))


def _judge(cues: Sequence[Cue], text: str, where: str) -> None:
    """Lines are counted only when something is wrong: it takes a second look at the text."""
    steps = pairwise([Millis(0), *(cue.start for cue in cues)])
    if all(c.start <= c.end and b >= a - STEP_BACK_MS for c, (a, b) in zip(cues, steps, strict=True)):
        return
    faults = Faults(where)
    for cue, line in zip(cues, chain(_lines(text), repeat(1)), strict=False):
        if cue.end < cue.start:
            faults.add(END_FIRST, line, f"begins at {clock(cue.start)} and ends at {clock(cue.end)}")
        faults.begins(line, cue.start)
    faults.stop()


def _problems(error: ValidationError, text: str, where: str) -> list[Problem]:
    details = error.errors(include_url=False, include_context=False, include_input=False)
    if details[0]["type"] == "json_invalid":
        message = details[0]["msg"].removeprefix("Invalid JSON: ")
        found = _WHERE_WRONG.search(message)
        place = f"{where}:{found[1]}" if found else where
        return [NOT_JSON.at(place, f"cannot be read: {_WHERE_WRONG.sub('', message)}")]
    lines = _lines(text)
    return [_problem(detail, lines, where) for detail in details[:MOST]]


def _problem(detail: ErrorDetails, lines: Sequence[int], where: str) -> Problem:
    path = ".".join(f"[{part}]" if isinstance(part, int) else part for part in detail["loc"]).replace(".[", "[")
    number = next((part for part in detail["loc"] if isinstance(part, int)), None)
    line = lines[number] if number is not None and number < len(lines) else 1
    return JSON_FIELD.at(f"{where}:{line}", f"`{path or 'the file'}`: {detail['msg'][:1].lower()}{detail['msg'][1:]}")


def _lines(text: str) -> Sequence[int]:
    """The line each segment begins on; the text is known to be JSON. Shorter, or empty, when it is oddly built."""
    found = _SEGMENTS.search(text)
    lines, at, line, counted = list[int](), found.end() if found else len(text), 1, 0
    decoder = json.JSONDecoder()
    try:
        while at < len(text):
            if text[at] in " \t\r\n,":
                at += 1
                continue
            line, counted = line + text.count("\n", counted, at), at
            _, at = decoder.raw_decode(text, at)
            lines.append(line)
    except (ValueError, RecursionError):
        pass  # the closing bracket, or numbers of absurd length: lines so far are right
    return lines
