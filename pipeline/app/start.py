"""A show and an episode to fill in, with what is known already in its place."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from pipeline import source


def start_show(folder: Path, given: Mapping[str, str]) -> tuple[tuple[Path, ...], Mapping[str, int]]:
    """Make the folder: the files that were made, and the lines of show.toml that are still to be filled in.

    Raises CheckFailed where something is there already.
    """
    made: Iterator[Path] = iter(source.start_show(folder, given))
    return tuple(made), source.still_blank(given)


def must_be_free(folder: Path) -> None:
    """Raises CheckFailed where a show could not be started."""
    source.must_be_free(folder)


def start_episode(folder: Path, title: str, now: datetime) -> Path:
    """Make a folder with everything but the recording. Raises CheckFailed."""
    return source.start_episode(folder, title, now)
