"""The preview answers as a good web server would, on loopback only, as though it were the show's own address."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipeline.preview import serving
from pipeline.problems import CheckFailed

BASE = "https://air.example/show/"
AUDIO = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("preview") / "public"
    files = {
        "index.html": f'<a href="{BASE}feeds/public.xml">feed</a>'.encode(),
        "404.html": b"<p>Nothing here.</p>",
        "feeds/public.xml": f'<rss><enclosure url="{BASE}media/a.mp3" length="{len(AUDIO)}"/></rss>'.encode(),
        "media/a.mp3": AUDIO,
        "words/a.vtt": b"WEBVTT\n",
        "words/a.chapters.json": b"{}",
        "art/a.jpg": b"\xff\xd8",
    }
    for name, body in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(body)
    (root / ".hidden").write_bytes(b"secret")
    (root.parent / "secret.txt").write_bytes(b"secret")
    (root / "link.txt").symlink_to(root.parent / "secret.txt")
    return root


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[httpx.Client]:
    with serving(folder, BASE) as origin, httpx.Client(base_url=origin) as client:
        yield client


def test_links_lead_to_the_preview_and_lengths_stay_true(site: httpx.Client) -> None:
    feed = site.get("feeds/public.xml")
    assert BASE not in feed.text
    url = feed.text.split('url="')[1].split('"')[0]
    assert url.startswith("http://127.0.0.1:")
    assert httpx.get(url).content == AUDIO
    assert f'length="{len(AUDIO)}"' in feed.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feeds/public.xml", "application/rss+xml; charset=utf-8"),
        ("media/a.mp3", "audio/mpeg"),
        ("words/a.vtt", "text/vtt; charset=utf-8"),
        ("words/a.chapters.json", "application/json+chapters"),
        ("art/a.jpg", "image/jpeg"),
        ("", "text/html; charset=utf-8"),
    ],
)
def test_each_file_has_its_type(site: httpx.Client, path: str, kind: str) -> None:
    for answer in (site.get(path), site.head(path)):
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == kind
    assert site.head(path).headers["Content-Length"] == str(len(site.get(path).content))


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-0", 0, 1), ("bytes=100-199", 100, 200), ("bytes=10000-", 10_000, len(AUDIO)), ("bytes=-5", -5, None)],
)
def test_a_range_is_answered_with_just_that(site: httpx.Client, asked: str, start: int, end: int | None) -> None:
    answer = site.get("media/a.mp3", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == AUDIO[start:end]
    assert answer.headers["Content-Range"].endswith(f"/{len(AUDIO)}")


def test_a_range_past_the_end_is_refused(site: httpx.Client) -> None:
    answer = site.get("media/a.mp3", headers={"Range": f"bytes={len(AUDIO)}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"].endswith(f"*/{len(AUDIO)}")


def test_a_stale_if_range_gets_the_whole_file(site: httpx.Client) -> None:
    answer = site.get("media/a.mp3", headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (answer.status_code, answer.content) == (200, AUDIO)


@pytest.mark.parametrize("path", ["feeds/public.xml", "media/a.mp3"])
def test_what_has_not_changed_is_not_sent_again(site: httpx.Client, path: str) -> None:
    etag = site.get(path).headers["ETag"]
    assert site.get(path, headers={"If-None-Match": etag}).status_code == 304
    assert site.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_players_on_other_sites_may_read_transcripts(site: httpx.Client) -> None:
    answer = site.get("words/a.vtt", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["nothing.html", "../secret.txt", "%2e%2e/secret.txt", ".hidden", "link.txt", "media", "media/%00", "a%0ab"]
)
def test_what_is_not_published_is_not_found(site: httpx.Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_the_root_leads_to_the_show(site: httpx.Client) -> None:
    root = httpx.URL(site.base_url).copy_with(path="/")
    assert httpx.get(root).headers["Location"] == "/show/"


def test_nothing_can_be_written(site: httpx.Client) -> None:
    assert site.put("media/a.mp3", content=b"x").status_code == 405


def test_a_port_in_use_is_told(folder: Path, site: httpx.Client) -> None:
    port = httpx.URL(site.base_url).port or 0
    with pytest.raises(CheckFailed, match="E1211"), serving(folder, BASE, port=port):
        pass
