"""What the house measures, and how it is built: figures of its code, and a drawing of its floors.

python docs/figures.py [a folder that holds another pipeline/]
"""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median

import grimp

ROOT = Path(__file__).resolve().parent.parent
Importers = Mapping[str, set[str]]


def figures(root: Path) -> Mapping[str, str]:
    """Each figure by its name; a module's lines are all of its lines, a function's from its `def` to its end."""
    modules = [path for path in sorted((root / "pipeline").rglob("*.py")) if path.stat().st_size]
    lines = [len(path.read_text(encoding="utf-8").splitlines()) for path in modules]
    functions = list(chain.from_iterable(_functions(path) for path in modules))
    importers = _importers(root)
    own = {name: found for name, found in importers.items() if found}
    single = sum(len(found) == 1 for found in own.values())
    return {
        "modules": f"{len(modules)}",
        "lines, all": f"{sum(lines):,}",
        "lines a module, median / longest": f"{median(lines):.0f} / {max(lines)}",
        "functions": f"{len(functions):,}",
        "lines a function, median / longest": f"{median(functions):.0f} / {max(functions)}",
        "modules with a single importer": f"{single} ({single / len(importers):.0%})",
        "longest chain of imports": f"{_longest(importers)}",
    }


def _functions(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def _importers(root: Path) -> Importers:
    sys.path.insert(0, str(root))
    graph = grimp.build_graph("pipeline", cache_dir=None)
    return {name: graph.find_modules_that_directly_import(name) for name in graph.modules}


def _longest(importers: Importers) -> int:
    @cache
    def length(module: str) -> int:
        return 1 + max((length(other) for other in importers[module]), default=0)

    return max(map(length, importers))


def table(columns: Mapping[str, Mapping[str, str]]) -> str:
    """The figures side by side, as Markdown."""
    names = list(next(iter(columns.values())))
    rows = (f"| {name} | " + " | ".join(column[name] for column in columns.values()) + " |" for name in names)
    return "\n".join([f"| | {' | '.join(columns)} |", "|---|" + "---|" * len(columns), *rows])


EVERYWHERE = frozenset({"model", "base", "problems"})
"""What every floor stands on: arrows to these would say nothing."""


def floors() -> Sequence[Sequence[str]]:
    """The rooms of each floor, the highest first, as the import contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
    return [[room.strip() for room in layer.split("|")] for layer in layers]


def drawing() -> str:
    """The floors as a Mermaid flowchart: an arrow from a room to each one that it imports."""
    inside = sorted(path.name for path in (ROOT / "pipeline" / "stages").iterdir() if (path / "__init__.py").exists())
    lines = ["```mermaid", "flowchart TB"]
    for number, rooms in enumerate(floors()):
        lines.append(f"  subgraph floor{number}[ ]")
        lines += (f"    {room}[{_label(room, inside)}]" for room in rooms)
        lines.append("  end")
    lines += (f"  {room} --> {other}" for room, other in _arrows())
    return "\n".join([*lines, "```"])


def _label(room: str, stages: Sequence[str]) -> str:
    return f'"stages<br>{", ".join(stages)}"' if room == "stages" else room


def _arrows() -> Sequence[tuple[str, str]]:
    importers = _importers(ROOT)
    rooms = {room: number for number, layer in enumerate(floors()) for room in layer}
    pairs = {(_room(one), _room(module)) for module, found in importers.items() for one in found}
    drawn = {(a, b) for a, b in pairs if a in rooms and b in rooms and a != b and b not in EVERYWHERE}
    return sorted(drawn, key=lambda pair: (rooms[pair[0]], pair))


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


if __name__ == "__main__":
    place = Path(sys.argv[1]) if sys.argv[1:] else ROOT
    print(table({"figure": figures(place)}))
