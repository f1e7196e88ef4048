"""What storage refuses is told in words, quickly, and without a secret."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.model import S3Storage
from pipeline.problems import StoreError
from pipeline.store import open_storage
from tests.support.servers import S3Server

GOOD = {"AWS_ACCESS_KEY_ID": "test-access-key", "AWS_SECRET_ACCESS_KEY": "test-secret-key"}


def refusal(
    settings: S3Storage, folder: Path, environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> StoreError:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(folder / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(folder / "none"))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    started = time.monotonic()
    with pytest.raises(StoreError) as refused:
        open_storage(settings, folder, environment).public.get("a.txt")
    assert time.monotonic() - started < 20
    return refused.value


def test_no_keys(s3_server: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = S3Storage(bucket="ready", endpoint=s3_server.endpoint)
    assert "E1007" in str(refusal(settings, tmp_path, {}, monkeypatch))


@pytest.mark.parametrize("wrong", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
def test_wrong_keys(s3_server: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    settings = S3Storage(bucket="ready", endpoint=s3_server.endpoint)
    problem = str(refusal(settings, tmp_path, {**GOOD, wrong: "nobody-knows-this"}, monkeypatch))
    assert "E1008" in problem
    assert "nobody-knows-this" not in problem


def test_no_bucket(s3_server: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = S3Storage(bucket="no-such-bucket", endpoint=s3_server.endpoint)
    assert "E1010" in str(refusal(settings, tmp_path, GOOD, monkeypatch))


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = S3Storage(bucket="ready", endpoint="http://127.0.0.1:9")
    assert "E1012" in str(refusal(settings, tmp_path, GOOD, monkeypatch))


def test_an_endpoint_that_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = S3Storage(bucket="ready", endpoint="http://127.0.0.1:nonsense")
    assert "E1012" in str(refusal(settings, tmp_path, GOOD, monkeypatch))
