"""The Podcast Namespace's tags, from a producer's files to the published feed."""

from pathlib import Path

import pytest
from lxml import etree

from tests.end_to_end.conftest import Run
from tests.end_to_end.test_publishing import edit
from tests.support import maximal
from tests.support.tiny import sound

PODCAST = "{https://podcastindex.org/namespace/1.0}"
FIRST = "episodes/001-first/episode.md"


def seconds(node: etree._Element, name: str) -> float:
    return float(node.get(name) or "nan")


def test_times_move_along_with_the_intro(show: Path, run: Run) -> None:
    sound(show / "intro.wav", seconds=2, seed=7)
    edit(show / "show.toml", "[owner]", '[audio]\nintro = "intro.wav"\n\n[owner]')
    split = "splits: [{start: 1, duration: 1, recipients: [{address: b, split: 1}]}]"
    paid = f"value: {{recipients: [{{address: a, split: 1}}], {split}}}"
    edit(show / FIRST, "title:", f'soundbites: "00:01 - 00:03 The question"\n{paid}\ntitle:')
    assert run("--show", show, "--yes").code == 0
    feed = etree.parse(str(show / "public/feeds/public.xml"))
    (bite,) = feed.iter(f"{PODCAST}soundbite")
    (other,) = feed.iter(f"{PODCAST}valueTimeSplit")
    assert seconds(bite, "startTime") - 1 == pytest.approx(2, abs=0.6)
    assert seconds(bite, "duration") == 2
    assert other.get("startTime") == bite.get("startTime")


def test_a_show_that_says_everything_is_published_and_stays_as_it_is(show: Path, run: Run) -> None:
    edit(show / "show.toml", "[owner]", f"{maximal.SHOW_HEAD}\n[owner]")
    text = (show / "show.toml").read_text(encoding="utf-8")
    (show / "show.toml").write_text(text + maximal.SHOW, encoding="utf-8")
    edit(show / FIRST, "title:", f"{maximal.EPISODE}title:")
    assert run("--show", show, "--yes").code == 0
    again = run("--show", show, "--yes")
    assert (again.code, "Nothing to do" in again.out) == (0, True)
    edit(show / FIRST, "Special 2", "Special 3")
    assert "title, notes or credits changed" in run("--show", show, "plan").out
