"""The tests are run, all of them, and end, whatever starts them: a wait that has no bound is a run that hangs."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
WATCHING = "tests/end_to_end/test_watching.py::test_it_tells_when_something_breaks_and_when_it_is_whole_again_and_ends"


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(TESTS)}:{node.lineno}", node


def test_every_test_file_that_lies_here_is_run() -> None:
    """Pytest leaves out folders of some names, `build` among them, without a word."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "", "-p", "no:cacheprovider", "tests"]
    told = subprocess.run(
        command, cwd=TESTS.parent, capture_output=True, text=True, timeout=100, check=True, env={**os.environ, "CI": ""}
    )
    collected = {line.partition("::")[0] for line in told.stdout.splitlines() if "::" in line}
    assert collected == {path.relative_to(TESTS.parent).as_posix() for path in TESTS.rglob("test_*.py")}


def test_a_program_is_waited_for_so_many_seconds_and_no_longer() -> None:
    unbounded = [
        where
        for where, call in calls()
        if ast.unparse(call.func) == "subprocess.run" and not any(word.arg == "timeout" for word in call.keywords)
    ]
    assert not unbounded


@pytest.mark.parametrize("wait", ["wait", "join", "communicate"])
def test_nothing_is_waited_for_without_a_bound(wait: str) -> None:
    """`x.wait()`, `thread.join()`, `process.communicate()`: without a word on how long, it is for ever."""
    unbounded = [
        where
        for where, call in calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr == wait and not (call.args or call.keywords)
    ]
    assert [where for where in unbounded if not where.startswith("engine/")] == []  # a barrier with a bound of its own


def test_programs_are_started_where_they_are_ended() -> None:
    starting = {where.partition(":")[0] for where, call in calls() if ast.unparse(call.func) == "subprocess.Popen"}
    assert starting == {"support/processes.py"}


def test_a_child_that_is_told_to_end_by_sigint_ends_even_where_sigint_is_ignored() -> None:
    """As it is for all that a script starts with `&`, and on some CI runners."""
    name = f"{WATCHING}_with_ctrl_c"
    command = f"trap '' INT; exec {sys.executable} -m pytest -q -p no:cacheprovider {name}"
    told = subprocess.run(
        ["sh", "-c", command], cwd=TESTS.parent, capture_output=True, text=True, timeout=100, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
