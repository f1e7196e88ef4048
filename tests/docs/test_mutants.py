"""Which mutants count: those that change what is done, and not those that change how or where it is told."""

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def mutants() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutants_of_the_plan", ROOT / "docs" / "mutants.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("before", "after", "left_out"),
    [
        ("f('a sentence')", "f('XXa sentenceXX')", "wording"),
        ("f('a sentence')", "f(None)", None),
        ("f('name')", "f('XXnameXX')", None),
        ("f(1)", "f(2)", None),
        ("rule.at('a.toml', 'gone')", "rule.at('A.TOML', 'gone')", "place"),
        ("rule.at('a.toml', 'gone')", "rule.at(None, 'gone')", "place"),
        ("rule.at('a.toml', 'gone')", "rule.at('gone')", "place"),
        ("rule.at('a.toml', 'gone')", "rule.at('a.toml', 'GONE')", "wording"),
        ("rule.at('a.toml', 'gone')", "rule.at('a.toml')", "wording"),
        ("rule.at(f'{e}.toml', what)", "rule.at(None, what)", "place"),
        ("rule.at(where.get(e), what)", "rule.at(where.get(None), what)", None),
        ("rule.at(where, what, fix=fix)", "rule.at(where, what)", "wording"),
        ("rule.at(where, what, fix=fix)", "rule.at(where, what, fix=None)", "wording"),
        ("fix = a.replace('b', c)", "fix = None", "wording"),
        ("fix = a.replace('b', c)", "fix = a.replace('B', c)", "wording"),
        ("fix = a.replace('b', c)", "fix = a.replace('b', None)", None),
        ("why = 'x' if a and b else 'y'", "why = 'x' if a or b else 'y'", None),
        ("told('+', 'nothing', 'quiet')", "told(None, 'nothing', 'quiet')", None),
        ("told('+', 'nothing', 'quiet')", "told('+', 'NOTHING', 'quiet')", "wording"),
        ("told('+', 'nothing', 'quiet')", "told('nothing', 'quiet')", None),
        ("told('+', 'nothing', 'quiet')", "told('+', 'nothing')", "wording"),
        ("Step(reasons=r, title=t)", "Step(title=t)", "wording"),
        ("Step(reasons=r, title=t)", "Step(reasons=r)", None),
        ("a is b", "a is not b", None),
        ("a(b, c)", "a(c)", None),
    ],
)
def test_what_only_people_read_is_left_out(mutants: ModuleType, before: str, after: str, left_out: str | None) -> None:
    told = ast.parse("def told(change, listeners, *reasons): ...").body[0]
    found = mutants.spot(ast.parse(before).body[0], ast.parse(after).body[0], {"told": told})
    assert found.left_out == left_out


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a and b", "a or b", "`a and b` → `a or b`"),
        ("f(a, g(b))", "f(a, g(None))", "`b` → `None`"),
        ("f(a, g(b))", "f(a)", "`g(b)` → nothing"),
        ("f(a=b | c)", "f(a=b & c)", "`b ¦ c` → `b & c`"),
    ],
)
def test_a_mutant_is_named_by_the_smallest_part_that_differs(
    mutants: ModuleType, before: str, after: str, told: str
) -> None:
    assert str(mutants.spot(ast.parse(before).body[0], ast.parse(after).body[0], {})) == told


def test_a_function_is_named_as_it_is_written(mutants: ModuleType) -> None:
    assert mutants.plain("pipeline.plan.steps.x__told__mutmut_1") == "plan.steps._told"
    assert mutants.plain("pipeline.diff.known.xǁPairǁknown__mutmut_12") == "diff.known.Pair.known"
