"""What a tired producer reads, and what a program reads."""

import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.model import Lock
from pipeline.plan import back, plan
from pipeline.problems import Rule
from pipeline.report.plan import plan_document, show_plan
from pipeline.report.problems import problem_document, show_problems
from pipeline.report.progress import Bars
from pipeline.report.text import plain
from tests.support.plans import a_catalogue, a_manifest, a_wanted
from tests.support.shows import a_file, an_episode

LATE = Rule(code="E9903", title="late", why="apps hide the chapters", fix="correct the line")
ODD = Rule(code="W9904", title="odd", why="it looks odd", fix="have a look")


def a_console(width: int = 80) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False)


def said(console: Console) -> str:
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_a_problem_says_where_what_why_and_how_to_fix_it() -> None:
    console = a_console()
    show_problems(console, [LATE.at("episodes/042/chapters.txt:7", "chapter starts after the end")])
    for part in (
        "E9903",
        "episodes/042/chapters.txt:7",
        "chapter starts after the end",
        "apps hide",
        "correct the line",
    ):
        assert part in said(console)
    assert "1 error." in said(console)


def test_errors_come_last_and_lines_in_order() -> None:
    console = a_console()
    show_problems(console, [LATE.at("b:10", "second"), ODD.at("z:1", "warned"), LATE.at("b:9", "first")])
    text = said(console)
    assert text.index("warned") < text.index("first") < text.index("second")
    assert "2 errors and 1 warning." in text


def test_no_problem_prints_nothing() -> None:
    console = a_console()
    show_problems(console, [])
    assert said(console) == ""


@given(st.text())
def test_no_text_from_a_file_can_move_or_colour_the_terminal(text: str) -> None:
    shown = plain(text + "\x1b[31m\u202e[bold]x[/bold]").plain
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]x[/bold]" in shown


def test_the_plan_names_each_change_its_reason_and_what_listeners_see() -> None:
    old = an_episode()
    new = an_episode(id="043", slug="043-b", title="A new one", recordings=(a_file("r", "b"),))
    planned = plan(a_wanted(a_catalogue(old, new)), a_manifest(a_catalogue(old)))
    console = a_console()
    show_plan(console, planned, "Coming Up For Air", "folder public/")
    text = said(console)
    assert "+  043  A new one" in text
    assert "listeners see: a new episode" in text
    assert "=  042" in text
    assert "2 episodes: 1 new, 1 unchanged." in text


def test_a_plan_that_changes_no_episode_says_so_and_does_not_deny_those_there_are() -> None:
    catalogue, console = a_catalogue(), a_console()
    live = a_manifest(catalogue)
    show_plan(console, back(replace(live, generation=2), live, Lock()), "The show", "folder public/")
    assert "No episode changes." in said(console)
    empty = replace(live, episodes={}, feeds={})
    console = a_console()
    show_plan(console, back(empty, empty, Lock()), "The show", "folder public/")
    assert "No episodes yet." in said(console)


def test_many_unchanged_episodes_are_counted_not_listed() -> None:
    many = [an_episode(id=f"{n:03}", slug=f"{n:03}-x", recordings=(a_file("r", f"{n:x}"),)) for n in range(9)]
    planned = plan(a_wanted(a_catalogue(*many)), a_manifest(a_catalogue(*many)))
    console = a_console()
    show_plan(console, planned, "Coming Up For Air", "folder public/")
    assert "9 unchanged" in said(console)
    assert "004" not in said(console)


def test_the_documents_hold_what_the_screen_holds() -> None:
    planned = plan(a_wanted(a_catalogue()), None)
    document = plan_document(planned)
    assert document["changes"] is True
    assert document["steps"] == [
        {
            "change": "new",
            "episode": "042",
            "title": "School meetings without dread",
            "reasons": [],
            "listeners": "a new episode",
        }
    ]
    problem = problem_document(LATE.at("x", "y"))
    assert set(problem) == {"code", "severity", "where", "what", "why", "fix"}


def test_progress_is_silent_where_there_is_no_terminal() -> None:
    console = a_console()
    bars = Bars(console)
    bars.tell("042", 0.5, 1.0)
    bars.stop()
    assert said(console) == ""
