"""The fullest feed, judged by programs that are none of ours."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.base.text import one_line
from pipeline.model import Channel, Item, timestamp
from pipeline.stages import feed
from tests.stages.feed.published import full, members, minimal
from tests.support.npm import npm_package

pytestmark = pytest.mark.outside

PARTYTIME = """
const { parseFeed } = require(process.argv[1]);
console.log(JSON.stringify(parseFeed(require("fs").readFileSync(0, "utf8"))));
"""


@pytest.fixture(scope="module")
def heard() -> dict[str, Any]:
    """The full feed as podcast-partytime (the Podcast Index's parser) understands it."""
    package = npm_package("podcast-partytime", "5.0.0")
    body = feed.write(*full()).decode()
    command = ["node", "-e", PARTYTIME, str(package)]
    answer = subprocess.run(command, input=body, capture_output=True, text=True, check=True, timeout=120)
    parsed: dict[str, Any] = json.loads(answer.stdout)
    return parsed


def test_partytime_hears_the_show_as_it_was_written(heard: dict[str, Any]) -> None:
    channel, _ = full()
    show, cover = channel.show, channel.cover.full.url
    expected = {
        "title": channel.feed.title,
        "link": show.website,
        "description": "All of it. In two paragraphs.",
        "language": "en-gb",
        "copyright": show.copyright,
        "generator": f"Podwright/{pipeline.__version__}",
        "pubDate": "2026-10-06T06:00:00.000Z",
        "lastBuildDate": "2026-10-06T06:00:00.000Z",
        "image": {"url": cover, "title": channel.feed.title, "link": show.website},
        "explicit": True,
        "author": show.author,
        "owner": {"name": show.owner_name, "email": show.owner_email},
        "itunesType": "serial",
        "itunesImage": cover,
        "itunesBlock": False,
        "itunesCategory": ["Kids & Family > Parenting", "Education"],
        "pubsub": {"self": channel.self_url},
        "guid": channel.guid,
        "locked": True,
        "podcastOwner": show.owner_email,
        "medium": "podcast",
        "license": {"identifier": "cc-by-4.0", "url": "https://spdx.org/licenses/CC-BY-4.0.html"},
        "podcastFunding": [{"message": fund.text, "url": fund.url} for fund in show.funding],
        "podcastPeople": [
            {"name": p.name, "role": "Host", "group": "Cast", "img": p.image, "href": p.url} for p in show.people
        ],
    }
    assert {name: heard.get(name) for name in expected} == expected
    assert [item["guid"] for item in heard["items"]] == ["guid-of-042", "guid-of-000"]


def test_partytime_hears_the_episode_as_it_was_written(heard: dict[str, Any]) -> None:
    _, (_, item) = full()
    told = heard["items"][0]
    assert item.chapters_file
    expected = {
        "guid": item.guid,
        "title": item.episode.title.strip(),
        "link": item.page_url,
        "pubDate": "2026-10-06T06:00:00.000Z",
        "enclosure": {"url": item.enclosure_url, "length": item.enclosure.size, "type": "audio/mpeg"},
        "duration": 77,
        "explicit": True,
        "itunesEpisodeType": "full",
        "itunesSeason": 2,
        "itunesEpisode": 42,
        "podcastSeason": {"number": 2},
        "podcastEpisode": {"number": 42},
        "itunesImage": item.cover.full.url,
        "podcastChapters": {"url": item.chapters_file.url, "type": item.chapters_file.content_type},
        "podcastPeople": [{"name": "Rowan Ash", "role": "Host", "group": "Cast"}],
    }
    assert {name: told.get(name) for name in expected} == expected
    for chapter in item.chapters:
        assert f"{timestamp(chapter.start)} {one_line(chapter.title)}" in told["description"]
    for post in item.posts:
        assert f'href="{post.url}"' in told["content"]


def test_partytime_hears_the_transcripts_webvtt_first(heard: dict[str, Any]) -> None:
    transcripts = [
        (t["url"].rpartition(".")[2], t["type"], t.get("rel")) for t in heard["items"][0]["podcastTranscripts"]
    ]
    assert transcripts == [
        ("vtt", "text/vtt", "captions"),
        ("srt", "application/srt", "captions"),  # its own name for application/x-subrip
        ("json", "application/json", None),
        ("html", "text/html", None),
        ("txt", "text/plain", None),
    ]


@pytest.mark.parametrize("show", [minimal, full, members])
def test_xmllint_finds_every_feed_well_formed(
    show: Callable[[], tuple[Channel, Sequence[Item]]], tmp_path: Path
) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(feed.write(*show()))
    subprocess.run(["xmllint", "--noout", str(file)], check=True, capture_output=True, timeout=120)
