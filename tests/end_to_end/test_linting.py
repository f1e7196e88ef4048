"""`publish.py lint`: any feed, told once for each rule; and what apps would do after a change."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_importing import host


@pytest.fixture
def feed(published: Path) -> Path:
    return published / "public/feeds/public.xml"


def test_our_own_feed_is_sound(feed: Path, run: Run) -> None:
    answer = run("lint", feed)
    assert (answer.code, "0 errors" in answer.said or "Nothing is wrong" in answer.said) == (0, True)


def test_a_rule_that_many_episodes_break_is_told_once(feed: Path, run: Run) -> None:
    feed.write_text(feed.read_text(encoding="utf-8").replace("itunes:explicit>false", "itunes:explicit>no"), "utf-8")
    answer = run("lint", feed)
    assert answer.code == 3
    assert answer.said.count("why Apple Podcasts takes exactly these two words") == 1
    assert "E0812 (3 times)" in answer.said
    found = json.loads(run("lint", feed, "--json").out)
    assert [p["code"] for p in found["problems"]].count("E0812") == 3


def test_what_a_server_does_is_told_too(feed: Path, published: Path, run: Run) -> None:
    with host(published / "public") as origin:
        feed.write_text(feed.read_text(encoding="utf-8").replace("https://tiny.example/", origin), "utf-8")
        answer = run("lint", f"{origin}feeds/public.xml", "--media")
        assert "W0861" in answer.said
        assert "E0865" not in answer.said
        (published / "public/media").rename(published / "public/moved")
        answer = run("lint", f"{origin}feeds/public.xml", "--media")
    assert answer.code == 3
    assert "E0882 (2 times)" in answer.said


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('isPermaLink="false">', 'isPermaLink="false">new-', "E0912"),
        ("<pubDate>Thu, 01 Jan 2026 06", "<pubDate>Thu, 01 Jan 2026 07", "E0913"),
        ("/media/", "/other/", "W0926"),
        ("<podcast:guid>", "<podcast:guid>0", "E0928"),
    ],
)
def test_what_subscribers_would_notice_is_told(old: str, new: str, code: str, feed: Path, run: Run) -> None:
    later = feed.with_name("later.xml")
    text = feed.read_text(encoding="utf-8")
    assert old in text
    later.write_text(text.replace(old, new), encoding="utf-8")
    assert code in run("lint", later, "--was", feed).said
    assert code not in run("lint", feed, "--was", feed).said


def test_an_episode_that_went_and_one_that_came_are_told(feed: Path, run: Run) -> None:
    text = feed.read_text(encoding="utf-8")
    start, end = text.index("<item>"), text.index("</item>") + len("</item>")
    shorter = feed.with_name("shorter.xml")
    shorter.write_text(text[:start] + text[end:], encoding="utf-8")
    gone = run("lint", shorter, "--was", feed)
    assert (gone.code, "E0911" in gone.said) == (3, True)
    assert "1 new episode: Second" in run("lint", feed, "--was", shorter).said


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0" * 999,
        b"<html>",
        b"<rss>" * 9999,
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><rss>&b;</rss>',
    ],
)
def test_hostile_files_are_told_and_hurt_nobody(body: bytes, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(body)
    answer = run("lint", path)
    assert answer.code == 3
    assert "root:" not in answer.said
