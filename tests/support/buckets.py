"""A show in a bucket, looked at as listeners do, put back as it was, and published by processes that can be killed."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from lxml import etree

from tests.support.processes import SECONDS, started
from tests.support.servers import S3Server
from tests.support.tiny import tiny_show

ROOT = Path(__file__).parents[2]
AUDIO = re.compile(r"-([0-9a-f]{12})\.mp3$")
Stored = tuple[bytes, str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketShow:
    """A show folder that is published to `bucket` through `endpoint`; listeners ask the server itself."""

    folder: Path
    bucket: str
    server: S3Server

    @property
    def base_url(self) -> str:
        return f"{self.server.endpoint}/{self.bucket}/public/"

    @contextmanager
    def started(self, endpoint: str, *arguments: str, folder: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
        """`publish.py` in a process of its own, which reaches storage through `endpoint`."""
        show = folder or self.folder
        settings = (show / "show.toml").read_text(encoding="utf-8")
        told = re.sub(r'endpoint = ".*"', f'endpoint = "{endpoint}"', settings)
        (show / "show.toml").write_text(told, encoding="utf-8")
        command = [sys.executable, str(ROOT / "publish.py"), "--show", str(show), *(arguments or ("--yes",))]
        environment = {**os.environ, **self.server.environment}
        with started(command, output=subprocess.PIPE, env=environment) as process:
            yield process

    def publish(self, endpoint: str | None = None, *arguments: str, folder: Path | None = None) -> tuple[int, str]:
        """Run it to its end: exit code, and what was said."""
        with self.started(endpoint or self.server.endpoint, *arguments, folder=folder) as process:
            said, _ = process.communicate(timeout=2 * SECONDS)
        return process.returncode, said.decode()

    def stored(self) -> dict[str, Stored]:
        """Everything in the bucket."""
        client, found = self.server.client(), {}
        for key in self._keys(client):
            answer = client.get_object(Bucket=self.bucket, Key=key)
            facts = {"CacheControl": answer["CacheControl"], "Metadata": answer["Metadata"]}
            found[key] = (answer["Body"].read(), answer["ContentType"], facts)
        return found

    def public(self) -> dict[str, bytes]:
        """What listeners can fetch."""
        return {key: body for key, (body, *_) in self.stored().items() if key.startswith("public/")}

    def put_back(self, before: Mapping[str, Stored]) -> None:
        """Make the bucket as it was."""
        client = self.server.client()
        for key in self._keys(client):
            client.delete_object(Bucket=self.bucket, Key=key)
        for key, (body, kind, facts) in before.items():
            client.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType=kind, **facts)

    def _keys(self, client: Any) -> list[str]:  # noqa: ANN401 - boto3 makes its clients at run time
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return [found["Key"] for page in pages for found in page.get("Contents", ())]


def bucket_show(server: S3Server, folder: Path, name: str) -> BucketShow:
    """A tiny show of its own bucket, not yet published."""
    show = tiny_show(folder)
    bucket = server.bucket(name)
    settings = (show / "show.toml").read_text(encoding="utf-8")
    settings = settings.replace("https://tiny.example/", f"{server.endpoint}/{bucket}/public/").replace(
        'kind = "folder"\npath = "public"', f'kind = "s3"\nbucket = "{bucket}"\nendpoint = "{server.endpoint}"'
    )
    (show / "show.toml").write_text(settings, encoding="utf-8")
    return BucketShow(folder=show, bucket=bucket, server=server)


def listen(base_url: str) -> list[str]:
    """Fetch the feed and every address of the show in it, as apps would; returns the titles.

    Every address has to answer, with the bytes whose checksum was stored with them, and audio with those that its name
    says; lengths have to be those that the feed says.
    """
    feed = httpx.get(base_url + "feeds/public.xml")
    assert feed.status_code == 200
    root = etree.fromstring(feed.content)
    addresses = set(re.findall(re.escape(base_url) + r"[^\"'<> &]+", feed.text))
    with httpx.Client() as client:
        for address in sorted(addresses - {base_url + "feeds/public.xml"}):
            answer = client.get(address.partition("#")[0])
            assert answer.status_code == 200, address
            digest = hashlib.sha256(answer.content).hexdigest()
            assert digest == answer.headers["x-amz-meta-sha256"], address
            audio = AUDIO.search(address)
            assert audio is None or digest.startswith(audio[1]), address
        for enclosure in root.iter("enclosure"):
            head = client.head(enclosure.get("url", ""))
            assert head.headers["Content-Length"] == enclosure.get("length")
    return [title.text or "" for title in root.iterfind("channel/item/title")]


def copied(show: BucketShow, to: Path) -> Path:
    """Another producer's clone of the folder."""
    return Path(shutil.copytree(show.folder, to))
