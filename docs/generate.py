"""Write the generated parts of the documentation anew, or with --check say which of them are out of date.

python docs/generate.py [--check]
"""

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pipeline
from docs.figures import drawing
from pipeline import source
from pipeline.cli.reference import commands_page
from pipeline.problems import Rule
from pipeline.stages import blog

DOCS = Path(__file__).resolve().parent


def rules() -> Iterator[Rule]:
    """Every rule of every module, once, by code: errors and warnings of a room stand together."""
    found: dict[int, Rule] = {}
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        values = vars(importlib.import_module(module.name)).values()
        found |= {id(value): value for value in values if isinstance(value, Rule)}
    return iter(sorted(found.values(), key=lambda rule: (rule.code[1:], rule.code)))


def problems_page() -> str:
    """The reference page of all problems."""
    lines = [
        "# Problems",
        "",
        "Every message has a code: E stops the run, W is a warning. Generated: `python docs/generate.py`.",
        "",
        "| code | what | why a listener would suffer | how to fix it |",
        "|---|---|---|---|",
    ]
    lines += [f"| {rule.code} | {_cell(rule.title)} | {_cell(rule.why)} | {_cell(rule.fix)} |" for rule in rules()]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def house_page() -> str:
    """The page about the house as it is written, with its drawing made anew from the imports."""
    head, begin, rest = (DOCS / "explanation/house.md").read_text(encoding="utf-8").partition("```mermaid")
    return head + drawing() + rest.partition("```")[2] if begin else head


def documents() -> Mapping[str, str]:
    """Every generated file by its path below docs/."""
    pages = {f"reference/{name}": text for name, text in source.settings_pages().items()}
    schemas = {
        f"schemas/{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in source.schemas().items()
    }
    return {
        **pages,
        **schemas,
        "reference/commands.md": commands_page(),
        "reference/problems.md": problems_page(),
        "explanation/house.md": house_page(),
        "how-to/hugo-shortcode.html": blog.HUGO_SHORTCODE,
    }


def main(*, check: bool) -> int:
    """Write, or compare; the exit code is how many files differ."""
    stale = 0
    for name, text in documents().items():
        path = DOCS / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{'out of date' if check else 'written'}: docs/{name}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
