"""Posts in every generator's dress, and the lock that remembers."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import source
from pipeline.model import Digest, Enclosure, Lock, Millis, Minted, Post, Span
from pipeline.problems import CheckFailed
from tests.source.conftest import Faults, Load

POSTS = {
    "hugo.md": '+++\ntitle = "Hugo"\nepisodes = ["042", "007"]\n+++\n\nText.\n',
    "2026-01-02-jekyll.md": "---\ntitle: Jekyll\nepisode: 042\n---\nText.\n",
    "pelican.md": "Title: Pelican\nSlug: the-pelican\nEpisode: 042\n\nText.\n",
    "eleventy.md": '{"title": "Eleventy",\n "episodes": ["042"]}\n\nText.\n',
    "deep/index.md": "---\ntitle: Deep\nurl: https://elsewhere.example/deep\n---\nText.\n",
    "draft.md": "---\ntitle: Draft\ndraft: true\n---\nText.\n",
    "_index.md": "---\ntitle: Not a post\n---\n",
}


def posts(show: Path, load: Load) -> dict[str, Post]:
    (show / "posts/a-post.md").unlink()
    for name, text in POSTS.items():
        (show / "posts" / name).parent.mkdir(exist_ok=True)
        (show / "posts" / name).write_text(text, encoding="utf-8")
    return {post.id: post for post in load().posts}


def test_every_generators_front_matter_is_read(show: Path, load: Load) -> None:
    found = posts(show, load)
    assert sorted(found) == ["deep", "draft", "eleventy", "hugo", "jekyll", "the-pelican"]
    named = {name: [(r.episode, r.where) for r in post.episodes] for name, post in found.items()}
    assert named["hugo"] == [("042", "posts/hugo.md:3"), ("007", "posts/hugo.md:3")]
    assert named["jekyll"] == [("042", "posts/2026-01-02-jekyll.md:3")]
    assert named["the-pelican"] == [("042", "posts/pelican.md:3")]
    assert named["eleventy"] == [("042", "posts/eleventy.md:2")]
    assert found["draft"].draft


def test_a_post_is_found_where_the_blog_puts_it_or_where_it_says(show: Path, load: Load) -> None:
    found = posts(show, load)
    assert found["the-pelican"].url == "https://blog.tiny.example/the-pelican/"
    assert found["deep"].url == "https://elsewhere.example/deep"


@pytest.mark.parametrize(
    ("text", "line"), [("---\na: [\n---\n", 3), ("+++\na = \n+++\n", 2), ("{]", 1), ("+++\n", 1), ("---\n", 1)]
)
def test_broken_front_matter_is_told_with_its_line(show: Path, faults: Faults, text: str, line: int) -> None:
    (show / "posts/a-post.md").write_text(text, encoding="utf-8")
    assert faults() == [("E0250", f"posts/a-post.md:{line}")]


LOCK = Lock(
    show_guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
    episodes={
        "042": Minted(
            guid="g",
            published=datetime(2026, 10, 6, 6, tzinfo=UTC),
            enclosure=Enclosure(key="media/a.mp3", size=9, digest=Digest("a" * 64), duration=Millis(1000)),
            body=Span(start=Millis(0), end=Millis(1000)),
        ),
        "043": Minted(guid="h", published=datetime(2026, 10, 7, 6, tzinfo=UTC)),
    },
)


def test_the_lock_reads_back_as_written_and_is_not_written_twice(tmp_path: Path) -> None:
    assert source.read_lock(tmp_path) == Lock()
    source.write_lock(tmp_path, LOCK)
    assert source.read_lock(tmp_path) == LOCK
    stamp = (tmp_path / "publish.lock").stat().st_mtime_ns
    source.write_lock(tmp_path, replace(LOCK))
    assert (tmp_path / "publish.lock").stat().st_mtime_ns == stamp


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"format": 9}', b'{"format": 1, "episodes": 5}', b"\xff"])
def test_a_broken_lock_stops_the_run(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "publish.lock").write_bytes(body)
    with pytest.raises(CheckFailed, match="E0108"):
        source.read_lock(tmp_path)


def test_all_problems_of_all_files_are_told_in_one_pass(show: Path, faults: Faults) -> None:
    (show / "show.toml").write_text((show / "show.toml").read_text().replace('language = "en"', "language = 1"))
    (show / "episodes/001-first/chapters.txt").write_text("bad\n", encoding="utf-8")
    (show / "episodes/002-second/recording.wav").unlink()
    found = {where for _, where in faults()}
    assert {"show.toml:3", "episodes/001-first/chapters.txt:1", "episodes/002-second"} <= found


def test_digests_are_remembered_and_a_broken_memory_is_forgotten(show: Path, load: Load) -> None:
    before = load().episodes
    memory = show / ".podwright/digests.json"
    memory.parent.mkdir(exist_ok=True)
    memory.write_bytes(b"{broken")
    assert load().episodes == before
