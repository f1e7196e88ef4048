"""Storage and networks that misbehave: a publication succeeds all the same, or says why not; nobody hears a half."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.buckets import BucketShow, bucket_show, listen
from tests.support.proxy import Fault, Proxy, Seen, proxied
from tests.support.servers import S3Server
from tests.support.tiny import add_episode


@pytest.fixture
def proxy(s3_server: S3Server) -> Iterator[Proxy]:
    with proxied(s3_server.endpoint) as running:
        yield running


@pytest.fixture
def show(s3_server: S3Server, tmp_path: Path) -> BucketShow:
    return bucket_show(s3_server, tmp_path / "show", f"faults{abs(hash(str(tmp_path))) % 10**12:012}")


def once_each(fault: Fault, *methods: str) -> tuple[set[str], object]:
    """The first request of each method and address meets the fault, and the next passes."""
    met: set[str] = set()

    def rule(seen: Seen) -> Fault:
        name = f"{seen.method} {seen.path}"
        if seen.method not in methods or name in met:
            return Fault.NONE
        met.add(name)
        return fault

    return met, rule


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "methods"),
    [
        (Fault.RESET, ("GET", "HEAD", "PUT", "POST", "DELETE")),
        (Fault.BUSY, ("GET", "HEAD", "PUT", "POST", "DELETE")),
        (Fault.LOST, ("GET", "HEAD", "PUT", "DELETE")),
    ],
)
def test_a_fault_that_passes_is_outlived(
    show: BucketShow, proxy: Proxy, fault: Fault, methods: tuple[str, ...]
) -> None:
    met, rule = once_each(fault, *methods)
    proxy.rule = rule  # type: ignore[assignment]
    code, said = show.publish(proxy.endpoint)
    assert code == 0, said
    assert len(met) > 20
    assert listen(show.base_url) == ["Second", "First"]
    code, said = show.publish()
    assert "Nothing to do" in said


@pytest.mark.slow
def test_storage_that_stays_down_is_told_and_the_old_feed_stays(show: BucketShow, proxy: Proxy) -> None:
    assert show.publish()[0] == 0
    add_episode(show.folder, "003-third", "Third", month=3)
    proxy.rule = lambda seen: Fault.BUSY if seen.method == "PUT" else Fault.NONE
    code, said = show.publish(proxy.endpoint)
    assert code == 5
    assert "E1014" in said
    assert listen(show.base_url) == ["Second", "First"]
    assert show.publish()[0] == 0
    assert listen(show.base_url) == ["Third", "Second", "First"]


def test_a_manifest_that_arrives_in_part_is_not_believed(show: BucketShow, proxy: Proxy) -> None:
    assert show.publish()[0] == 0
    before = show.public()
    proxy.rule = lambda seen: Fault.CUT if "manifest.json" in seen.path and seen.method == "GET" else Fault.NONE
    code, said = show.publish(proxy.endpoint)
    assert code == 5
    assert "Traceback" not in said
    assert show.public() == before


@pytest.mark.parametrize(("old", "new", "told"), [('bucket = "', 'bucket = "no-', "E1010")])
def test_a_missing_bucket_is_told_after_one_question(
    show: BucketShow, proxy: Proxy, old: str, new: str, told: str
) -> None:
    settings = show.folder / "show.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, said = show.publish(proxy.endpoint)
    assert code == 5
    assert told in said
    assert len(proxy.seen) <= 2


def test_wrong_keys_are_told_after_one_question(
    show: BucketShow, proxy: Proxy, s3_server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    del s3_server
    monkeypatch.setattr(S3Server, "environment", {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing"})
    code, said = show.publish(proxy.endpoint)
    assert code == 5
    assert "E1008" in said
    assert len(proxy.seen) == 1
