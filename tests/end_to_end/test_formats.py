"""Further formats beside MP3: as alternatives, or leading a feed of their own; frozen once they are out."""

import base64
import hashlib
import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from pipeline.stages.audio import measure
from tests.end_to_end.conftest import Run, contents
from tests.support.tiny import add_episode, sound

NAMES = {"podcast": "https://podcastindex.org/namespace/1.0"}
BASE = "https://tiny.example/"


def also(show: Path, *formats: str) -> None:
    text = (show / "show.toml").read_text(encoding="utf-8")
    (show / "show.toml").write_text(f"{text}\n[audio]\nalso = {json.dumps(formats)}\n", encoding="utf-8")


def opus_feed(show: Path) -> None:
    (show / "feeds").mkdir(exist_ok=True)
    (show / "feeds/public.toml").write_text("", encoding="utf-8")
    (show / "feeds/small.toml").write_text('title = "Tiny, in small files"\nformat = "opus"\n', encoding="utf-8")


def alternates(show: Path, feed: str = "public") -> dict[str, list[dict[str, str]]]:
    """By episode title: attributes of each alternate, with its address and checksum."""
    root = etree.parse(show / f"public/feeds/{feed}.xml")
    return {
        item.findtext("title"): [
            {
                **node.attrib,
                "uri": node.find("podcast:source", NAMES).get("uri"),
                "sum": node.find("podcast:integrity", NAMES).get("value"),
            }
            for node in item.findall("podcast:alternateEnclosure", NAMES)
        ]
        for item in root.iterfind("channel/item")
    }


def file_of(show: Path, uri: str) -> Path:
    return show / "public" / uri.removeprefix(BASE)


@pytest.fixture
def varied(show: Path, run: Run) -> Path:
    also(show, "aac", "opus")
    opus_feed(show)
    answer = run("--show", show, "--yes")
    assert answer.code == 0, answer.said
    return show


def test_each_episode_is_offered_in_every_format_with_its_length_and_checksum(varied: Path) -> None:
    for offers in alternates(varied).values():
        assert [offer["type"] for offer in offers] == ["audio/mpeg", "audio/x-m4a", "audio/ogg"]
        assert [offer.get("default") for offer in offers] == ["true", None, None]
        for offer in offers:
            content = file_of(varied, offer["uri"]).read_bytes()
            assert len(content) == int(offer["length"])
            digest = hashlib.sha256(content).digest()
            assert offer["sum"] == "sha256-" + base64.b64encode(digest).decode()


def test_all_formats_have_one_loudness(varied: Path) -> None:
    for offers in alternates(varied).values():
        for offer in offers:
            assert measure(file_of(varied, offer["uri"]), "x").integrated_lufs == pytest.approx(-16, abs=0.1)


def test_a_feed_can_lead_with_a_format(varied: Path) -> None:
    main, small = (feedparser.parse((varied / f"public/feeds/{name}.xml").read_bytes()) for name in ("public", "small"))
    assert [entry.enclosures[0].type for entry in main.entries] == ["audio/mpeg"] * len(main.entries)
    assert [entry.enclosures[0].type for entry in small.entries] == ["audio/ogg"] * len(small.entries)
    assert [entry.id for entry in main.entries] == [entry.id for entry in small.entries]
    assert alternates(varied, "small") != alternates(varied)


def test_a_second_run_writes_nothing(varied: Path, run: Run) -> None:
    before = contents(varied)
    assert "Nothing to do" in run("--show", varied, "--yes").said
    assert contents(varied) == before


def test_a_show_that_is_out_gets_more_formats_without_moving_what_is_there(published: Path, run: Run) -> None:
    before = {entry.id: entry.enclosures[0].href for entry in parsed(published)}
    also(published, "opus")
    answer = run("--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert {entry.id: entry.enclosures[0].href for entry in parsed(published)} == before
    assert all(len(offers) == 2 for offers in alternates(published).values())


def parsed(show: Path) -> list[feedparser.FeedParserDict]:
    return list(feedparser.parse((show / "public/feeds/public.xml").read_bytes()).entries)


def test_new_takes_of_a_published_episode_reach_no_format_until_it_is_replaced(varied: Path, run: Run) -> None:
    before = alternates(varied)
    (episode,) = sorted((varied / "episodes").iterdir())[:1]
    sound(episode / "recording.wav", seed=99)
    assert run("--show", varied, "--yes").code == 0
    assert alternates(varied) == before
    assert run("replace", episode.name[:3], "--show", varied, "--yes").code == 0
    after = alternates(varied)
    changed = [title for title in before if before[title] != after[title]]
    assert len(changed) == 1
    assert all(old["uri"] != new["uri"] for old, new in zip(before[changed[0]], after[changed[0]], strict=True))


def test_formats_of_a_withdrawn_episode_go_with_it(varied: Path, run: Run) -> None:
    gone = [file_of(varied, offer["uri"]) for offer in alternates(varied)["First"]]
    (folder,) = sorted((varied / "episodes").iterdir())[:1]
    text = (folder / "episode.md").read_text(encoding="utf-8")
    (folder / "episode.md").write_text(text.replace("---\ntitle", "---\nstatus: withdrawn\ntitle", 1), encoding="utf-8")
    assert run("--show", varied, "--yes").code == 0
    assert not any(path.exists() for path in gone)


def test_a_feed_in_a_format_that_is_not_made_is_told_with_its_line(show: Path, run: Run) -> None:
    opus_feed(show)
    answer = run("check", "--show", show)
    assert answer.code == 3
    assert "E0215" in answer.said
    assert "feeds/small.toml:2" in answer.said


def test_a_new_episode_keeps_the_formats_of_the_others(varied: Path, run: Run) -> None:
    before = alternates(varied)
    add_episode(varied, "003-third", "Third", month=3)
    sound(varied / "episodes/003-third/recording.wav", seed=7)
    assert run("--show", varied, "--yes").code == 0
    after = alternates(varied)
    assert {title: after[title] for title in before} == before
    assert len(after["Third"]) == 3
