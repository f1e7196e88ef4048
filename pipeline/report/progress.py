"""Bars for long work, at a terminal only."""

from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class Bars:
    """One bar for each piece of work that somebody tells of, from the first word of it to `stop`."""

    def __init__(self, console: Console) -> None:
        """Draw on this console, if it is a terminal."""
        self._console = console
        self._lock = Lock()
        self._shown: Progress | None = None
        self._in_bytes = False
        self._tasks: dict[str, TaskID] = {}

    def tell(self, work: str, done: float, total: float) -> None:
        """How much of the work's `total` is done: parts of 1, or bytes."""
        if not self._console.is_terminal:
            return
        with self._lock:
            shown = self._showing(in_bytes=isinstance(total, int))
            if work not in self._tasks:
                self._tasks[work] = shown.add_task(work, total=total)
            shown.update(self._tasks[work], completed=done)

    def stop(self) -> None:
        """Take all bars off the screen; whoever tells of more work later gets new ones."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._shown:
            self._shown.stop()
        self._shown, self._tasks = None, {}

    def _showing(self, *, in_bytes: bool) -> Progress:
        """The bars of that kind: they tell how long it takes, or how many bytes of all there are."""
        if self._shown and self._in_bytes is in_bytes:
            return self._shown
        self._end()
        self._in_bytes = in_bytes
        last = DownloadColumn() if in_bytes else TimeRemainingColumn()
        self._shown = Progress(
            TextColumn("  {task.description}"), BarColumn(), last, console=self._console, transient=True
        )
        self._shown.start()
        return self._shown
