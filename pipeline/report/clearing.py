"""What is taken back and what is tidied up, before and after it is done."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from pipeline.report.text import counted, megabytes, plain
from pipeline.store import Listed

SHOWN = 20


def show_purge(console: Console, episode: str, files: Sequence[str], kept: int) -> None:
    """Every copy that would be deleted for good."""
    console.print(plain(f"Every copy of {episode} is deleted for good:", style="bold"))
    for key in files[:SHOWN]:
        console.print(plain(f"  - {key}", style="red"))
    if len(files) > SHOWN:
        console.print(plain(f"  - and {counted(len(files) - SHOWN, 'more file')}", style="red"))
    releases = counted(kept, "kept release")
    console.print(plain(f"  - {releases} that name it, with their pages: nobody can roll back to them", style="red"))


def show_retracted(console: Console, episode: str, deleted: int | None) -> None:
    """It is gone, and what is left to do; `deleted` is how many copies were purged, None without purging."""
    if deleted is not None:
        told = "Those on this machine (the folder, .podwright/cache) are for you to delete."
        console.print(plain(f"  {counted(deleted, 'copy', 'copies')} deleted for good. {told}"))
    console.print(plain(f"  Set `status: withdrawn` in the episode.md of {episode}, and commit it."))
    console.print(plain("  Until then a publication stops before it would bring it back."))


def show_orphans(console: Console, found: Sequence[Listed], waiting: int, days: int) -> None:
    """Print the files that no kept release names, the first twenty by name, with size and day; then how many.

    `waiting` is how many more are not `days` old yet.
    """
    for thing in found[:SHOWN]:
        console.print(plain(f"  - {thing.key}  {megabytes(thing.size)}  {thing.modified.date().isoformat()}"))
    if len(found) > SHOWN:
        console.print(plain(f"  - and {counted(len(found) - SHOWN, 'more file')}"))
    told = f"{counted(len(found), 'file')} that no kept release names ({megabytes(_size(found))})"
    console.print(plain(f"  {told}; {waiting} more wait until they are {counted(days, 'day')} old."))


def show_pruned(console: Console, found: Sequence[Listed]) -> None:
    """Print how many megabytes the deletion of these files has freed."""
    console.print(Text.assemble(("✓ ", "green"), plain(f"{megabytes(_size(found))} freed.")))


def orphans_document(found: Sequence[Listed], waiting: int) -> Mapping[str, object]:
    """The files that no kept release names, as JSON: their keys, their bytes together, and how many more wait."""
    return {"orphans": [thing.key for thing in found], "bytes": _size(found), "waiting": waiting}


def _size(found: Sequence[Listed]) -> int:
    return sum(thing.size for thing in found)
