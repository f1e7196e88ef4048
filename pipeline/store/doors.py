"""Where anybody could try to read what only producers may: at the storage, and through the show's own address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import assert_never
from urllib.parse import urlencode, urlsplit

from pipeline.model import FolderStorage, S3Storage, StorageSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """`objects` are addresses below which control objects might answer; `listings` might tell all names there are."""

    objects: tuple[str, ...]
    listings: tuple[str, ...] = ()


def doors(settings: StorageSettings, base_url: str, environment: Mapping[str, str]) -> Doors:
    """Every plausible address; none, for a folder that `base_url` does not seem to reach beyond."""
    match settings:
        case FolderStorage():
            name = PurePosixPath(settings.path).name
            beside = base_url.removesuffix(f"{name}/") if base_url.endswith(f"/{name}/") else None
            return Doors(objects=(f"{beside}{name}-control/",) if beside else ())
        case S3Storage():
            return _doors_of_buckets(settings, base_url, environment)
        case _:
            assert_never(settings)


def _doors_of_buckets(settings: S3Storage, base_url: str, environment: Mapping[str, str]) -> Doors:
    from pipeline.store.s3 import connect

    endpoint = f"{connect(settings, environment).meta.endpoint_url.rstrip('/')}/"
    roots = {bucket: f"{endpoint}{bucket}/" for bucket in (settings.bucket, settings.of_control)}
    seen = list(_as_seen(settings, base_url))
    objects = (roots[settings.of_control], *seen)
    asked = ((roots[bucket], prefix) for bucket, prefix in _listed(settings))
    listings = (*(_listing(root, prefix) for root, prefix in asked), *(_listing(root, "") for root in seen))
    return Doors(objects=_once(f"{root}{settings.control_prefix}" for root in objects), listings=_once(listings))


def _as_seen(settings: S3Storage, base_url: str) -> Iterator[str]:
    """What the bucket's root may be called at the show's own address."""
    parts = urlsplit(base_url)
    host = f"{parts.scheme}://{parts.netloc}/"
    if settings.prefix and base_url.endswith(f"/{settings.prefix}"):
        yield base_url.removesuffix(settings.prefix)
    yield base_url
    if parts.path.strip("/"):
        yield f"{base_url.rstrip('/').rpartition('/')[0]}/"
    yield host
    yield f"{host}{settings.of_control}/"


def _listed(settings: S3Storage) -> Iterator[tuple[str, str]]:
    """Policies can allow a listing of a part only, so each part is asked for."""
    yield from ((settings.bucket, ""), (settings.bucket, settings.prefix))
    yield from ((settings.of_control, ""), (settings.of_control, settings.control_prefix))


def _listing(root: str, prefix: str) -> str:
    return f"{root}?{urlencode({'list-type': 2, 'prefix': prefix, 'max-keys': 1})}"


def _once(addresses: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(addresses))
