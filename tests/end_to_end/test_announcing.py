"""Others hear of a release once it is proved, and of members' feeds never."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline import announce
from pipeline.model import Announce
from tests.end_to_end.conftest import Run
from tests.end_to_end.test_unfinished import edit
from tests.support.processes import running

FEED = "https://tiny.example/feeds/public.xml"
NEWS = announce.News(show="Tiny", generation=3, feeds=(FEED,), changes=(("new", "003", "Third"),))


class Listener(BaseHTTPRequestHandler):
    """Hears announcements; answers with what the test says, in turn, then with 204."""

    heard: list[tuple[str, str, str, dict[str, str]]]
    answers: list[int]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        del format, args

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.heard.append((self.command, self.path, body, dict(self.headers.items())))
        self.send_response(self.answers.pop(0) if self.answers else 204)
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - the base class's name


@pytest.fixture
def ear() -> Iterator[str]:
    Listener.heard, Listener.answers = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    with running(server.serve_forever, server.shutdown):
        yield f"http://127.0.0.1:{server.server_address[1]}"
    server.server_close()


def everybody(ear: str) -> Announce:
    return Announce(hubs=(f"{ear}/hub",), podping=f"{ear}/podping", overcast=f"{ear}/overcast")


def test_each_is_told_in_its_own_way(ear: str) -> None:
    environment = {"PODWRIGHT_WEBHOOK": f"{ear}/hook/secret", "PODWRIGHT_PODPING_TOKEN": "a-token"}
    outcomes = announce.announce(everybody(ear), NEWS, environment, lambda _: None)
    assert [outcome.who.split(" 127")[0] for outcome in outcomes] == ["WebSub hub", "podping", "Overcast", "webhook"]
    assert not any(outcome.problem for outcome in outcomes)
    heard = {urlsplit(path).path: (method, path, body, headers) for method, path, body, headers in Listener.heard}
    assert parse_qs(heard["/hub"][2]) == {"hub.mode": ["publish"], "hub.url": [FEED]}
    assert parse_qs(urlsplit(heard["/podping"][1]).query)["url"] == [FEED]
    assert heard["/podping"][3]["Authorization"] == "a-token"
    assert parse_qs(urlsplit(heard["/overcast"][1]).query) == {"urlprefix": [FEED]}
    told = json.loads(heard["/hook/secret"][2])
    assert told["changes"] == [{"change": "new", "episode": "003", "title": "Third"}]


@pytest.mark.parametrize(
    ("answers", "attempts", "failed"),
    [([503, 429], 3, False), ([500, 500, 500], 3, True), ([404], 1, True), ([301], 1, True), ([], 1, False)],
)
def test_what_may_pass_is_tried_again_and_what_stays_is_told(
    ear: str, answers: list[int], attempts: int, *, failed: bool
) -> None:
    Listener.answers = answers
    waits: list[float] = []
    (outcome,) = announce.announce(Announce(hubs=(f"{ear}/hub",)), NEWS, {}, waits.append)
    assert len(Listener.heard) == attempts
    assert len(waits) == attempts - 1
    assert bool(outcome.problem) is failed


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/hub", "http://[nonsense/", "mailto:somebody", "http:///"])
def test_nobody_there_is_a_warning_without_a_secret(address: str) -> None:
    (outcome,) = announce.announce(Announce(), NEWS, {"PODWRIGHT_WEBHOOK": f"{address}secret"}, lambda _: None)
    assert outcome.problem
    assert outcome.problem.code == "W0952"
    assert "secret" not in str(outcome)


def test_a_release_is_told_after_it_was_verified_and_only_if_a_feed_changed(show: Path, ear: str, run: Run) -> None:
    edit(show / "show.toml", "[blog]", f'[announce]\nhubs = ["{ear}/hub"]\n\n[blog]')
    answer = run("--show", show, "--yes")
    assert answer.code == 0, answer.said
    assert "Told: WebSub hub 127.0.0.1" in answer.said
    assert len(Listener.heard) == 1
    assert f'href="{ear}/hub" rel="hub"' in (show / "public/feeds/public.xml").read_text(encoding="utf-8")
    assert run("--show", show, "--yes").code == 0
    assert len(Listener.heard) == 1
    assert run("announce", "--show", show).code == 0
    assert len(Listener.heard) == 2


def test_a_release_that_is_not_whole_is_told_to_nobody(published: Path, ear: str, run: Run) -> None:
    edit(published / "show.toml", "[blog]", f'[announce]\novercast = "{ear}/ping"\n\n[blog]')
    (audio,) = (published / "public/media").glob("001-*.mp3")
    audio.unlink()
    assert run("announce", "--show", published).code == 4
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 4
    assert Listener.heard == []


def test_members_feeds_are_never_told_of(published: Path, ear: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODWRIGHT_TOKEN_MEMBERS", "a-long-enough-token-123")
    monkeypatch.setenv("PODWRIGHT_WEBHOOK", f"{ear}/hook")
    (published / "feeds").mkdir()
    (published / "feeds/members.toml").write_text('title = "Tiny"\naudience = "members"\n', encoding="utf-8")
    (published / "feeds/public.toml").write_text('title = "Tiny Show"\n', encoding="utf-8")
    edit(published / "show.toml", "[blog]", f'[announce]\nhubs = ["{ear}/hub"]\n\n[blog]')
    assert run("--show", published, "--yes").code == 0
    assert run("announce", "--show", published).code == 0
    assert len(Listener.heard) == 4
    assert "a-long-enough-token-123" not in str(Listener.heard)
    assert 'rel="hub"' not in (published / "public/feeds/members-a-long-enough-token-123.xml").read_text("utf-8")
