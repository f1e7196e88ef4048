"""A small published show: every page, asset, cover and a real recording, written to a folder as the store would."""

import io
import math
import wave
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from pipeline.model import Chapter, Cover, Cue, Enclosure, Funding, Item, Millis, Person, Picture, Site, Transcript
from pipeline.stages import site as pages
from tests.support.shows import BASE, a_cover, a_digest, a_show, a_site, an_episode, an_item, rich

SECONDS = 80
AUDIO = "media/042-school-meetings-0123456789ab.wav"
EPISODE = "episodes/042-school-meetings.html"
EMBED = "embed/042-school-meetings.html"


def a_recording() -> bytes:
    """A quiet tone: 8 kHz, 8 bit, mono."""
    tone = bytes(128 + round(12 * math.sin(n / 4)) for n in range(8000))
    out = io.BytesIO()
    with wave.open(out, "wb") as recording:
        recording.setparams((1, 1, 8000, 0, "NONE", ""))
        recording.writeframes(tone * SECONDS)
    return out.getvalue()


def the_site() -> Site:
    show = a_show(
        website="https://blog.air.example/",
        people=(Person(name="Rowan Ash", url="https://example.org/rowan"), Person(name="Ines Vale", role="co-host")),
        funding=(Funding(url="https://example.org/give", text="Support the show"),),
        copyright="© 2026 The Listening Room",
        license="CC BY-NC 4.0",
    )
    return a_site(show=show)


def the_item() -> Item:
    """An episode with everything an episode can have."""
    notes = "<p>How to walk in with a plan.</p><ul><li><a href='https://example.org/list'>A checklist</a></li></ul>"
    episode = an_episode(
        season=2,
        notes=replace(rich("How to walk in with a plan."), html=notes),
        people=(Person(name="Rowan Ash", url="https://example.org/rowan"), Person(name="Ines Vale", role="guest")),
    )
    enclosure = Enclosure(
        key=AUDIO, size=640_044, digest=a_digest(), duration=Millis(SECONDS * 1000), content_type="audio/wav"
    )
    return an_item(
        episode=episode,
        enclosure=enclosure,
        enclosure_url=BASE + AUDIO,
        transcript=a_conversation(),
        chapters=(
            Chapter(start=Millis(0), title="Welcome"),
            Chapter(start=Millis(9500), title="Quiet Harbour asks about the small chair"),
            Chapter(start=Millis(62_000), title="The answer", url="https://example.org/guide"),
        ),
    )


def a_conversation() -> Transcript:
    said = (
        (0, "Rowan Ash", "Welcome", "Welcome back to the show."),
        (4_000, "Rowan Ash", None, "Every week we take one question and try to answer it properly."),
        (9_500, "Ines Vale", None, "A member who writes as Quiet Harbour asks how to get through a school meeting."),
        (20_250, "Ines Vale", None, "They leave every one of them feeling smaller than when they walked in."),
        (30_000, "Rowan Ash", None, "I have sat on that chair."),
        (62_000, "Ines Vale", "The answer", "Write down one question, the evening before."),
        (70_250, None, None, "Only one."),
    )
    ends = [row[0] for row in said[1:]] + [76_000]
    cues = (
        Cue(start=Millis(start), end=Millis(end), text=text, speaker=speaker, heading=heading)
        for (start, speaker, heading, text), end in zip(said, ends, strict=True)
    )
    return Transcript(cues=tuple(cues), language="en", estimated=True)


def the_items() -> tuple[Item, ...]:
    """The whole episode, and two that have less; one has a cover of its own."""
    return (the_item(), _earlier(41, weeks=1, own_cover=True), _earlier(40, weeks=40, own_cover=False))


def _earlier(number: int, *, weeks: int, own_cover: bool) -> Item:
    episode = an_episode(
        id=f"{number:03}",
        slug=f"{number:03}-earlier",
        title="When bedtime takes two hours",
        number=number,
        explicit=True,
    )
    cover = replace(a_cover(), web=(Picture(url=f"{BASE}art/own-300.jpg", pixels=300),)) if own_cover else a_cover()
    day = datetime(2026, 10, 6, 6, 0, tzinfo=UTC) - timedelta(weeks=weeks)
    enclosure = the_item().enclosure
    return an_item(
        episode=episode, cover=cover, published=day, enclosure=enclosure, enclosure_url=BASE + AUDIO,
        chapters=(), transcript=None, transcript_files=(), posts=(),
    )  # fmt: skip


def files(site: Site, items: tuple[Item, ...]) -> Mapping[str, bytes]:
    """All that a store would hold, by key."""
    texts = {
        "index.html": pages.show_page(site, items),
        "404.html": pages.not_found_page(site),
        "sitemap.xml": pages.sitemap(site, items),
        "robots.txt": pages.robots(site),
    }
    for item in items:
        texts[item.page_url.removeprefix(BASE)] = pages.episode_page(site, item)
        texts[item.embed_url.removeprefix(BASE)] = pages.embed_page(site, item)
        texts[item.oembed_url.removeprefix(BASE)] = pages.oembed(site, item)
    words = {file.url.removeprefix(BASE): b"words" for item in items for file in item.transcript_files}
    covers = {key: art for item in items for key, art in _art(item.cover).items()}
    written = {key: text.encode() for key, text in texts.items()}
    return {**written, **words, **covers, **pages.assets(), AUDIO: a_recording()}


def _art(cover: Cover) -> Mapping[str, bytes]:
    return {picture.url.removeprefix(BASE): _jpeg(picture.pixels) for picture in cover.web}


def _jpeg(pixels: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (pixels, pixels), (150, 80, 60)).save(out, "JPEG")
    return out.getvalue()


def publish(folder: Path, site: Site, items: tuple[Item, ...]) -> None:
    """Write them all below `folder`."""
    for key, content in files(site, items).items():
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        (folder / key).write_bytes(content)
