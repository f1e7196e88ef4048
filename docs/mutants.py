"""Say how many mutants the tests kill; what counts, and why the rest lives, stands in docs/explanation/mutants.md.

mutmut run && python docs/mutants.py

Ends with 1 where fewer than nine of ten are killed, where the page does not name one that lives, or where mutmut was
stopped before it had tried every one.
"""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "mutants.md"
ENOUGH = 0.9
DEAD = frozenset({"killed", "timeout", "suspicious", "segfault"})
WAITING = "not checked"
SLOTS: Mapping[str, str] = {"what": "wording", "why": "wording", "fix": "wording", "listeners": "wording"} | {
    "reasons": "wording",
    "where": "place",
}
"""Arguments and variables that only people read, and why a mutant that is in nothing else does not count."""
RULE_AT = ("where", "what")
"""The arguments by position of `Rule.at`, which most problems are told by."""
SIGNS = (ast.operator, ast.unaryop, ast.boolop, ast.cmpop)

Functions = Mapping[str, ast.FunctionDef]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a mutant differs: what was there, what is there now (None if it is dropped), and the slot it fills."""

    before: ast.AST
    after: ast.AST | None
    slot: str | None
    whole: bool

    @property
    def left_out(self) -> str | None:
        """`wording` or `place`, by the rule; None where it counts.

        Of wording is what changes the letters of a sentence: a text that has a space. In a slot that only people read,
        every text is wording or place, and so is the slot itself where it is emptied. Which text is chosen counts.
        """
        text = self.before.value if isinstance(self.before, ast.Constant) else None
        told = isinstance(text, str) or isinstance(self.before, ast.JoinedStr)
        empty = self.after is None or (isinstance(self.after, ast.Constant) and self.after.value is None)
        if self.slot in SLOTS and (told or (self.whole and empty)):
            return SLOTS[self.slot]
        changed = isinstance(self.after, ast.Constant) and isinstance(self.after.value, str)
        return "wording" if isinstance(text, str) and changed and " " in text else None

    def __str__(self) -> str:
        after = f"`{_line(self.after)}`" if self.after else "nothing"
        return f"`{_line(self.before)}` → {after}"


def _line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split()).replace("|", "¦")


def spot(
    before: ast.AST, after: ast.AST, functions: Functions, slot: str | None = None, *, whole: bool = False
) -> Spot:
    """The smallest part in which the two differ."""
    here = Spot(before=before, after=after, slot=slot, whole=whole)
    if type(before) is not type(after):
        return here
    found = list(_differing(before, after))
    if len(found) != 1:
        return here
    name, index, old, new = found[0]
    if not isinstance(old, ast.AST) or isinstance(old, SIGNS):
        return here
    inner = _slot(before, name, index, functions)
    if new is None:
        return Spot(before=old, after=None, slot=inner or slot, whole=inner is not None)
    if isinstance(old, ast.keyword | ast.Starred):
        new = new.value if isinstance(new, ast.keyword | ast.Starred) else new
        old = old.value
    return spot(old, new, functions, inner or slot, whole=inner is not None)


def _differing(before: ast.AST, after: ast.AST) -> Iterator[tuple[str, int, object, ast.AST | None]]:
    for name in before._fields:
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, list) and len(old) == len(new):
            for index, (one, other) in enumerate(zip(old, new, strict=True)):
                if _dump(one) != _dump(other):
                    yield name, index, one, other
        elif isinstance(old, list):
            cut = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if _dump(a) != _dump(b)), len(new))
            yield name, cut, old[cut], None
        elif _dump(old) != _dump(new):
            yield name, 0, old, new


def _dump(node: object) -> str:
    return ast.dump(node) if isinstance(node, ast.AST) else repr(node)


def _slot(node: ast.AST, field: str, index: int, functions: Functions) -> str | None:
    """The name that the part of the node has for whoever reads it: an argument's, or a variable's."""
    match node:
        case ast.Call() if field == "keywords":
            return node.keywords[index].arg
        case ast.Call() if field == "args":
            names = _parameters(node.func, functions)
            return names[min(index, len(names) - 1)] if names else None
        case ast.Assign(targets=[ast.Name(id=name)]) if field == "value":
            return name
    return None


def _parameters(func: ast.expr, functions: Functions) -> Sequence[str]:
    match func:
        case ast.Attribute(attr="at"):
            return RULE_AT
        case ast.Name(id=name) if name in functions or name in _public():
            arguments = (functions.get(name) or _public()[name]).args
            rest = [arguments.vararg.arg] if arguments.vararg else []
            return [*(a.arg for a in arguments.args), *rest]
    return ()


@cache
def _public() -> Functions:
    """The functions that the rooms which are mutated offer each other."""
    rooms = [path for room in ("diff", "plan") for path in (ROOT / "pipeline" / room).glob("*.py")]
    return {name: found for path in rooms for name, found in _functions(path).items() if not name.startswith("_")}


@cache
def _functions(path: Path) -> Functions:
    """Every function of a file that mutmut wrote: the file's own, `x_name__mutmut_orig`, `x_name__mutmut_1`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def of(mutant: str) -> Spot:
    """Where `pipeline.plan.plan.x_plan__mutmut_7` differs from `plan`."""
    module, _, name = mutant.rpartition(".")
    functions = _functions(ROOT / "mutants" / (module.replace(".", "/") + ".py"))
    original = functions[name.rpartition("_")[0] + "_orig"]
    changed = functions[name]
    changed.name = original.name
    return spot(original, changed, functions)


def plain(mutant: str) -> str:
    """The name of the function as it is written: `plan.plan.plan`, `diff.known.Pair.known`."""
    module, _, name = mutant.rpartition("__mutmut_")[0].rpartition(".")
    own = name.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    return f"{module.removeprefix('pipeline.')}.{own}"


def _results() -> Iterator[tuple[str, str]]:
    command = [sys.executable, "-m", "mutmut", "results", "--all", "true"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout
    for line in told.splitlines():
        mutant, found, state = line.strip().partition(": ")
        if found:
            yield mutant, state


def main() -> int:
    """Print the figures and every mutant that lives."""
    counts: Counter[str] = Counter()
    lives: Counter[str] = Counter()
    for mutant, state in _results():
        found = of(mutant)
        why = found.left_out or ("killed" if state in DEAD else "waits" if state == WAITING else "lives")
        counts[why] += 1
        if why == "lives":
            lives[f"| `{plain(mutant)}` | {found} |"] += 1
    counted = counts["killed"] + counts["lives"]
    print(f"{counts.total()} mutants; left out: {counts['wording']} of wording, {counts['place']} of place")
    print(f"{counted} count; {counts['killed']} are killed ({counts['killed'] / max(counted, 1):.1%})")
    page = PAGE.read_text(encoding="utf-8")
    unnamed = [row for row in lives if row not in page]
    for row, times in sorted(lives.items()):
        print(row, f"({times} times)" if times > 1 else "", "" if row in page else "not in the page")
    if counts["waits"]:
        print(f"{counts['waits']} have not been tried yet: mutmut run")
    return 1 if unnamed or counts["waits"] or counts["killed"] < ENOUGH * counted else 0


if __name__ == "__main__":
    sys.exit(main())
