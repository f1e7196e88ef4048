"""Transcripts out, in every format apps ask for. The same transcript gives the same bytes, and ends with a newline.

What a format cannot say is left out: headings in VTT, SRT and JSON, milliseconds in HTML, times in text.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape

from pipeline.base.text import SENTENCE_END, joint, spoken_line
from pipeline.model import Cue, Millis, Passage, TextFormat, Transcript, timestamp
from pipeline.model.words import ESTIMATED
from pipeline.stages.words.captions import lines

_LONG = 600
"""Letters after which a paragraph ends with its sentence."""


def paragraphs(transcript: Transcript) -> Iterator[Passage]:
    """A paragraph for each turn; one that would be long is parted at a sentence, and the rest has no speaker."""
    between = joint(transcript.language)
    gathered: list[Cue] = []
    goes_on = False
    for cue in transcript.cues:
        turn = bool(gathered) and (cue.heading is not None or cue.speaker != gathered[-1].speaker)
        full = bool(gathered) and _is_full(gathered)
        if turn or full:
            yield _paragraph(gathered, between, goes_on=goes_on)
            gathered, goes_on = [], not turn
        gathered.append(cue)
    if gathered:
        yield _paragraph(gathered, between, goes_on=goes_on)


def _is_full(cues: list[Cue]) -> bool:
    return SENTENCE_END.search(cues[-1].text) is not None and sum(len(cue.text) for cue in cues) >= _LONG


def _paragraph(cues: list[Cue], between: str, *, goes_on: bool) -> Passage:
    text = between.join(spoken_line(cue.text) for cue in cues)
    return Passage(text=text, speaker=None if goes_on else cues[0].speaker, heading=cues[0].heading)


_ARROW = re.compile(r"-{2,}>")
_TAG_START = re.compile(r"<(?=[A-Za-z/])")


def write(transcript: Transcript, format: TextFormat) -> str:  # noqa: A002 - the name callers know it by
    """The transcript as text in that format, ending in one newline. Cues that say nothing are left out."""
    said = tuple(cue for cue in transcript.cues if spoken_line(cue.text))
    written = "\n".join(_WRITERS[format](replace(transcript, cues=said)))
    return written.rstrip("\n") + "\n"


def _vtt(transcript: Transcript) -> Iterator[str]:
    """WebVTT, W3C Candidate Recommendation, with a voice for each cue."""
    between = joint(transcript.language)
    yield from ("WEBVTT", "")
    if transcript.estimated:
        yield from (f"NOTE {ESTIMATED}", "")
    for cue in transcript.cues:
        voice = f"<v {escape(spoken_line(cue.speaker), quote=False)}>" if cue.speaker else ""
        yield f"{timestamp(cue.start, fraction='.')} --> {timestamp(cue.end, fraction='.')}"
        yield voice + "\n".join(escape(line, quote=False) for line in lines(spoken_line(cue.text), between))
        yield ""


def _srt(transcript: Transcript) -> Iterator[str]:
    """SubRip. It has no way to escape, so what would end a cue or open a tag is written with a look-alike."""
    last, between = None, joint(transcript.language)
    for number, cue in enumerate(transcript.cues, 1):
        label = f"{cue.speaker}: " if cue.speaker and cue.speaker != last else ""
        last = cue.speaker
        text = _TAG_START.sub("‹", _ARROW.sub("→", spoken_line(label + cue.text)))  # noqa: RUF001 - the look-alike is meant
        yield from (str(number), f"{timestamp(cue.start, fraction=',')} --> {timestamp(cue.end, fraction=',')}")
        yield from (*lines(text, between), "")


def _json(transcript: Transcript) -> Iterator[str]:
    """The Podcasting 2.0 transcript, version 1.0.0."""
    content = {"version": "1.0.0", "segments": [_segment(cue) for cue in transcript.cues]}
    yield json.dumps(content, ensure_ascii=False, indent=1)


def _segment(cue: Cue) -> Mapping[str, object]:
    speaker = {"speaker": spoken_line(cue.speaker)} if cue.speaker else {}
    return {**speaker, "startTime": _seconds(cue.start), "endTime": _seconds(cue.end), "body": spoken_line(cue.text)}


def _seconds(at: Millis) -> float:
    return at / 1000


def _html(transcript: Transcript) -> Iterator[str]:
    """The Podcasting 2.0 HTML: `<cite>` where the speaker changes, `<time>`, `<p>`; and headings."""
    last: str | None = None
    if transcript.estimated:
        yield f"<!-- {ESTIMATED} -->"
    for cue in transcript.cues:
        if cue.heading:
            yield f"<h2>{escape(spoken_line(cue.heading))}</h2>"
        if cue.speaker and (cue.heading or cue.speaker != last):
            yield f"<cite>{escape(spoken_line(cue.speaker))}:</cite>"
        last = cue.speaker
        yield from (f"<time>{timestamp(cue.start)}</time>", f"<p>{escape(spoken_line(cue.text), quote=False)}</p>")


def _text(transcript: Transcript) -> Iterator[str]:
    """Paragraphs, each beginning with its speaker; headings on lines of their own."""
    for paragraph in paragraphs(transcript):
        if paragraph.heading:
            yield from (spoken_line(paragraph.heading), "")
        label = f"{paragraph.speaker}: " if paragraph.speaker else ""
        yield from (spoken_line(label + paragraph.text), "")


_WRITERS: Mapping[TextFormat, Callable[[Transcript], Iterator[str]]] = {
    TextFormat.VTT: _vtt,
    TextFormat.SRT: _srt,
    TextFormat.JSON: _json,
    TextFormat.HTML: _html,
    TextFormat.TEXT: _text,
}
