"""Tiny MP3s, and tags to put into them."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import lameenc
import numpy as np
from PIL import Image

from pipeline.model import Chapter, Millis, Person
from pipeline.stages import tags

RATE = 44_100


@cache
def audio(seconds: float = 2.0) -> bytes:
    """Bare MP3 frames: a quiet tone."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    tone = np.sin(np.arange(round(RATE * seconds)) * 2 * np.pi * 440 / RATE) * 8000
    return bytes(encoder.encode(tone.astype("<i2").tobytes()) + encoder.flush())


@cache
def cover(pixels: int = 64) -> bytes:
    picture = BytesIO()
    Image.new("RGB", (pixels, pixels), "teal").save(picture, "JPEG")
    return picture.getvalue()


def an_mp3(folder: Path, before: bytes = b"", after: bytes = b"") -> Path:
    path = folder / "episode.mp3"
    path.write_bytes(before + audio() + after)
    return path


def some_tags(**changes: Any) -> tags.Tags:  # noqa: ANN401 - passes through to the dataclass
    given = tags.Tags(
        title="School meetings without dread",
        show="Coming Up For Air",
        author="The Listening Room",
        publisher="Harbour House",
        published=datetime(2026, 10, 6, 18, 0, tzinfo=UTC),
        language="en-GB",
        episode_url="https://air.example/episodes/042-school-meetings.html",
        description="How to walk into a school meeting.\n\nAnd come out with a plan.",
        number=42,
        season=3,
        explicit=False,
        copyright="2026 The Listening Room",
        people=(Person(name="Rowan Ash"), Person(name="Quiet Harbour", role="guest")),
        cover=cover(),
        cover_description="A kettle on a blue table",
        # The titles grow shorter: sorted by size, as mutagen would, they would stand in reverse.
        chapters=(
            Chapter(start=Millis(0), title="Welcome to all who are new"),
            Chapter(start=Millis(700), title="The question", url="https://example.org/guide?a=1&b=2"),
            Chapter(start=Millis(1500), title="Bye"),
        ),
        duration=Millis(2000),
        transcript="Rowan Ash: Welcome back.\n\nQuiet Harbour asks about meetings.",
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
        feed_url="https://air.example/feeds/public.xml",
    )
    return replace(given, **changes)


def tagged(folder: Path, **changes: Any) -> Path:  # noqa: ANN401 - passes through to the dataclass
    path = an_mp3(folder)
    tags.write(path, some_tags(**changes))
    return path


def tagged_and_read(folder: Path, **changes: Any) -> tags.ReadTags:  # noqa: ANN401 - passes through to the dataclass
    return tags.read(tagged(folder, **changes))
