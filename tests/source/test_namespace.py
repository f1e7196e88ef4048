"""What a producer writes about the Podcast Namespace's tags, and what becomes of it."""

from pathlib import Path

import pytest

from pipeline import source
from tests.source.conftest import Faults, Load, rewrite
from tests.support import maximal

FIRST = "episodes/001-first/episode.md"


@pytest.fixture
def everything(show: Path) -> Path:
    rewrite(show / "show.toml", "[owner]", f"{maximal.SHOW_HEAD}\n[owner]")
    text = (show / "show.toml").read_text(encoding="utf-8")
    (show / "show.toml").write_text(text + maximal.SHOW, encoding="utf-8")
    rewrite(show / FIRST, "title:", f"{maximal.EPISODE}title:")
    return show


@pytest.mark.usefixtures("everything")
def test_a_show_that_says_everything_is_understood(load: Load) -> None:
    catalogue = load()
    show, episode = catalogue.show, catalogue.episodes[0]
    assert (show.people, show.funding) == (maximal.PEOPLE, maximal.FUNDING)
    assert show.shared == maximal.SHOW_SHARED
    assert show.podcast == maximal.SHOW_TAGS
    assert episode.shared == maximal.EPISODE_SHARED
    assert episode.podcast == maximal.EPISODE_TAGS
    assert catalogue.warnings == ()


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('geo = "48.2083,16.3731"', 'geo = "the Danube"', 'geo = "the Danube"'),
        ('country = "AT"', 'country = "Austria"', 'country = "Austria"'),
        ('osm = "R109166"', 'osm = "109166"', 'osm = "109166"'),
        ('url = "https://social.example/@air/1"\n', "", "[[social]]"),
        ("start = 2026-09-01\n", "", "[schedule]"),
        ("start = 2026-09-01\n", "start = 2026-09-01T06:00:00\n", "start = 2026-09-01T06:00:00"),
        ('address = "guest@pay.example"', 'adress = "guest@pay.example"', 'adress = "guest@pay.example"'),
        ("split = 95", "split = -1", "split = -1"),
        ("remote_percentage = 90", "remote_percentage = 101", "remote_percentage = 101"),
        ('feed_guid = "917393e3', 'feed_guid = "917393e', 'feed_guid = "917393e'),
        ('status = "pending"', 'status = "soon"', 'status = "soon"'),
        ('countries = ["GB", "ie"]', 'countries = ["England"]', 'countries = ["England"]'),
    ],
)
def test_each_fault_has_its_line(everything: Path, faults: Faults, old: str, new: str, at: str) -> None:
    rewrite(everything / "show.toml", old, new)
    lines = (everything / "show.toml").read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(at))
    assert f"show.toml:{line}" in [where for _, where in faults()]


def test_a_licence_of_ones_own_needs_its_text(everything: Path, faults: Faults) -> None:
    rewrite(everything / "show.toml", 'license_url = "https://tiny.example/licence"\n', "")
    assert [code for code, _ in faults()] == ["E0103"]


@pytest.mark.parametrize(
    "line", ["the best part", "00:10 - 00:05 Backwards", f"0:01 - 0:02 {'x' * 129}", "0:01 - 0:02Title"]
)
def test_a_soundbite_nobody_can_read_is_told_at_its_line(everything: Path, faults: Faults, line: str) -> None:
    rewrite(everything / FIRST, "0:02-0:03", line)
    assert faults() == [("E0260", f"{FIRST}:4")]


@pytest.mark.parametrize(
    ("role", "group", "told"),
    [
        ("Hots", "cast", "did you mean “host”?"),
        ("Composer", "cast", "it belongs to the group “audio post-production”"),
        ("host", "castle", "did you mean “cast”?"),
    ],
)
def test_a_role_that_apps_do_not_know_is_a_warning_at_its_line(
    show: Path, load: Load, role: str, group: str, told: str
) -> None:
    rewrite(show / FIRST, "title:", f"people:\n  - name: Quill\n    role: {role}\n    group: {group}\ntitle:")
    (warning,) = [problem for problem in load().warnings if problem.code == "W0260"]
    assert warning.where == f"{FIRST}:3"
    assert told in warning.what


def test_the_reference_knows_every_setting_of_every_group() -> None:
    pages = source.settings_pages()
    assert "## `value.splits.remote`" in pages["show.md"] or "feed_guid" in pages["show.md"]
    assert "cover art designer" in pages["people.md"]
