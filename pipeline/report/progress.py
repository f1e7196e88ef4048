"""Bars for long work, at a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


@contextmanager
def progress(console: Console, *, total_bytes: int | None = None) -> Iterator[Callable[[str, float], None]]:
    """A function to be told the name of a piece of work and how far it is: 0 to 1, or bytes where a total is given."""
    last = TimeRemainingColumn() if total_bytes is None else DownloadColumn()
    columns = (TextColumn("  {task.description}"), BarColumn(), last)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(name: str, done: float) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=1.0 if total_bytes is None else total_bytes)
            bars.update(tasks[name], completed=done)

        yield tell
