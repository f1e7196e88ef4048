"""Problems: where, what, why a listener would suffer, how to fix it."""

from collections.abc import Mapping, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table

from pipeline.problems import Problem, Severity, errors
from pipeline.report.text import counted, plain

FORMAT = 1
"""Of all JSON answers: grows when a field changes its meaning or goes away; new fields do not count."""
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def show_problems(console: Console, problems: Sequence[Problem]) -> None:
    """All of them, errors last, so that they are what stays on the screen; then how many."""
    ordered = sorted(problems, key=lambda p: (p.severity is Severity.ERROR, _place(p.where)))
    for problem in ordered:
        console.print(_told(problem))
    if problems:
        bad = len(errors(problems))
        told = [counted(bad, "error")] if bad else []
        told += [counted(len(problems) - bad, "warning")] if len(problems) > bad else []
        console.print(plain(f"{' and '.join(told)}.", style="bold"))


def _place(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(":")
    return (file, int(line)) if file and line.isascii() and line.isdigit() else (where, 0)


def _told(problem: Problem) -> Padding:
    head = plain(f"{problem.code}  ", style=COLOURS[problem.severity]).append_text(plain(problem.where, style="bold"))
    rows = Table.grid(padding=(0, 2))
    rows.add_row("", "", plain(problem.what))
    rows.add_row("", plain("why", style="dim"), plain(problem.why))
    rows.add_row("", plain("fix", style="dim"), plain(problem.fix))
    return Padding(Group(head, rows), (0, 0, 1, 0))


def problem_document(problem: Problem) -> Mapping[str, str]:
    """The problem as JSON: code, severity, where it is, what it is, why it matters, how to fix it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "where": problem.where,
        "what": problem.what,
        "why": problem.why,
        "fix": problem.fix,
    }
