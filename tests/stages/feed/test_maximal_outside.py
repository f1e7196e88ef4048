"""The feed that says everything, read by the parsers that apps and directories are built on."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.stages import feed
from tests.support.maximal import SONG, VALUE, maximal
from tests.support.npm import npm_package

pytestmark = pytest.mark.outside

PARTYTIME = """
const { parseFeed } = require(process.argv[1]);
console.log(JSON.stringify(parseFeed(require("fs").readFileSync(0, "utf8"))));
"""
RSS_PARSER = """
const Parser = require(process.argv[1]);
new Parser().parseString(require("fs").readFileSync(0, "utf8")).then(feed => console.log(JSON.stringify({
  title: feed.title, guids: feed.items.map(i => i.guid), urls: feed.items.map(i => i.enclosure.url)})));
"""
PODPARSE = """
const parse = require(process.argv[1]).default || require(process.argv[1]);
const { meta, episodes } = parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify({
  title: meta.title, guids: episodes.map(e => e.guid), urls: episodes.map(e => e.enclosure.url)}));
"""
PODCAST_FEED_PARSER = """
const fields = { meta: ["title"], episodes: ["guid", "enclosure"] };
const feed = require(process.argv[1]).getPodcastFromFeed(require("fs").readFileSync(0, "utf8"), { fields });
console.log(JSON.stringify({
  title: feed.meta.title, guids: feed.episodes.map(e => e.guid), urls: feed.episodes.map(e => e.enclosure.url)}));
"""
ROWANMANNING = """
const { parseFeed } = require(process.argv[1]);
const feed = parseFeed(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify({
  title: feed.title, guids: feed.items.map(i => i.id), urls: feed.items.map(i => i.media[0].url)}));
"""
FEEDPARSER = """
const FeedParser = require(process.argv[1]), items = [], parser = new FeedParser();
parser.on("readable", () => { let item; while ((item = parser.read())) items.push(item); });
parser.on("end", () => console.log(JSON.stringify({
  title: parser.meta.title, guids: items.map(i => i.guid), urls: items.map(i => i.enclosures[0].url)})));
process.stdin.pipe(parser);
"""
READERS = {
    "rss-parser": ("3.13.0", RSS_PARSER),
    "podparse": ("1.6.0", PODPARSE),
    "podcast-feed-parser": ("1.0.4", PODCAST_FEED_PARSER),
    "@rowanmanning/feed-parser": ("2.1.5", ROWANMANNING),
    "feedparser": ("2.6.0", FEEDPARSER),
}


def heard(package: Path, script: str) -> dict[str, Any]:
    answer = subprocess.run(
        ["node", "-e", script, str(package)], input=feed.write(*maximal()), capture_output=True, check=True, timeout=120
    )
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


@pytest.mark.parametrize("name", READERS)
def test_every_reader_finds_the_episode_among_all_the_tags(name: str) -> None:
    version, script = READERS[name]
    channel, items = maximal()
    assert heard(npm_package(name, version), script) == {
        "title": channel.feed.title,
        "guids": [item.guid for item in items],
        "urls": [item.enclosure_url for item in items],
    }


def test_the_podcast_index_understands_the_shows_tags() -> None:
    told = heard(npm_package("podcast-partytime", "5.0.0"), PARTYTIME)
    rowan, host, guest = (VALUE.recipients[0], VALUE.recipients[1], VALUE.splits[1].recipients[0])
    assert told["podcastLocation"] == {"name": "Vienna", "geo": "geo:48.2083,16.3731", "osm": "R109166"}
    assert told["license"] == {"identifier": "The Kettle Licence", "url": "https://tiny.example/licence"}
    assert told["pubsub"]["hub"] == "https://hub.example/"
    assert (told["itunesComplete"], told["itunesNewFeedUrl"]) == (True, "https://air.example/feeds/public.xml")
    assert [(text["value"], text.get("purpose")) for text in told["podcastTxt"]] == [
        ("0123-4567", "applepodcastsverify"),
        ("said to nobody", None),
    ]
    assert [(r["address"], r["split"], r["fee"]) for r in told["value"]["recipients"]] == [
        (rowan.address, 95, False),
        (host.address, 5, True),
    ]
    song, other = told["value"]["valueTimeSplits"]
    assert (song["startTime"], song["duration"], song["remoteStartTime"], song["remotePercentage"]) == (
        60,
        237.5,
        8,
        90,
    )
    assert (song["remoteItem"]["feedGuid"], song["remoteItem"]["title"]) == (SONG.feed_guid, SONG.title)
    assert [r["address"] for r in other["recipients"]] == [guest.address]
    assert told["podroll"] == [{"feedGuid": "917393e3-1b1e-5cef-ace4-edaa54e1f810", "title": "A friend's show"}]
    assert told["podcastPublisher"] == {"feedGuid": "003af0a0-6a45-55cf-b765-68e3d349551a"}
    assert (told["chat"]["server"], told["chat"]["space"]) == ("irc.example", "#air")
    (live,) = told["podcastLiveItems"]
    assert (live["guid"], live["status"], live["start"]) == ("live-1", "pending", "2026-12-01T18:00:00.000Z")
    assert live["contentLinks"] == [{"title": "Listen in the browser", "url": "https://live.example/"}]


def test_the_podcast_index_understands_the_episodes_tags() -> None:
    (told,) = heard(npm_package("podcast-partytime", "5.0.0"), PARTYTIME)["items"]
    assert [(bite["startTime"], bite["duration"]) for bite in told["podcastSoundbites"]] == [(1, 2.5), (2, 1)]
    assert told["podcastSeason"] == {"number": 2, "name": "Thaw"}
    assert told["podcastEpisode"] == {"number": 42, "display": "Special 2"}
    assert told["license"] == {"identifier": "cc-by-4.0", "url": "https://tiny.example/cc"}
    assert told["podcastLocation"] == {"name": "Graz", "geo": "geo:47.07,15.44"}
    assert [recipient["address"] for recipient in told["value"]["recipients"]] == ["quill@pay.example"]
    assert told["chat"]["protocol"] == "matrix"
