"""Control objects name members' feeds and what is not out yet: whether anybody can read them is asked, not hoped."""

import json
import re
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline import store, verify
from pipeline.model import FolderStorage, S3Storage
from pipeline.report.doctor import policies
from tests.end_to_end.conftest import Run
from tests.end_to_end.test_publishing import edit
from tests.support.buckets import BucketShow, bucket_show
from tests.support.processes import running
from tests.support.servers import S3Server

MEMBERS = "a-long-enough-name-123"


@pytest.fixture
def show(s3_server: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BucketShow:
    """A show in a bucket, with a feed for members."""
    for name, value in {**s3_server.environment, "PODWRIGHT_TOKEN_MEMBERS": MEMBERS}.items():
        monkeypatch.setenv(name, value)
    made = bucket_show(s3_server, tmp_path / "show", f"secret{abs(hash(str(tmp_path))) % 10**12:012}")
    (made.folder / "feeds").mkdir()
    (made.folder / "feeds/public.toml").write_text("", encoding="utf-8")
    (made.folder / "feeds/members.toml").write_text('title = "Tiny"\naudience = "members"\n', encoding="utf-8")
    return made


def opened(show: BucketShow, *actions: str, below: str = "*") -> None:
    """Let everybody do more than read what is public."""
    arn = f"arn:aws:s3:::{show.bucket}"
    allow = {"Effect": "Allow", "Principal": "*", "Action": list(actions), "Resource": [arn, f"{arn}/{below}"]}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    show.server.client().put_bucket_policy(Bucket=show.bucket, Policy=policy)


def stored(show: BucketShow, old: str, new: str) -> None:
    """Change a line of [storage]."""
    edit(show.folder / "show.toml", old, new)


def test_control_objects_that_anybody_can_read_stop_the_first_publication(show: BucketShow, run: Run) -> None:
    opened(show, "s3:GetObject")
    answer = run("--show", show.folder, "--yes")
    assert answer.code == 5
    assert f"E1110 {show.server.endpoint}/{show.bucket}/control/" in answer.said.replace("control/ ", "control/")
    assert "anybody can read what only producers may" in answer.said
    assert MEMBERS not in answer.said
    assert show.stored() == {}, "nothing was sent, and the probe is gone"


def test_a_bucket_that_anybody_can_list_stops_it_too_and_doctor_tells_both(show: BucketShow, run: Run) -> None:
    opened(show, "s3:GetObject", "s3:ListBucket")
    assert "E1111" in run("--show", show.folder, "--yes").said
    answer = run("doctor", "--show", show.folder)
    assert answer.code == 5
    assert "E1110" in answer.said
    assert "E1111" in answer.said
    assert "✗ control objects are not for everybody" in answer.said
    assert "✗ nobody else can list the bucket" in answer.said
    assert show.stored() == {}


def test_a_bucket_that_keeps_its_secrets_is_told_as_such_and_published_to(show: BucketShow, run: Run) -> None:
    answer = run("doctor", "--show", show.folder)
    assert answer.code == 0, answer.said
    assert "✓ control objects are not for everybody" in answer.said
    assert "✓ nobody else can list the bucket" in answer.said
    assert run("--show", show.folder, "--yes").code == 0


def test_an_episode_that_waits_for_its_day_is_a_secret_too(show: BucketShow, run: Run) -> None:
    (show.folder / "feeds/members.toml").unlink()
    edit(show.folder / "episodes/002-second/episode.md", "published: 2026-02-01", "published: 2999-02-01")
    opened(show, "s3:GetObject")
    assert "E1110" in run("--show", show.folder, "--yes").said


def test_without_secrets_nobody_is_asked(show: BucketShow, run: Run) -> None:
    (show.folder / "feeds/members.toml").unlink()
    opened(show, "s3:GetObject")
    assert run("--show", show.folder, "--yes").code == 0


def test_a_members_feed_that_comes_later_is_asked_for_before_it_is_written_down(show: BucketShow, run: Run) -> None:
    members = (show.folder / "feeds/members.toml").rename(show.folder / "later.toml")
    opened(show, "s3:GetObject")
    assert run("--show", show.folder, "--yes").code == 0
    members.rename(show.folder / "feeds/members.toml")
    assert "E1110" in run("--show", show.folder, "--yes").said


@pytest.mark.parametrize(
    ("settings", "line", "told"),
    [
        ('prefix = ""\n', 1, "prefix is empty"),
        ('prefix = ""\ncontrol_prefix = "c/"\n', 1, "prefix is empty"),
        ('prefix = "a/"\ncontrol_prefix = "a/"\n', 2, "control_prefix “a/” is the public prefix itself"),
        ('prefix = "a/"\ncontrol_prefix = "a/b/c/"\n', 2, "“a/b/c/” lies inside the public prefix “a/”"),
        ('control_prefix = "public/c/"\n', 1, "“public/c/” lies inside the public prefix “public/”"),
    ],
)
def test_control_objects_inside_what_is_public_are_told_with_their_line(
    show: BucketShow, run: Run, settings: str, line: int, told: str
) -> None:
    stored(show, "bucket = ", f"{settings}bucket = ")
    first = (show.folder / "show.toml").read_text(encoding="utf-8").split("\n").index('kind = "s3"') + 1
    answer = run("check", "--show", show.folder)
    assert answer.code == 3
    assert f"E0114 show.toml:{first + line} " in answer.said
    assert told in answer.said


def test_a_bucket_of_their_own_keeps_control_objects_apart(show: BucketShow, run: Run) -> None:
    other = f"{show.bucket}-control"
    show.server.client().create_bucket(Bucket=other)
    stored(show, "bucket = ", f'prefix = ""\ncontrol_bucket = "{other}"\nbucket = ')
    edit(show.folder / "show.toml", "/public/", "/")
    opened(show, "s3:GetObject")
    answer = run("doctor", "--json", "--show", show.folder)
    assert answer.code == 0, answer.said
    change, look = json.loads(answer.out)["policies"]["producers"]["Statement"]
    assert f"arn:aws:s3:::{other}/control/*" in change["Resource"]
    assert look["Resource"] == [f"arn:aws:s3:::{show.bucket}", f"arn:aws:s3:::{other}"]
    assert run("--show", show.folder, "--yes").code == 0
    assert not [key for key in show.stored() if key.startswith("control/")]
    assert show.server.client().get_object(Bucket=other, Key="control/manifest.json")
    assert "Nothing to do" in run("--show", show.folder, "--yes").said


def test_policies_for_one_bucket_name_it_once() -> None:
    document = json.dumps(policies(S3Storage(bucket="b")))
    assert '"Resource": ["arn:aws:s3:::b"]' in document


def test_a_manifest_that_is_looked_for_elsewhere_is_no_first_publication(show: BucketShow, run: Run) -> None:
    assert run("--show", show.folder, "--yes").code == 0
    before = show.stored()
    stored(show, "bucket = ", 'control_prefix = "elsewhere/"\nbucket = ')
    for command in (("plan",), ("--yes",)):
        answer = run(*command, "--show", show.folder)
        assert answer.code == 3
        assert f"E1241 bucket {show.bucket}, elsewhere/" in answer.said
        assert "publish.lock knows 2 published episodes" in answer.said
        assert "control_prefix" in answer.said
    assert show.stored() == before
    (word,) = set(re.findall(r"--allow (first=\S+)", answer.said))
    assert run("--show", show.folder, "--yes", "--allow", "first=other.example").code == 3
    assert run("--show", show.folder, "--yes", "--allow", word).code == 0


def test_a_lost_control_folder_stops_the_run_until_it_is_named(published: Path, run: Run) -> None:
    shutil.rmtree(published / "public-control")
    answer = run("--show", published, "--yes")
    assert answer.code == 3
    assert "E1241 folder public-control/" in answer.said
    assert run("--show", published, "--yes", "--allow", "first=tiny.example").code == 0


def test_a_clone_without_what_was_published_is_published_anew(published: Path, run: Run) -> None:
    for name in ("public", "public-control"):
        shutil.rmtree(published / name)
    assert run("--show", published, "--yes").code == 0


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and lists it as nobody should."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        del format, args


@pytest.fixture
def whole_folder(tmp_path: Path) -> Iterator[str]:
    """A web server that serves the show's folder and not the published one."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    with running(server.serve_forever, server.shutdown):
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.server_close()


def test_a_web_server_that_serves_the_control_folder_is_told(whole_folder: str, tmp_path: Path) -> None:
    settings = FolderStorage(path="public")
    storage = store.open_storage(settings, tmp_path, {})
    (found,) = verify.readable(storage.control, store.doors(settings, f"{whole_folder}public/", {}))
    assert (found.code, found.where) == ("E1110", f"{whole_folder}public-control/")
    assert store.doors(settings, whole_folder, {}).objects == ()


def test_what_nobody_answers_is_not_readable(tmp_path: Path) -> None:
    storage = store.open_storage(FolderStorage(path="public"), tmp_path, {})
    doors = store.Doors(objects=("http://127.0.0.1:9/a/", "https://not a host/"), listings=("http://127.0.0.1:9/?x",))
    assert verify.readable(storage.control, doors) == ()
    assert verify.listable(doors) == ()
    assert list(storage.control.keys()) == []
