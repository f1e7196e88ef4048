"""A show that lies elsewhere becomes a show folder, and apps notice nothing: guids, dates and audio stay."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import etree

from tests.end_to_end.conftest import Run, contents
from tests.support.processes import running
from tests.support.tiny import sound

BASE = "https://tiny.example/"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


class _Files(SimpleHTTPRequestHandler):
    """Serves a folder, with ranges and ETags as real hosts have them; breaks off where it is told to."""

    breaks: set[str] = set()  # noqa: RUF012 - the tests' own switch

    def log_message(self, *_: object) -> None:
        """Be silent."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        body, first = path.read_bytes(), 0
        tag = f'"{len(body)}-{sum(body[:1000])}"'
        asked = self.headers.get("Range", "")
        goes_on = asked.startswith("bytes=") and self.headers.get("If-Range", tag) == tag
        if goes_on:
            first = int(asked[6:].split("-")[0])
        self.send_response(206 if goes_on else 200)
        self.send_header("Content-Length", str(len(body) - first))
        self.send_header("ETag", tag)
        self.end_headers()
        breaks = self.path in self.breaks
        self.breaks.discard(self.path)
        self.wfile.write(body[first : first + 5000] if breaks else body[first:])
        return None


@contextmanager
def host(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder)))
    with running(server.serve_forever, server.shutdown):
        yield f"http://127.0.0.1:{server.server_port}/"
    server.server_close()


@pytest.fixture
def elsewhere(published: Path) -> Iterator[str]:
    """Another host, whose feed names its own files."""
    with host(published / "public") as origin:
        for path in (published / "public").rglob("*"):
            if path.suffix in {".xml", ".json", ".html"}:
                path.write_text(path.read_text(encoding="utf-8").replace(BASE, origin), encoding="utf-8")
        yield origin


def told(feed: Path) -> list[tuple[str | None, ...]]:
    """Of each item what apps hold on to, and its title."""
    items = etree.parse(feed).iterfind("channel/item")
    return [
        (
            item.findtext("guid"),
            item.findtext("pubDate"),
            item.findtext("title"),
            item.find("enclosure").get("length"),
            item.findtext(f"{ITUNES}duration"),
        )
        for item in items
    ]


def test_what_apps_hold_on_to_is_published_as_it_was(elsewhere: str, published: Path, tmp_path: Path, run: Run) -> None:
    into = tmp_path / "moved"
    answer = run("import", f"{elsewhere}feeds/public.xml", "--into", into, "--base-url", "https://new.example")
    assert answer.code == 0, answer.said
    answer = run("--show", into, "--yes")
    assert answer.code == 0, answer.said
    assert told(into / "public/feeds/public.xml") == told(published / "public/feeds/public.xml")
    ours, theirs = (sorted(p.read_bytes() for p in (show / "public/media").iterdir()) for show in (into, published))
    assert ours == theirs


def test_without_an_address_a_show_can_be_looked_at_but_not_published(elsewhere: str, tmp_path: Path, run: Run) -> None:
    feed, into = f"{elsewhere}feeds/public.xml", tmp_path / "moved"
    assert "set base_url in show.toml" in run("import", feed, "--into", into).said
    assert run("migrate", feed, "--show", into).code == 0
    for command in (("check",), ("plan",), ("--yes",)):
        answer = run(*command, "--show", into)
        assert answer.code == 3
        assert "“base_url” is still “https://podcast.example.org/”" in answer.said


def test_under_its_old_address_every_audio_file_keeps_its_address(
    elsewhere: str, tmp_path: Path, run: Run, published: Path
) -> None:
    feed = published / "public/feeds/public.xml"
    before = etree.parse(feed).xpath("//enclosure/@url")
    into = tmp_path / "moved"
    assert run("import", feed, "--into", into, "--base-url", elsewhere.replace("http://", "https://")).code == 0
    lock = json.loads((into / "publish.lock").read_bytes())
    assert len(lock["episodes"]) == len(before)
    assert run("import", feed, "--into", tmp_path / "same", "--base-url", elsewhere).code == 0
    lock = json.loads((tmp_path / "same/publish.lock").read_bytes())
    assert {elsewhere + e["enclosure"]["key"] for e in lock["episodes"].values()} == set(before)


def test_an_import_that_broke_off_goes_on_and_fetches_nothing_twice(
    elsewhere: str, tmp_path: Path, run: Run, published: Path
) -> None:
    media = next((published / "public/media").iterdir())
    _Files.breaks = {f"/media/{media.name}"}
    into = tmp_path / "moved"
    assert run("import", f"{elsewhere}feeds/public.xml", "--into", into).code == 0
    assert sorted(p.read_bytes() for p in into.rglob("recording.*")) == sorted(
        p.read_bytes() for p in (published / "public/media").iterdir()
    )
    before = contents(into)
    media.unlink()
    assert run("import", f"{elsewhere}feeds/public.xml", "--into", into).code == 0
    assert contents(into).keys() == before.keys()
    assert not [path for path in into.rglob("*") if path.suffix in {".part", ".etag"}]


def test_what_could_not_be_had_is_told_and_all_the_rest_is_there(
    elsewhere: str, tmp_path: Path, run: Run, published: Path
) -> None:
    next((published / "public/media").iterdir()).unlink()
    answer = run("import", f"{elsewhere}feeds/public.xml", "--into", tmp_path / "moved")
    assert answer.code == 3
    assert "E0882" in answer.said
    assert "404" in answer.said
    assert len(list((tmp_path / "moved").rglob("episode.md"))) == 2
    assert len(list((tmp_path / "moved").rglob("recording.mp3"))) == 1


def test_somebodys_folder_is_left_alone(elsewhere: str, published: Path, run: Run) -> None:
    before = contents(published)
    answer = run("import", f"{elsewhere}feeds/public.xml", "--into", published)
    assert answer.code == 3
    assert "E0281" in answer.said
    assert contents(published) == before


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html><body>No feed</body></html>", "E0804"),
        (b"", "E0801"),
        (b"\x00\x01\x02" * 99, "E0801"),
        (b'<rss version="2.0"><channel><title>Empty</title></channel></rss>', "E1214"),
        (
            b'<!DOCTYPE r [<!ENTITY a "' + b"b" * 999 + b'">]><rss><channel>' + b"&a;" * 9999 + b"</channel></rss>",
            "E1214",
        ),
    ],
)
def test_what_is_no_podcast_is_told(body: bytes, code: str, tmp_path: Path, run: Run) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(body)
    answer = run("import", feed, "--into", tmp_path / "moved")
    assert answer.code == 3
    assert code in answer.said
    assert not (tmp_path / "moved").exists()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/feed.xml", "https://", "nowhere.xml", "http://exa mple/"])
def test_addresses_that_lead_nowhere_are_told(address: str, tmp_path: Path, run: Run) -> None:
    answer = run("import", address, "--into", tmp_path / "moved")
    assert answer.code == 3
    assert "E088" in answer.said


def test_wild_habits_are_understood(tmp_path: Path, run: Run) -> None:
    """No guid, a date in CET, padded titles, "no" for false, no number: and the episode is told apart and dated."""
    with host(tmp_path) as origin:
        sound(tmp_path / "one.wav")
        assert run("audio", tmp_path / "one.wav", "-o", tmp_path / "one.mp3").code == 0
        (tmp_path / "feed.xml").write_text(
            f"""<?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
            <channel><title> A  show </title><itunes:explicit>no</itunes:explicit><language>DE_at</language>
            <item><title>  Ærlig talt: “naïve”  </title>
            <enclosure url="{origin}one.mp3?x=1" length="0" type="audio/mp3"/>
            <pubDate>Sat, 03 Jan 2026 07:00:00 CET</pubDate><itunes:explicit>yes</itunes:explicit>
            <description>Notes &amp; more

            <p>of it</p></description></item></channel></rss>""",
            encoding="utf-8",
        )
        answer = run("import", f"{origin}feed.xml", "--into", tmp_path / "moved", "--base-url", "https://new.example/")
    assert answer.code == 0, answer.said
    (episode,) = (tmp_path / "moved").rglob("episode.md")
    text = episode.read_text(encoding="utf-8")
    assert "2026-01-03T06:00:00+00:00" in text
    assert f'guid: "{origin}one.mp3?x=1"' in text
    assert "explicit: true" in text
    assert "number" not in text


def test_moving_is_held_against_the_old_feed(elsewhere: str, tmp_path: Path, run: Run) -> None:
    feed, into = f"{elsewhere}feeds/public.xml", tmp_path / "moved"
    assert run("import", feed, "--into", into, "--base-url", "https://new.example").code == 0
    answer = run("migrate", feed, "--show", into)
    assert answer.code == 0, answer.said
    assert "2 of 2 episodes are the same" in answer.said
    assert "301 (moved permanently) with https://new.example/feeds/public.xml" in answer.said
    (first, *_) = sorted(into.rglob("episode.md"))
    lock = json.loads((into / "publish.lock").read_bytes())
    lock["episodes"][first.parent.name] |= {"guid": "another", "published": "2020-01-01T00:00:00Z"}
    (into / "publish.lock").write_text(json.dumps(lock), encoding="utf-8")
    answer = run("migrate", feed, "--show", into)
    assert answer.code == 3
    assert "E0912" in answer.said
    assert "E0913" in answer.said
    assert "1 of 2 episodes" in answer.said
