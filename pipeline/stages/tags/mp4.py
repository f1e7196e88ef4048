"""The tag of an M4A as a table of Apple's atoms, as Apple's own programs write them."""

from collections.abc import Callable, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm

from pipeline.stages.tags.tag import Tags
from pipeline.stages.tags.text import DESCRIPTION_LIMIT, ascii_url, line, paragraphs, shorten, shorten_transcript

SUMMARY_LIMIT = 255
"""Of `desc`, which players show in a list."""
PODCAST = 21
"""The media kind (`stik`)."""
EXPLICIT, CLEAN = 1, 2
LARGEST = 0xFFFF
"""Of a number in a pair."""

Value = Any
"""As mutagen wants it: a list of texts, numbers or pairs, or a boolean."""


def _texts(wanted: Callable[[Tags], str | None]) -> Callable[[Tags], Value]:
    return lambda tags: [text] if (text := wanted(tags)) else None


def _day(tags: Tags) -> str:
    return tags.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _description(tags: Tags, limit: int) -> str:
    return shorten(paragraphs(tags.description), limit)


def _credits(tags: Tags) -> Value:
    names = "; ".join(f"{line(person.name)} ({line(person.role)})" for person in tags.people)
    return [MP4FreeForm(names.encode(), AtomDataType.UTF8)] if names else None


def _pair(number: int | None) -> Value:
    """A number, of nobody knows how many."""
    return [(number, 0)] if number and 0 < number <= LARGEST else None


ATOMS: Mapping[str, Callable[[Tags], Value]] = {
    "\xa9nam": _texts(lambda t: line(t.title)),
    "\xa9alb": _texts(lambda t: line(t.show)),
    "\xa9ART": _texts(lambda t: line(t.author)),
    "aART": _texts(lambda t: line(t.publisher or t.author)),
    "\xa9day": _texts(_day),
    "\xa9gen": _texts(lambda t: line(t.genre)),
    "desc": _texts(lambda t: line(_description(t, SUMMARY_LIMIT), SUMMARY_LIMIT)),
    "ldes": _texts(lambda t: _description(t, DESCRIPTION_LIMIT)),
    "\xa9lyr": _texts(lambda t: shorten_transcript(paragraphs(t.transcript or ""), ascii_url(t.episode_url))),
    "cprt": _texts(lambda t: line(t.copyright or "")),
    "trkn": lambda t: _pair(t.number),
    "disk": lambda t: _pair(t.season),
    "rtng": lambda t: [EXPLICIT if t.explicit else CLEAN],
    "stik": lambda _: [PODCAST],
    "pcst": lambda _: True,
    "egid": _texts(lambda t: line(t.guid)),
    "purl": _texts(lambda t: ascii_url(t.feed_url or "")),
    "----:com.apple.iTunes:CREDITS": _credits,
    "----:com.apple.iTunes:WEBSITE": lambda t: [MP4FreeForm(ascii_url(t.episode_url).encode(), AtomDataType.UTF8)],
    "----:com.apple.iTunes:LANGUAGE": lambda t: [MP4FreeForm(line(t.language).encode(), AtomDataType.UTF8)],
    "covr": lambda t: [MP4Cover(t.cover, MP4Cover.FORMAT_JPEG)] if t.cover else None,
}


def tag(path: Path, tags: Tags) -> None:
    """Make `tags` the only tag of the M4A. Raises mutagen's errors."""
    file = MP4(path)
    file.delete()
    file.tags = None
    file.add_tags()
    for name, wanted in ATOMS.items():
        value = wanted(tags)
        if value is not None:
            file[name] = value
    file.save(padding=lambda _: 0)
