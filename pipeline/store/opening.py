"""From settings to stores: one that the world reads, and one that only producers read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from pipeline.model import FolderStorage, S3Storage, StorageSettings
from pipeline.problems import StoreError
from pipeline.store.folder import FolderStore
from pipeline.store.protocol import Store
from pipeline.store.rules import OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """`public` is what listeners can fetch; `control` holds the manifest, which they must not."""

    public: Store
    control: Store


def open_storage(settings: StorageSettings, folder: Path, environment: Mapping[str, str]) -> Storage:
    """The show's two stores. Nothing is asked of them yet. Raises StoreError for a folder outside the show's."""
    match settings:
        case FolderStorage():
            return _folders(settings, folder)
        case S3Storage():
            return _buckets(settings, environment)
        case _:
            assert_never(settings)


def _buckets(settings: S3Storage, environment: Mapping[str, str]) -> Storage:
    from pipeline.store.s3 import S3Store, connect

    client = connect(settings, environment)
    return Storage(
        public=S3Store(client, settings.bucket, settings.prefix),
        control=S3Store(client, settings.of_control, settings.control_prefix),
    )


def _folders(settings: FolderStorage, folder: Path) -> Storage:
    name = settings.path.rstrip("/")
    root = folder / name
    if folder.resolve() not in root.resolve().parents:
        raise StoreError(OUTSIDE.at("show.toml", f"the publishing folder “{name}” is not inside the show folder"))
    return Storage(
        public=FolderStore(root, name),
        control=FolderStore(root.with_name(f"{root.name}-control"), f"{name}-control"),
    )
