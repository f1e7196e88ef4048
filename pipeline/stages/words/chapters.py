"""Chapters from a transcript's headings, and the file in which apps read them."""

import json
from collections.abc import Mapping, Sequence

from pipeline.base.text import spoken_line
from pipeline.model import Chapter, Millis, Transcript

_FEWEST = 2


def chapters_from_headings(transcript: Transcript, where: str) -> tuple[Chapter, ...]:
    """A chapter for each heading, when there are at least two; the first begins with the audio."""
    headed = [cue for cue in transcript.cues if cue.heading]
    if len(headed) < _FEWEST:
        return ()
    return tuple(
        Chapter(start=cue.start if number else Millis(0), title=cue.heading or "", where=where)
        for number, cue in enumerate(headed)
    )


def chapters_json(chapters: Sequence[Chapter]) -> bytes:
    """The podcast namespace's JSON chapters, version 1.2.0: ascending, times in seconds."""
    ascending = sorted(chapters, key=lambda chapter: chapter.start)
    content = {"version": "1.2.0", "chapters": [_entry(chapter) for chapter in ascending]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(chapter: Chapter) -> Mapping[str, object]:
    seconds = chapter.start // 1000 if chapter.start % 1000 == 0 else chapter.start / 1000
    link = {"url": chapter.url} if chapter.url else {}
    return {"startTime": seconds, "title": spoken_line(chapter.title), **link}
