"""Valid values to start a test from; a test changes only what its claim is about."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pipeline.model import (
    Category,
    Channel,
    Chapter,
    Cover,
    Cue,
    Digest,
    Enclosure,
    Episode,
    Feed,
    FeedAddress,
    Item,
    Linked,
    Millis,
    Person,
    Picture,
    Post,
    RichText,
    Show,
    Site,
    SourceFile,
    Transcript,
)

BASE = "https://air.example/"
TRANSCRIPT_TYPES = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "html": "text/html",
    "txt": "text/plain",
}


def a_digest(letter: str = "a") -> Digest:
    return Digest(letter * 64)


def a_file(path: str, letter: str = "a", size: int = 1000) -> SourceFile:
    return SourceFile(path=path, digest=a_digest(letter), size=size)


def a_show(**changes: Any) -> Show:  # noqa: ANN401 - passes through to the dataclass
    show = Show(
        title="Coming Up For Air",
        description="Answers to the questions families send us.",
        language="en",
        base_url=BASE,
        website=BASE,
        author="The Listening Room",
        categories=(Category(name="Kids & Family", subcategory="Parenting"), Category(name="Education")),
        cover=a_file("cover.png"),
        owner_name="The Listening Room",
        owner_email="hello@air.example",
        people=(Person(name="Rowan Ash"),),
    )
    return replace(show, **changes)


def rich(text: str) -> RichText:
    return RichText(markdown=text, html=f"<p>{text}</p>", text=text)


def an_episode(**changes: Any) -> Episode:  # noqa: ANN401 - passes through to the dataclass
    episode = Episode(
        id="042",
        slug="042-school-meetings",
        title="School meetings without dread",
        summary="How to walk into a school meeting and come out with a plan.",
        notes=rich("How to walk into a school meeting and come out with a plan."),
        language="en",
        recordings=(a_file("episodes/042-school-meetings/recording.flac"),),
        published=datetime(2026, 10, 6, 6, 0, tzinfo=UTC),
        number=42,
        people=(Person(name="Rowan Ash"),),
        where="episodes/042-school-meetings/episode.md",
    )
    return replace(episode, **changes)


def a_transcript() -> Transcript:
    return Transcript(
        language="en",
        cues=(
            Cue(start=Millis(0), end=Millis(4000), text="Welcome back.", speaker="Rowan Ash", heading="Welcome"),
            Cue(start=Millis(4000), end=Millis(9500), text="Quiet Harbour asks about meetings.", speaker="Rowan Ash"),
            Cue(start=Millis(62_000), end=Millis(70_250), text="Start with one question.", heading="The answer"),
        ),
    )


def a_cover() -> Cover:
    def picture(pixels: int) -> Picture:
        return Picture(url=f"{BASE}art/cover-0123456789ab-{pixels}.jpg", pixels=pixels)

    web = (picture(300), picture(600), picture(1200))
    return Cover(full=picture(3000), web=web, social=f"{BASE}art/cover-0123456789ab-social.jpg")


def an_item(**changes: Any) -> Item:  # noqa: ANN401 - passes through to the dataclass
    episode = changes.pop("episode", an_episode())
    key = f"media/{episode.slug}-0123456789ab.mp3"
    item = Item(
        episode=episode,
        guid=f"guid-of-{episode.id}",
        published=episode.published or datetime(2026, 10, 6, 6, 0, tzinfo=UTC),
        enclosure=Enclosure(key=key, size=1_234_567, digest=a_digest(), duration=Millis(77_160)),
        enclosure_url=BASE + key,
        cover=a_cover(),
        page_url=f"{BASE}episodes/{episode.slug}.html",
        embed_url=f"{BASE}embed/{episode.slug}.html",
        oembed_url=f"{BASE}oembed/{episode.slug}.json",
        chapters=(
            Chapter(start=Millis(0), title="Welcome"),
            Chapter(start=Millis(30_000), title="The question"),
            Chapter(start=Millis(62_000), title="The answer", url="https://example.org/guide"),
        ),
        chapters_file=Linked(
            url=f"{BASE}words/{episode.slug}-0123456789ab.chapters.json", content_type="application/json+chapters"
        ),
        transcript=a_transcript(),
        transcript_files=tuple(
            Linked(url=f"{BASE}words/{episode.slug}-0123456789ab.{ending}", content_type=content_type, language="en")
            for ending, content_type in TRANSCRIPT_TYPES.items()
        ),
        posts=(
            Post(
                id="school-meetings",
                title="The school keeps calling me in",
                url="https://blog.air.example/school-meetings/",
                path="posts/school-meetings.md",
            ),
        ),
    )
    return replace(item, **changes)


def a_feed(**changes: Any) -> Feed:  # noqa: ANN401 - passes through to the dataclass
    return replace(Feed(name="public", title="Coming Up For Air", path="feeds/public.xml"), **changes)


def a_site(**changes: Any) -> Site:  # noqa: ANN401 - passes through to the dataclass
    addresses = (FeedAddress(title="Coming Up For Air", url=f"{BASE}feeds/public.xml"),)
    return replace(Site(show=a_show(), cover=a_cover(), feeds=addresses), **changes)


def a_channel(**changes: Any) -> Channel:  # noqa: ANN401 - passes through to the dataclass
    channel = Channel(
        show=a_show(),
        feed=a_feed(),
        self_url=f"{BASE}feeds/public.xml",
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
        cover=a_cover(),
    )
    return replace(channel, **changes)
