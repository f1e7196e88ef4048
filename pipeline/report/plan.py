"""The plan: dangers first, then what changes, each with its reasons and what a subscriber would see."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.plan import Change, Plan, Step
from pipeline.report.problems import problem_document
from pipeline.report.text import counted, plain

COLOURS: Mapping[Change, str] = {
    Change.NEW: "green",
    Change.CHANGED: "yellow",
    Change.REPLACED: "magenta",
    Change.WITHDRAWN: "red",
    Change.SAME: "dim",
    Change.WAITING: "cyan",
    Change.DRAFT: "dim",
    Change.TWICE: "bold red",
    Change.VANISHES: "bold red",
    Change.REDATED: "bold red",
    Change.RETURNS: "bold red",
    Change.HEARD: "bold red",
    Change.HIDDEN: "dim",
    Change.HIDES: "red",
    Change.SHOWS: "green",
}
NAMES: Mapping[Change, str] = {
    Change.NEW: "new",
    Change.CHANGED: "changed",
    Change.REPLACED: "with new audio",
    Change.WITHDRAWN: "withdrawn",
    Change.SAME: "unchanged",
    Change.WAITING: "waiting",
    Change.DRAFT: "in draft",
    Change.TWICE: "would appear twice",
    Change.VANISHES: "would vanish",
    Change.REDATED: "re-dated",
    Change.RETURNS: "would come back",
    Change.HEARD: "can still be heard",
    Change.HIDDEN: "hidden",
    Change.HIDES: "to be hidden",
    Change.SHOWS: "to be shown again",
}
QUIET_ENOUGH = 5
"""More unchanged episodes than this are counted, not listed."""


def show_plan(console: Console, plan: Plan, title: str, place: str) -> None:
    """The plan as a producer reads it."""
    console.print(Text.assemble(("Plan ", "bold"), plain(f"for {title}, to {place}")))
    for reason in plan.show:
        console.print(Text.assemble(("  ~ ", "yellow"), plain(reason)))
    if plan.steps:
        console.print(_steps(_listed(plan.steps)))
    console.print(plain(f"  {_totals(plan)}.", style="bold"))


def _listed(steps: Sequence[Step]) -> Sequence[Step]:
    same = [step for step in steps if step.change is Change.SAME and not step.reasons]
    return [step for step in steps if step not in same] if len(same) > QUIET_ENOUGH else steps


def _steps(steps: Sequence[Step]) -> Table:
    rows = Table.grid(padding=(0, 2))
    rows.add_column(justify="right", no_wrap=True)
    rows.add_column(no_wrap=True)
    for step in steps:
        colour = COLOURS[step.change]
        rows.add_row(plain(f"  {step.change.value}", style=colour), plain(step.episode, style=colour), _told(step))
    return rows


def _told(step: Step) -> Text:
    text = plain(step.title)
    for reason in step.reasons:
        text.append_text(plain(f"\n{reason}", style="dim"))
    if not step.change.quiet:
        text.append_text(plain(f"\nlisteners see: {step.listeners}", style="dim"))
    return text


def _totals(plan: Plan) -> str:
    counts = Counter(step.change for step in plan.steps)
    told = [f"{counts[change]} {NAMES[change]}" for change in Change if counts[change]]
    if told:
        return f"{counted(len(plan.steps), 'episode')}: {', '.join(told)}"
    return "No episode changes" if plan.lock.episodes else "No episodes yet"


def plan_document(plan: Plan) -> Mapping[str, object]:
    """The plan as JSON: whether anything changes, the reasons that concern the show, all steps, all dangers."""
    return {
        "changes": plan.changes,
        "show": list(plan.show),
        "steps": [_document(step) for step in plan.steps],
        "dangers": [problem_document(danger) for danger in plan.dangers],
    }


def _document(step: Step) -> Mapping[str, object]:
    return {
        "change": step.change.name.lower(),
        "episode": step.episode,
        "title": step.title,
        "reasons": list(step.reasons),
        "listeners": step.listeners,
    }
