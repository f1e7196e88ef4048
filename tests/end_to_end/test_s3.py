"""The same run, published to object storage: a real server, asked from outside as an app would."""

import io
import shutil
import threading
from pathlib import Path

import httpx
import podcastparser
import pytest

from pipeline import release, source, store
from pipeline.artifact.manifest import KEY
from pipeline.cli import main
from pipeline.problems import Conflict, StoreError
from pipeline.store.folder import FolderStore
from tests.end_to_end.conftest import Run
from tests.support.processes import SECONDS
from tests.support.servers import S3Server
from tests.support.tiny import add_episode, tiny_show


@pytest.fixture
def bucket_show(s3_server: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show that is published to a bucket of its own."""
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    bucket = s3_server.bucket(f"show{abs(hash(str(tmp_path))) % 10**12:012}")
    show = tiny_show(tmp_path / "show")
    settings = (show / "show.toml").read_text(encoding="utf-8")
    settings = settings.replace("https://tiny.example/", f"{s3_server.endpoint}/{bucket}/public/")
    settings = settings.replace(
        'kind = "folder"\npath = "public"', f'kind = "s3"\nbucket = "{bucket}"\nendpoint = "{s3_server.endpoint}"'
    )
    (show / "show.toml").write_text(settings, encoding="utf-8")
    return show


def storage(show: Path) -> store.Storage:
    settings = source.read(show, environment={}).catalogue().show
    return store.open_storage(settings.storage, show, {})


def base(show: Path) -> str:
    return source.read(show, environment={}).catalogue().show.base_url


def test_an_app_finds_every_episode_and_a_second_run_sends_nothing(bucket_show: Path, run: Run) -> None:
    assert run("--show", bucket_show, "--yes").code == 0
    url = base(bucket_show) + "feeds/public.xml"
    answer = httpx.get(url)
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    episodes = podcastparser.parse(url, io.BytesIO(answer.content))["episodes"]
    assert [episode["title"] for episode in episodes] == ["Second", "First"]
    for episode in episodes:
        (enclosure,) = episode["enclosures"]
        head = httpx.head(enclosure["url"])
        assert head.headers["Content-Length"] == str(enclosure["file_size"])
        assert head.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    before = {key: storage(bucket_show).public.stat(key) for key in list(storage(bucket_show).public.keys())}
    assert "Nothing to do" in run("--show", bucket_show, "--yes").said
    assert {key: storage(bucket_show).public.stat(key) for key in list(storage(bucket_show).public.keys())} == before


def test_what_producers_know_is_not_for_the_public(bucket_show: Path, run: Run) -> None:
    assert run("--show", bucket_show, "--yes").code == 0
    assert storage(bucket_show).control.get(KEY)
    control = base(bucket_show).replace("/public/", "/control/")
    assert httpx.get(control + KEY).status_code == 403


def test_of_two_producers_at_once_one_wins_and_the_other_is_told(bucket_show: Path, tmp_path: Path, run: Run) -> None:
    assert run("--show", bucket_show, "--yes").code == 0
    shows = []
    for number in (1, 2):
        show = Path(tmp_path / f"producer-{number}")
        shutil.copytree(bucket_show, show)
        add_episode(show, f"00{number + 2}-of-{number}", f"Of producer {number}", month=number + 2)
        shows.append(show)
    codes: dict[int, int] = {}

    def publish(number: int) -> None:
        codes[number] = main(["--show", str(shows[number]), "--yes"])

    threads = [threading.Thread(target=publish, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert sorted(codes.values()) in ([0, 5], [0, 3]), "one publishes; the other loses the race, or sees it coming"
    winner = next(number for number, code in codes.items() if code == 0)
    live = release.read_live(storage(bucket_show))
    assert live.manifest
    assert live.broken_feeds == ()
    assert sorted(live.manifest.episodes) == ["001", "002", f"00{winner + 3}"]


def test_a_flip_that_comes_second_changes_nothing(bucket_show: Path, run: Run) -> None:
    assert run("--show", bucket_show, "--yes").code == 0
    held = storage(bucket_show)
    live = held.control.get(KEY)
    assert live
    with pytest.raises(Conflict):
        held.control.swap(KEY, b"{}", '"another"', content_type="application/json", cache_control="no-store")
    assert held.control.get(KEY) == live


def test_storage_that_ignores_conditions_is_refused(tmp_path: Path) -> None:
    class Careless(FolderStore):
        """A store like those that let every write through."""

        def swap(self, key: str, body: bytes, etag: str | None, *, content_type: str, cache_control: str) -> str:
            del etag
            digest = store.digest_of(body)
            self.put(key, body, content_type=content_type, cache_control=cache_control, digest=digest)
            return digest

    with pytest.raises(StoreError, match="E1006"):
        store.probe_conditions(Careless(tmp_path, "careless"))
