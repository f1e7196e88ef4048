"""What an earlier version published is taken over as it stands: nobody who subscribed then notices anything.

The archive is a show and its storage as the version of November 2026 left them: a public and a members' feed, MP3 and
Opus, one episode redacted, one hidden and one taken back.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run, contents
from tests.support.feeds import subscriber_view

ARCHIVE = Path(__file__).parent / "published_in_november_2026.zip"


@pytest.fixture
def earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The show, as it lay there."""
    monkeypatch.setenv("PODWRIGHT_TOKEN_INNER", "kept-fixture-token-0123456789")
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def feeds(show: Path) -> Iterator[Path]:
    return iter(sorted((show / "public/feeds").glob("*.xml")))


def files(show: Path, *folders: str) -> dict[str, str]:
    return {f"{name}/{key}": body for name in folders for key, (body, _) in contents(show / "public" / name).items()}


def test_no_guid_date_enclosure_or_address_changes(earlier: Path, run: Run) -> None:
    before = {feed.name: subscriber_view(feed) for feed in feeds(earlier)}
    lasting = files(earlier, "media", "words", "art", "members")
    answer = run("--show", earlier, "--yes")
    assert answer.code == 0, answer.said
    assert {feed.name: subscriber_view(feed) for feed in feeds(earlier)} == before
    assert len(before) == 2
    assert files(earlier, "media", "words", "art", "members") == lasting


def test_the_second_run_changes_nothing(earlier: Path, run: Run) -> None:
    assert run("--show", earlier, "--yes").code == 0
    before = files(earlier, "."), (earlier / "publish.lock").read_bytes()
    answer = run("--show", earlier, "--yes")
    assert "Nothing to do" in answer.said
    assert (files(earlier, "."), (earlier / "publish.lock").read_bytes()) == before


def test_what_was_hidden_can_be_shown_again(earlier: Path, run: Run) -> None:
    assert run("unhide", "005", "--show", earlier, "--yes").code == 0
    assert run("verify", "--show", earlier).code == 0
