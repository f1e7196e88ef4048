"""The published demo, judged by programs that are none of ours: podcast clients, feed parsers, a loudness meter."""

import io
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import feedparser
import podcastparser
import pytest

from pipeline.artifact.manifest import Manifest, from_json
from pipeline.cli import main
from pipeline.preview import serving
from tests.support.npm import npm_package
from tests.support.processes import SECONDS, started

pytestmark = pytest.mark.outside

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://air.example/"
DEMO = ("show.toml", "cover.png", "intro.flac", "feeds", "episodes", "posts")
PARTYTIME = """
const { parseFeed } = require(process.argv[1]);
console.log(JSON.stringify(parseFeed(require("fs").readFileSync(0, "utf8"))));
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The demo show, published and served."""

    public: Path
    origin: str
    manifest: Manifest

    @property
    def feed(self) -> str:
        return (self.public / "feeds/public.xml").read_text(encoding="utf-8")

    @property
    def media(self) -> Mapping[str, Path]:
        """Each published audio file by its name."""
        files = (self.public / episode.enclosure.key for episode in self.manifest.episodes.values())
        return {file.name: file for file in files}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    show = tmp_path_factory.mktemp("demo") / "show"
    show.mkdir()
    for name in DEMO:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, show / name)
    assert main(["--show", str(show), "--yes"]) == 0
    manifest = from_json((show / "public-control/manifest.json").read_bytes(), "manifest.json")
    with serving(show / "public", BASE) as origin:
        yield Demo(public=show / "public", origin=origin, manifest=manifest)


def same_files(folder: Path, media: Mapping[str, Path]) -> None:
    """Every episode was downloaded, and every byte of it is as published."""
    downloaded = {path.name: path.read_bytes() for path in folder.rglob("*.mp3")}
    assert downloaded == {name: path.read_bytes() for name, path in media.items()}


def test_what_is_redacted_in_the_demo_is_in_no_public_byte(demo: Demo) -> None:
    told = (demo.public.parent / "episodes/001-school-meetings/transcript.vtt").read_text(encoding="utf-8")
    (hidden,) = re.findall(r"\[\[(.*?)\]\]", told)
    for file in demo.public.rglob("*"):
        if file.is_file():
            body = file.read_bytes()
            assert not any(hidden.encode(coding) in body for coding in ("utf-8", "utf-16-le", "utf-16-be")), file


def test_gpodder_subscribes_and_downloads_every_episode(demo: Demo, tmp_path: Path) -> None:
    environment = {**os.environ, "GPODDER_HOME": str(tmp_path), "HOME": str(tmp_path)}
    for command in (["subscribe", f"{demo.origin}feeds/public.xml"], ["update"], ["download"]):
        subprocess.run(["/usr/bin/gpo", *command], env=environment, check=True, capture_output=True, timeout=120)
    same_files(tmp_path, demo.media)


def test_newsboat_and_podboat_subscribe_and_download_every_episode(demo: Demo, tmp_path: Path) -> None:
    home = tmp_path / ".newsboat"
    home.mkdir()
    (home / "urls").write_text(f"{demo.origin}feeds/public.xml\n", encoding="utf-8")
    settings = f'download-path "{tmp_path}/downloads"\nmax-downloads 2\npodcast-auto-enqueue yes\n'
    (home / "config").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm"}
    subprocess.run(["newsboat", "-x", "reload"], env=environment, check=True, capture_output=True, timeout=60)
    assert len((home / "queue").read_text(encoding="utf-8").split("\n\n")[0].splitlines()) == len(demo.media)
    with started(["script", "-qec", "podboat -a", "/dev/null"], env=environment, input=subprocess.PIPE) as podboat:
        wait_for_downloads(tmp_path / "downloads", len(demo.media))
        podboat.communicate(b"q", timeout=SECONDS)
    same_files(tmp_path, demo.media)


def wait_for_downloads(folder: Path, count: int) -> None:
    until = time.monotonic() + 60
    while len(list(folder.glob("*.mp3"))) < count or list(folder.glob("*.part")):
        assert time.monotonic() < until, "the downloads did not end"
        time.sleep(0.2)


def test_partytime_reads_what_was_released_field_for_field(demo: Demo) -> None:
    package = npm_package("podcast-partytime", "5.0.0")
    answer = subprocess.run(
        ["node", "-e", PARTYTIME, str(package)],
        input=demo.feed,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    feed = json.loads(answer.stdout)
    assert (feed["title"], feed["explicit"], feed["itunesType"]) == ("Coming Up For Air", False, "episodic")
    assert feed["pubsub"]["self"] == f"{BASE}feeds/public.xml"
    items = {item["guid"]: item for item in feed["items"]}
    assert items.keys() == {episode.guid for episode in demo.manifest.episodes.values()}
    for episode in demo.manifest.episodes.values():
        item, enclosure = items[episode.guid], episode.enclosure
        assert item["title"] == episode.title
        told = {"url": BASE + enclosure.key, "length": enclosure.size, "type": "audio/mpeg"}
        assert item["enclosure"] == told
        assert item["duration"] == round(enclosure.duration / 1000)
        assert datetime.fromisoformat(item["pubDate"]) == episode.published
        assert {transcript["type"] for transcript in item["podcastTranscripts"]} >= {"text/vtt", "application/json"}
    with_chapters = [item for item in feed["items"] if "podcastChapters" in item]
    assert len(with_chapters) >= 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")
def test_feedparser_reads_what_was_released(demo: Demo) -> None:
    feed = feedparser.parse(demo.feed)
    assert not feed.bozo
    assert feed.feed.title == "Coming Up For Air"
    for entry in feed.entries:
        episode = next(e for e in demo.manifest.episodes.values() if e.guid == entry.id)
        assert entry.title == episode.title
        (enclosure,) = entry.enclosures
        assert (enclosure.href, enclosure.length) == (BASE + episode.enclosure.key, str(episode.enclosure.size))


def test_podcastparser_reads_what_was_released(demo: Demo) -> None:
    feed = podcastparser.parse(f"{BASE}feeds/public.xml", io.BytesIO(demo.feed.encode()))
    assert [item["guid"] for item in feed["episodes"]] == [
        demo.manifest.episodes[identity].guid for identity in demo.manifest.feeds["public"].episodes
    ]
    for item in feed["episodes"]:
        episode = next(e for e in demo.manifest.episodes.values() if e.guid == item["guid"])
        assert item["total_time"] == round(episode.enclosure.duration / 1000)
        assert item["published"] == int(episode.published.timestamp())


def test_xmllint_finds_the_feeds_well_formed(demo: Demo) -> None:
    feeds = [str(path) for path in (demo.public / "feeds").glob("*.xml")]
    subprocess.run(["xmllint", "--noout", *feeds], check=True, capture_output=True, timeout=120)


def test_an_independent_meter_finds_every_file_at_the_target(demo: Demo) -> None:
    for file in demo.media.values():
        told = subprocess.run(
            ["ffmpeg", "-hide_banner", "-nostats", "-i", str(file), "-af", "ebur128=peak=true", "-f", "null", "-"],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stderr
        loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])
        peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", told)[-1])
        assert abs(loudness - -16.0) <= 0.5, file.name
        assert peak <= -0.9, file.name


def test_ffprobe_finds_chapters_title_and_cover_in_the_file(demo: Demo) -> None:
    key = demo.manifest.episodes["001"].enclosure.key
    told = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-show_format",
            "-show_chapters",
            "-show_streams",
            "-of",
            "json",
            str(demo.public / key),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    document = json.loads(told)
    assert document["format"]["tags"]["title"] == demo.manifest.episodes["001"].title
    assert len(document["chapters"]) == 6
    assert [stream["codec_type"] for stream in document["streams"]] == ["audio", "video"]
