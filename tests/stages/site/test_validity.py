"""The Nu Html Checker of the W3C reads every page and style sheet, and has nothing to say."""

import subprocess
from pathlib import Path

import pytest

from pipeline.stages.site import embed_page, episode_page, show_page
from tests.stages.site.published import publish, the_items, the_site
from tests.stages.site.test_hostile_text import HOSTILE, a_hostile_item, a_hostile_site
from tests.support.npm import npm_package

pytestmark = pytest.mark.outside

# From a file there is no origin, so 'self' would be nobody: the policy is judged by a real browser (test_player.py).
NOT_FROM_A_FILE = ".*Content Security Policy.*"


def what_the_checker_says(*paths: Path) -> str:
    jar = npm_package("vnu-jar", "26.9.27") / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--also-check-css", "--filterpattern", NOT_FROM_A_FILE, "--format", "gnu"]
    run = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, timeout=120, check=False)
    return run.stdout + run.stderr


def test_every_page_and_style_sheet_is_valid(tmp_path: Path) -> None:
    publish(tmp_path, the_site(), the_items())
    paths = sorted(
        path for path in tmp_path.rglob("*") if path.suffix in {".html", ".css"} and "words" not in path.parts
    )
    assert len(paths) > 10
    assert what_the_checker_says(*paths) == ""


def test_pages_made_of_hostile_text_are_valid_too(tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE):
        site, item = a_hostile_site(text), a_hostile_item(text)
        pages = {"episode": episode_page(site, item), "embed": embed_page(site, item), "show": show_page(site, [item])}
        for name, page in pages.items():
            (tmp_path / f"{name}-{number}.html").write_text(page, encoding="utf-8")
    assert what_the_checker_says(*sorted(tmp_path.iterdir())) == ""


def test_the_checker_does_complain_when_there_is_reason_to(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p id=a><p id=a><img src=x>", encoding="utf-8")
    assert "Duplicate ID" in what_the_checker_says(tmp_path / "bad.html")
