"""Control objects that the public's own policy would show: told before anything is published."""

from collections.abc import Iterator

from pipeline.model import S3Storage, Show
from pipeline.problems import Problem
from pipeline.source import toml
from pipeline.source.files import Folder
from pipeline.source.rules import EXPOSED

SHOW = "show.toml"


def exposed(folder: Folder, show: Show | None) -> Iterator[Problem]:
    """Whether what everybody may read (`prefix*`) takes in what lies below `control_prefix`."""
    storage = show.storage if show else None
    if not isinstance(storage, S3Storage) or storage.of_control != storage.bucket:
        return
    if storage.control_prefix.startswith(storage.prefix):
        line = toml.line_of(folder.text(SHOW), ("storage", "control_prefix" if storage.prefix else "prefix"))
        yield EXPOSED.at(f"{SHOW}:{line}", _told(storage))


def _told(storage: S3Storage) -> str:
    if not storage.prefix:
        return f"prefix is empty, so all of the bucket is public, and “{storage.control_prefix}” with it"
    same = storage.prefix == storage.control_prefix
    return (
        f"control_prefix “{storage.control_prefix}” is the public prefix itself"
        if same
        else f"control_prefix “{storage.control_prefix}” lies inside the public prefix “{storage.prefix}”"
    )
