"""A show whose feed another tool wrote is published over it only when no subscriber loses or doubles an episode."""

from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_unfinished import edit

FEED = """\
<?xml version="1.0"?>
<rss version="2.0"><channel><title>Tiny Show</title>
<item><guid>https://old.example/?p=1</guid><title>first</title><pubDate>{first}</pubDate>
<enclosure url="https://old.example/1.mp3" length="1" type="audio/mpeg"/></item>
<item><guid>https://old.example/?p=2</guid><title>Second</title><pubDate>Sun, 01 Feb 2026 07:00:00 +0100</pubDate>
<enclosure url="https://old.example/2.mp3" length="1" type="audio/mpeg"/></item>
<item><guid>https://old.example/?p=9</guid><title>A post without audio, which no app shows</title></item>{more}
</channel></rss>
"""
RIGHT = "Thu, 01 Jan 2026 06:00:00 GMT"
LOST = """<item><guid>https://old.example/?p=0&amp;x</guid><title>Pilot</title>
<enclosure url="https://old.example/0.mp3" length="1" type="audio/mpeg"/></item>"""


def there(show: Path, *, first: str = RIGHT, more: str = "") -> Path:
    path = show / "public/feeds/public.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FEED.format(first=first, more=more), encoding="utf-8")
    return path


def keep_guids(show: Path) -> None:
    for number, folder in ((1, "001-first"), (2, "002-second")):
        edit(show / f"episodes/{folder}/episode.md", "posts:", f"guid: https://old.example/?p={number}\nposts:")


def test_episodes_under_other_guids_would_appear_twice(show: Path, run: Run) -> None:
    was = there(show).read_bytes()
    answer = run("--show", show, "--yes")
    assert answer.code == 3
    assert answer.said.count("E0912") == 2
    assert "guid: https://old.example/?p=1" in answer.said
    assert (show / "public/feeds/public.xml").read_bytes() == was


def test_with_the_guids_it_had_it_is_published(show: Path, run: Run) -> None:
    there(show)
    keep_guids(show)
    answer = run("--show", show, "--yes")
    assert answer.code == 0, answer.said
    assert "https://old.example/?p=1" in (show / "public/feeds/public.xml").read_text(encoding="utf-8")


def test_an_episode_that_is_missing_here_would_vanish(show: Path, run: Run) -> None:
    there(show, more=LOST)
    keep_guids(show)
    answer = run("--show", show, "--yes")
    assert answer.code == 3
    assert "E0911" in answer.said
    assert "Pilot" in answer.said
    assert run("--show", show, "--yes", "--allow", "vanish=https://old.example/?p=0&x").code == 0


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("Fri, 02 Jan 2026 06:00:00 GMT", 3),
        ("Thu, 01 Jan 2026 07:00:00 CET", 0),
        ("Thu, 01 Jan 2026 06:00:00 CET", 3),
        ("2026-01-01T06:00:00Z", 0),
        ("yesterday", 0),
        ("", 0),
    ],
)
def test_a_date_that_would_move_is_told(show: Path, run: Run, date: str, code: int) -> None:
    there(show, first=date)
    keep_guids(show)
    answer = run("--show", show, "--yes")
    assert answer.code == code, answer.said
    assert ("E0913" in answer.said) is (code == 3)
    assert run("--show", show, "--yes", "--allow", "redate=001").code == 0


def test_what_is_no_feed_is_no_obstacle(show: Path, run: Run) -> None:
    there(show).write_bytes(b"<html>soon!")
    assert run("--show", show, "--yes").code == 0
