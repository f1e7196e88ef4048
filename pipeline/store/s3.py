"""Object storage that speaks S3: the only place that knows boto3.

Small objects go in one request with Content-MD5, large ones in parts; what arrived is compared by HEAD. Conditions are
sent with small objects only: two conditional completions of a multipart upload can both win on some servers.
"""

import base64
import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

from pipeline.model import Digest, S3Storage
from pipeline.problems import Conflict, StoreError
from pipeline.store.keys import plain_key
from pipeline.store.protocol import Held, Listed, Stat, digest_of
from pipeline.store.rules import TAKEN, TROUBLE, WRONG_BYTES
from pipeline.store.s3_errors import status_of, told

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
else:
    S3Client = Any

PART = 8 << 20
ATTEMPTS = 4
TRANSFER = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, max_concurrency=4)
LOST = {404, 409, 412}


def connect(settings: S3Storage, environment: Mapping[str, str]) -> S3Client:
    """A client for the storage. Keys are found by boto3's own chain, from the environment."""
    config = Config(
        connect_timeout=5,
        read_timeout=60,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        max_pool_connections=64,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path" if settings.endpoint else "auto"},
    )
    region = settings.region or environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"
    with told("storage"):
        session = boto3.session.Session(profile_name=environment.get("AWS_PROFILE"))
        return session.client("s3", endpoint_url=settings.endpoint, region_name=region, config=config)


class S3Store:
    """Objects below one prefix of one bucket."""

    def __init__(self, client: S3Client, bucket: str, prefix: str) -> None:
        """Nothing is asked of the storage yet."""
        self._client, self._bucket, self._prefix = client, bucket, prefix

    @property
    def place(self) -> str:
        """The bucket and the prefix in it, as messages call them: no endpoint, no key."""
        return f"bucket {self._bucket}, {self._prefix or 'no prefix'}"

    def get(self, key: str) -> Held | None:
        """The object, whole, with the storage's own etag; None where there is none.

        Raises StoreError for a key that is not plain, for a missing bucket, and for all else that the storage refuses.
        """
        with told(self.place):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=self._key(key))
            except ClientError as error:
                if _is_missing(error):
                    return None
                raise
            body = answer["Body"].read()
        return Held(body=body, etag=answer["ETag"])

    def stat(self, key: str) -> Stat | None:
        """The object's facts, asked for by HEAD; None where there is none, and also where the bucket is missing.

        `digest` is what `put` wrote into its metadata. Raises StoreError for keys that are not plain, and all else that
        the storage refuses.
        """
        with told(self.place):
            try:
                head = self._client.head_object(Bucket=self._bucket, Key=self._key(key))
            except ClientError as error:
                if status_of(error) == 404:  # noqa: PLR2004 - HEAD has no body, so the status is all there is
                    return None
                raise
        digest = head["Metadata"].get("sha256")
        return Stat(
            size=head["ContentLength"],
            etag=head["ETag"],
            content_type=head.get("ContentType"),
            cache_control=head.get("CacheControl"),
            digest=Digest(digest) if digest else None,
        )

    def put(  # noqa: PLR0913 - the protocol's
        self,
        key: str,
        source: Path | bytes,
        *,
        content_type: str,
        cache_control: str,
        digest: Digest,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Store the object, and compare what arrived."""
        facts = {"ContentType": content_type, "CacheControl": cache_control, "Metadata": {"sha256": digest}}
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        with told(self.place):
            if isinstance(source, bytes) or size < PART:
                self._put_small(key, source if isinstance(source, bytes) else source.read_bytes(), digest, facts)
                progress(size)
            else:
                self._client.upload_file(
                    str(source), self._bucket, self._key(key), ExtraArgs=facts, Config=TRANSFER, Callback=progress
                )
        arrived = self.stat(key)
        if arrived is None or arrived.size != size or arrived.digest != digest:
            raise StoreError(WRONG_BYTES.at(self.place, f"{key} did not arrive as it was sent"))

    def _put_small(self, key: str, body: bytes, digest: Digest, facts: Mapping[str, Any]) -> None:
        if digest_of(body) != digest:
            raise StoreError(WRONG_BYTES.at(self.place, f"{key} changed while it was being sent"))
        self._client.put_object(Bucket=self._bucket, Key=self._key(key), Body=body, ContentMD5=_md5(body), **facts)

    def swap(self, key: str, body: bytes, etag: str | None, *, content_type: str, cache_control: str) -> str:
        """Replace the object if it still has `etag`; what became of a lost answer is found out by reading."""
        condition: dict[str, Any] = {"IfMatch": etag} if etag else {"IfNoneMatch": "*"}
        facts: dict[str, Any] = {"ContentType": content_type, "CacheControl": cache_control, "ContentMD5": _md5(body)}
        facts["Metadata"] = {"sha256": digest_of(body)}
        with told(self.place):
            for _ in range(ATTEMPTS):
                try:
                    answer = self._client.put_object(
                        Bucket=self._bucket, Key=self._key(key), Body=body, **condition, **facts
                    )
                    return answer["ETag"]
                except ClientError as error:
                    if status_of(error) not in LOST or _no_bucket(error):
                        raise
                now = self.get(key)
                if now and now.body == body:
                    return now.etag
                if (now.etag if now else None) != etag:
                    raise Conflict(TAKEN.at(self.place, f"{key} has changed in the meantime"))
                _PAUSE.wait(0.05)
        raise StoreError(TROUBLE.at(self.place, f"{key} could not be replaced, though nobody else has written it"))

    def delete(self, key: str) -> None:
        """Remove the object; S3 takes it well if it is gone already. Raises StoreError for all that is refused."""
        with told(self.place):
            try:
                self._client.delete_object(Bucket=self._bucket, Key=self._key(key))
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") != "NoSuchKey":
                    raise

    def tidy(self) -> None:
        """Nothing lies here half written: parts of an upload that broke off are seen by nobody."""

    def keys(self, prefix: str = "") -> Iterator[str]:
        """All keys with that beginning, in order."""
        return (listed.key for listed in self.listing(prefix))

    def listing(self, prefix: str = "") -> Iterator[Listed]:
        """All objects with that beginning, in order, a thousand a request."""
        with told(self.place):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix + prefix):
                for found in page.get("Contents", ()):
                    key = found["Key"].removeprefix(self._prefix)
                    yield Listed(key=key, size=found["Size"], modified=found["LastModified"])

    def _key(self, key: str) -> str:
        return self._prefix + plain_key(key)


_PAUSE = threading.Event()


def _md5(body: bytes) -> str:
    return base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()


def _is_missing(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") == "NoSuchKey"


def _no_bucket(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") == "NoSuchBucket"
