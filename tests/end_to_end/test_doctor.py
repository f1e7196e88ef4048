"""Whether storage is fit for a podcast is found out by trying it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from pipeline import store, verify
from pipeline.model import FolderStorage
from pipeline.verify.asking import wrong_origin, wrong_ranges
from tests.end_to_end.conftest import Run
from tests.support.buckets import bucket_show
from tests.support.processes import running
from tests.support.servers import S3Server


def test_a_folder_is_fit_and_nothing_is_left_behind(show: Path, run: Run) -> None:
    answer = run("doctor", "--show", show)
    assert answer.code == 0, answer.said
    assert answer.said.count("✓") == 6
    assert [path for path in (show / "public").rglob("*") if path.is_file()] == []


def test_a_bucket_is_fit_and_the_least_policy_is_told(
    s3_server: S3Server, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    show = bucket_show(s3_server, tmp_path / "show", f"doctor{abs(hash(str(tmp_path))) % 10**12:012}")
    answer = run("doctor", "--json", "--show", show.folder)
    document = json.loads(answer.out)
    assert answer.code == 0, answer.said
    assert document["tried"]["byte ranges of every kind"]
    (change, look) = document["policies"]["producers"]["Statement"]
    assert change["Resource"] == [f"arn:aws:s3:::{show.bucket}/public/*", f"arn:aws:s3:::{show.bucket}/control/*"]
    assert look["Action"] == ["s3:ListBucket"]
    assert show.public() == {}


def test_a_bucket_that_is_not_there_is_told_and_nothing_more_is_tried(
    s3_server: S3Server, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    show = bucket_show(s3_server, tmp_path / "show", f"doctor{abs(hash(str(tmp_path))) % 10**12:012}").folder
    settings = (show / "show.toml").read_text(encoding="utf-8")
    (show / "show.toml").write_text(settings.replace('bucket = "', 'bucket = "no-'), encoding="utf-8")
    answer = run("doctor", "--show", show)
    assert answer.code == 5
    assert "E1010" in answer.said
    assert "✓" not in answer.said


class Careless(BaseHTTPRequestHandler):
    """A web server that knows neither ranges nor CORS, and sends one type for everything."""

    folder: Path

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        del format, args

    def do_GET(self) -> None:
        body = (self.folder / self.path.lstrip("/")).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the base class's name


@pytest.fixture
def careless(tmp_path: Path) -> Iterator[str]:
    Careless.folder = tmp_path / "public"
    server = ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    with running(server.serve_forever, server.shutdown):
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.server_close()


def test_a_careless_web_server_is_told_all_it_gets_wrong(careless: str, tmp_path: Path) -> None:
    storage = store.open_storage(FolderStorage(path="public"), tmp_path, {})
    found = [problem.code for finding in verify.examine(storage, careless) for problem in finding.problems]
    assert sorted(found) == ["E0950", "E0950", "E0950", "E1103", "W0951"]


def test_an_address_that_does_not_answer_is_told(tmp_path: Path) -> None:
    storage = store.open_storage(FolderStorage(path="public"), tmp_path, {})
    found = {problem.code for finding in verify.examine(storage, "http://127.0.0.1:9/") for problem in finding.problems}
    assert found == {"E1101"}
    assert list(storage.public.keys()) == []


def test_the_preview_answers_every_question(published: Path, run: Run) -> None:
    from pipeline import preview  # noqa: PLC0415 - only this test serves

    (sound,) = (published / "public/media").glob("001-*.mp3")
    (text,) = (published / "public/words").glob("001-*.vtt")
    with preview.serving(published / "public", "https://tiny.example/") as origin, httpx.Client() as client:
        assert list(wrong_ranges(client, f"{origin}media/{sound.name}", sound.stat().st_size)) == []
        assert wrong_origin(client, f"{origin}words/{text.name}") == []
    del run
