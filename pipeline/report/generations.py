"""The kept generations, in words: number, when, what changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.plan import Step
from pipeline.report.plan import COLOURS
from pipeline.report.text import counted, plain

SHOWN = 4
"""More changes than this are counted, not listed."""

Told = tuple[int, datetime, Sequence[Step]]
"""A generation's number, when it was written, and what it changed."""


def show_generations(console: Console, kept: Sequence[Told], others: int = 0) -> None:
    """The line of releases that can be shown again, newest first, and how many cannot."""
    rows = Table.grid(padding=(0, 2))
    for place, (number, written, steps) in enumerate(kept):
        live = plain("live", style="green") if place == 0 else plain("")
        rows.add_row(f"  {number}", written.strftime("%Y-%m-%d %H:%M UTC"), live, _changes(steps))
    console.print(rows)
    console.print(plain(f"  {counted(len(kept), 'generation')} kept. To show one again: publish.py rollback NUMBER"))
    if others:
        told = "cannot be shown again: what they hold was taken back, hidden, redacted or pruned."
        console.print(plain(f"  {others} more {told}", style="dim"))


def _changes(steps: Sequence[Step]) -> Text:
    if not steps:
        return plain("pages or the show's own texts", style="dim")
    text = Text()
    for step in steps[:SHOWN]:
        text.append_text(plain(f"{step.change.value} {step.episode} ", style=COLOURS[step.change]))
        text.append_text(plain(f"{step.title}\n"))
    if len(steps) > SHOWN:
        text.append_text(plain(f"and {counted(len(steps) - SHOWN, 'more change', 'more changes')}\n"))
    text.rstrip()
    return text


def generations_document(kept: Sequence[Told]) -> Sequence[Mapping[str, object]]:
    """The kept releases as JSON: the number of each, when it was written (ISO 8601), and what it changed."""
    return [
        {
            "generation": number,
            "written": written.isoformat(timespec="seconds"),
            "changes": [{"change": s.change.name.lower(), "episode": s.episode, "title": s.title} for s in steps],
        }
        for number, written, steps in kept
    ]
