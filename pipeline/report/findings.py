"""What is wrong with a feed: each rule once, however many episodes break it."""

from collections.abc import Sequence

from rich.console import Console

from pipeline.problems import Problem, Severity
from pipeline.report.problems import COLOURS
from pipeline.report.text import counted, plain

EXAMPLES = 3


def show_findings(console: Console, problems: Sequence[Problem]) -> None:
    """Warnings, then errors, so that they are what stays on the screen; then how many."""
    groups: dict[tuple[bool, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.severity is Severity.ERROR, problem.code), []).append(problem)
    for (_, code), several in sorted(groups.items()):
        _show(console, code, several)
    bad = sum(problem.severity is Severity.ERROR for problem in problems)
    if not problems:
        console.print(plain("Nothing is wrong with it.", style="bold"))
        return
    told = f"{counted(bad, 'error')} and {counted(len(problems) - bad, 'warning')}, by {counted(len(groups), 'rule')}."
    console.print(plain(told, style="bold"))


def _show(console: Console, code: str, several: Sequence[Problem]) -> None:
    times = f" ({len(several)} times)" if len(several) > 1 else ""
    console.print(plain(f"{code}{times}", style=COLOURS[several[0].severity]))
    for problem in several[:EXAMPLES]:
        console.print(plain(f"  {problem.where}  {problem.what}"))
    if len(several) > EXAMPLES:
        console.print(plain(f"  … and in {len(several) - EXAMPLES} more places", style="dim"))
    console.print(plain(f"  why  {several[0].why}", style="dim"))
    console.print(plain(f"  fix  {several[0].fix}\n", style="dim"))


def show_new(console: Console, titles: Sequence[str]) -> None:
    """Print how many episodes a subscriber's app would announce as new, and their titles."""
    console.print(plain(f"Apps would show {counted(len(titles), 'new episode')}: {', '.join(titles) or 'none'}."))
