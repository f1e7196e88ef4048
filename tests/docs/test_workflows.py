"""What runs before a commit, on GitHub and on GitLab is .ci/run, or a part of it, and is written as each reads it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.processes import SECONDS

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github/workflows/ci.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-config.yaml"
PYTHONS = ["3.11", "3.12", "3.13"]


def said(*arguments: str | Path, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a Python program beside this one says; pre-commit keeps its own things in that home."""
    environment = {**os.environ, **({"PRE_COMMIT_HOME": str(home)} if home else {})}
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=SECONDS, check=False)


def judged(schema: str, file: Path) -> subprocess.CompletedProcess[str]:
    return said("check_jsonschema", "--builtin-schema", schema, file)


def read(file: Path) -> dict[str, Any]:
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def commands() -> set[str]:
    """The lines of .ci/run that stand by themselves, so that its end is the end of each."""
    return set((ROOT / ".ci/run").read_text(encoding="utf-8").splitlines())


CHECKED = [
    ("vendor.github-workflows", GITHUB),
    ("custom.github-workflows-require-timeout", GITHUB),
    ("vendor.gitlab-ci", GITLAB),
]


@pytest.mark.parametrize(("schema", "file"), CHECKED)
def test_a_workflow_keeps_to_its_schema(schema: str, file: Path) -> None:
    told = judged(schema, file)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(("schema", "file"), CHECKED)
def test_a_misspelt_word_in_a_workflow_is_refused(schema: str, file: Path, tmp_path: Path) -> None:
    """Else the judge would say nothing of the ones that are here."""
    misspelt = tmp_path / file.name
    misspelt.write_text(re.sub(r"timeout(-minutes)?:", "time-out:", file.read_text(encoding="utf-8")), encoding="utf-8")
    told = judged(schema, misspelt)
    assert told.returncode == 1, told.stdout + told.stderr
    assert "Schema validation errors were encountered" in told.stdout


def test_pre_commit_takes_its_configuration(tmp_path: Path) -> None:
    told = said("pre_commit", "validate-config", HOOKS, home=tmp_path)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_pre_commit_fetches_nothing() -> None:
    repositories = read(HOOKS)["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    assert {hook["language"] for hook in repositories[0]["hooks"]} == {"system"}


def test_every_hook_of_pre_commit_is_a_line_of_ci_run() -> None:
    hooks = read(HOOKS)["repos"][0]["hooks"]
    assert {hook["entry"] for hook in hooks} <= commands()
    assert not any(hook["pass_filenames"] for hook in hooks), "a line of .ci/run names its files itself"


def test_every_check_that_needs_no_test_run_is_a_hook_of_pre_commit() -> None:
    checks = {line for line in commands() if line.startswith(".venv/bin/") and "-m pytest" not in line}
    assert checks
    assert checks <= {hook["entry"] for hook in read(HOOKS)["repos"][0]["hooks"]}


def test_github_calls_ci_run_on_every_python() -> None:
    (job,) = read(GITHUB)["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == ".ci/run"
    assert job["strategy"]["matrix"] == {"python": PYTHONS}
    assert "${{ matrix.python }}" in job["container"]


def test_github_lends_the_right_to_read_and_no_more() -> None:
    workflow = read(GITHUB)
    assert workflow["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in workflow["jobs"].values())
    assert "secrets." not in GITHUB.read_text(encoding="utf-8")


def test_gitlab_calls_ci_run_on_every_python() -> None:
    job = read(GITLAB)["run"]
    assert job["script"] == [".ci/run"]
    assert job["parallel"]["matrix"] == [{"PYTHON": PYTHONS}]
    assert "$PYTHON" in job["image"]


def test_both_clone_the_history_that_the_floor_of_coverage_is_held_against() -> None:
    (job,) = read(GITHUB)["jobs"].values()
    assert job["steps"][0]["with"]["fetch-depth"] == 0
    assert read(GITLAB)["run"]["variables"]["GIT_DEPTH"] == "0"
