"""The documentation says what the program does."""

import ast
import importlib.util
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from pipeline.cli import main
from pipeline.problems import Rule
from pipeline.source import rules as source_rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_generated_page_is_up_to_date(generate: ModuleType) -> None:
    for name, text in generate.documents().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"run python docs/generate.py for {name}"


def test_no_two_rules_share_a_code_and_each_teaches(generate: ModuleType) -> None:
    rules = list(generate.rules())
    assert [code for code, times in Counter(rule.code for rule in rules).items() if times > 1] == []
    for rule in rules:
        assert re.fullmatch(r"[EW]\d{4}", rule.code)
        for text in (rule.title, rule.why, rule.fix):
            assert text
            assert not text.endswith("."), f"{rule.code}: {text}"


@pytest.mark.parametrize("name", ["show", "feed"])
def test_the_demo_show_keeps_to_the_schemas(name: str) -> None:
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    files = [ROOT / "show.toml"] if name == "show" else sorted((ROOT / "feeds").glob("*.toml"))
    for file in files:
        jsonschema.validate(tomllib.loads(file.read_text(encoding="utf-8")), schema)


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
            assert re.match(r"https?:", target) or (page.parent / target).exists(), f"{page.name} → {target}"


def test_the_readme_opens_its_sections_with_one_line_to_copy() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for heading, ends in (("Quick start", "publish.py --yes"), ("Tests", "-m pytest -q -n 2")):
        line = re.search(rf"^## {heading}\n\n```sh\n(.*)\n```", text, re.MULTILINE)
        assert line
        assert line[1].endswith(ends)


def test_every_flag_that_help_tells_is_on_the_commands_page(capsys: pytest.CaptureFixture[str]) -> None:
    """Held against what the program itself prints, not against how the page is made."""
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## `publish\.py ?(\w*).*?`\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    for name, section in sections:
        assert main([name, "--help"] if name else ["--help"]) == 0, f"the page names {name}, which does not exist"
        told = re.findall(r"^\s*(?:-\w, )?(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE)
        assert "--help" in told, "the program was asked"
        assert {flag for flag in told if f"`{flag}" not in section} <= {"--help"}, name or "publish.py"


def test_the_commands_page_names_every_command_that_help_lists_once(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    told = re.findall(r"^## `publish\.py (\w+)", page, re.MULTILINE)
    assert main(["--help"]) == 0
    listed = re.findall(r"^  (\w+)  +\S", capsys.readouterr().out.partition("Commands:")[2], re.MULTILINE)
    assert listed
    assert told == listed


def test_a_rule_is_written_once() -> None:
    """A second law of the same code is refused where it is written; one of the same name would hide the first."""
    with pytest.raises(ValueError, match="E0101 is “a folder without a show” already"):
        Rule(code=source_rules.NO_SHOW.code, title="another", why="x", fix="x")
    for path in (ROOT / "pipeline").rglob("*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        names = [ast.unparse(node.targets[0]) for node in body if isinstance(node, ast.Assign)]
        assert [name for name, times in Counter(names).items() if times > 1] == [], path.name
