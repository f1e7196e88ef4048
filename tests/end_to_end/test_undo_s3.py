"""The ways back, on object storage: a real server."""

from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_unfinished import edit
from tests.support.buckets import BucketShow, bucket_show, listen
from tests.support.servers import S3Server
from tests.support.tiny import sound


@pytest.fixture
def bucket(s3_server: S3Server, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> BucketShow:
    """Published twice: the second time with another title and other audio."""
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    show = bucket_show(s3_server, tmp_path / "show", f"undo{abs(hash(str(tmp_path))) % 10**12:012}")
    assert run("--show", show.folder, "--yes").code == 0
    edit(show.folder / "episodes/001-first/episode.md", "title: First", "title: Frist")
    sound(show.folder / "episodes/001-first/recording.wav", seed=9)
    assert run("replace", "001", "--show", show.folder, "--yes").code == 0
    return show


def test_a_rollback_and_back_again(bucket: BucketShow, run: Run) -> None:
    after = bucket.public()
    assert run("rollback", "--show", bucket.folder, "--yes").code == 0
    assert listen(bucket.base_url) == ["Second", "First"]
    assert run("prune", "--show", bucket.folder, "--yes", "--days", "0").code == 0
    assert run("rollback", "--show", bucket.folder, "--yes").code == 0
    assert bucket.public() == after
    assert listen(bucket.base_url) == ["Second", "Frist"]


def test_a_purge_leaves_nothing_in_the_bucket(bucket: BucketShow, run: Run) -> None:
    assert len([key for key in bucket.public() if key.startswith("public/media/001-")]) == 2
    answer = run("retract", "001", "--purge", "--show", bucket.folder, "--yes")
    assert answer.code == 0, answer.said
    left = bucket.stored()
    assert [
        key for key, (body, *_) in left.items() if b"Frist" in body or b"001-first" in body or "001-first" in key
    ] == []
    assert listen(bucket.base_url) == ["Second"]


def test_an_episode_is_hidden_and_shown_again(bucket: BucketShow, run: Run) -> None:
    before = bucket.public()
    assert run("hide", "001", "--show", bucket.folder, "--yes").code == 0
    assert listen(bucket.base_url) == ["Second"]
    assert run("prune", "--show", bucket.folder, "--yes", "--days", "0").code == 0
    assert run("unhide", "001", "--show", bucket.folder, "--yes").code == 0
    assert listen(bucket.base_url) == ["Second", "Frist"]
    assert bucket.public() == before


def test_what_is_redacted_later_is_nowhere_in_the_bucket(bucket: BucketShow, run: Run) -> None:
    file = bucket.folder / "episodes/001-first/transcript.vtt"
    edit(file, "Goodbye.", "Goodbye, [[Quendoline]].")
    edit(bucket.folder / "episodes/001-first/episode.md", "title: Frist", "title: Frist\nredact: ['0:02.6 - 0:03.5']")
    answer = run("replace", "001", "--show", bucket.folder, "--yes")
    assert answer.code == 0, answer.said
    old = [key for key, (body, *_) in bucket.stored().items() if b"Goodbye.<" in body or b"\nGoodbye." in body]
    assert old == [], "neither in what is public nor in what is kept to be shown again"
    assert len([key for key in bucket.public() if key.startswith("public/media/001-")]) == 1
