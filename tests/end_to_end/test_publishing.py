"""The main job, from a folder to what listeners get."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import podcastparser
import pytest
from lxml import html
from PIL import Image

from pipeline.app import prepare, publish
from pipeline.app.run import Run as AppRun
from tests.end_to_end.conftest import Run, contents
from tests.support.sound import Track, read, sine, write_tracks
from tests.support.tiny import add_episode, sound

BASE = "https://tiny.example/"


def feed(show: Path, name: str = "public") -> dict[str, dict[str, object]]:
    """The episodes of a feed by title, as a podcast app reads them."""
    with (show / "public" / "feeds" / f"{name}.xml").open("rb") as file:
        return {episode["title"]: episode for episode in podcastparser.parse(BASE, file)["episodes"]}


def audio(show: Path, title: str) -> Path:
    """The file behind an episode's enclosure."""
    return show / "public" / feed(show)[title]["enclosures"][0]["url"].removeprefix(BASE)  # type: ignore[index]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_enclosure_of_the_feed_is_there_with_the_length_it_says(published: Path) -> None:
    episodes = feed(published)
    assert list(episodes) == ["Second", "First"]
    for episode in episodes.values():
        enclosure = episode["enclosures"][0]  # type: ignore[index]
        file = published / "public" / enclosure["url"].removeprefix(BASE)
        assert file.stat().st_size == enclosure["file_size"]
        assert enclosure["mime_type"] == "audio/mpeg"


def test_a_second_run_changes_nothing_and_says_so(published: Path, run: Run) -> None:
    before = contents(published)
    answer = run("--show", published, "--yes")
    assert answer.code == 0
    assert "Nothing to do" in answer.out
    assert contents(published) == before


def test_without_a_yes_nothing_is_published(show: Path, run: Run) -> None:
    answer = run("--show", show)
    assert answer.code == 2
    assert "E1202" in answer.said
    assert not (show / "public").exists()


def test_the_plan_exits_with_2_while_changes_wait_and_0_after(show: Path, run: Run) -> None:
    assert run("plan", "--show", show).code == 2
    assert run("--show", show, "--yes").code == 0
    assert run("plan", "--show", show).code == 0


def test_new_notes_change_feed_and_page_but_not_the_audio(published: Path, run: Run) -> None:
    before = audio(published, "First")
    was = before.read_bytes()
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 0
    assert audio(published, "First") == before
    assert before.read_bytes() == was
    assert "Better notes" in str(feed(published)["First"]["description"])
    assert "Better notes" in (published / "public/episodes/001-first.html").read_text(encoding="utf-8")


def test_a_changed_recording_waits_until_it_is_replaced_by_name(published: Path, run: Run) -> None:
    before, guid = audio(published, "First"), feed(published)["First"]["guid"]
    sound(published / "episodes/001-first/recording.wav", seed=99)
    answer = run("--show", published, "--yes")
    assert "publish.py replace 001" in answer.said
    assert audio(published, "First") == before
    assert run("replace", "001", "--show", published, "--yes").code == 0
    assert audio(published, "First") != before
    assert before.is_file(), "whoever is downloading the old file must be able to finish"
    assert feed(published)["First"]["guid"] == guid
    assert run("--show", published, "--yes").said.count("Nothing to do") == 1


def test_a_recording_that_is_not_the_one_the_folder_was_read_with_is_refused(published: Path, run: Run) -> None:
    """Its time and size say that nothing has changed; what is made of it would be kept under the other one's name."""
    recording = add_episode(published, "003-third", "Third", month=3) / "recording.wav"
    os.utime(recording, (1_700_000_000, 1_700_000_000))
    assert run("check", "--show", published).code == 0
    with recording.open("r+b") as file:
        file.write(sound(published / "other.wav", seed=99).read_bytes())
    os.utime(recording, (1_700_000_000, 1_700_000_000))
    before = contents(published / "public")
    answer = run("--yes", "--show", published)
    assert answer.code == 3
    assert "003-third/recording.wav" in answer.said
    assert "E0324" in answer.said
    assert contents(published / "public") == before
    recording.touch()
    assert run("--yes", "--show", published).code == 0


def test_a_recording_with_several_tracks_waits_until_one_is_named(published: Path, run: Run) -> None:
    """What was made of one track is nothing to reuse for another."""
    folder = add_episode(published, "003-third", "Third", month=3)
    (folder / "recording.wav").unlink()
    tones = [Track(sound=sine(3, hz=hz, rate=48_000), title=title) for hz, title in ((400, "Caller"), (997, "Mix"))]
    write_tracks(folder / "recording.mka", tones, "flac", "matroska")
    matter, text = folder / "episode.md", (folder / "episode.md").read_text(encoding="utf-8")
    before = contents(published / "public")
    for command in ("check", "--yes"):
        answer = run(command, "--show", published)
        assert answer.code == 3
        for told in ("003-third/recording.mka", "E0321", "track 2 (“Mix”, mono, 0:03.0", "`track: 2`"):
            assert told in answer.said
    assert contents(published / "public") == before
    for track, hz in ((2, 997), (1, 400)):
        matter.write_text(text.replace("title:", f"track: {track}\ntitle:"), encoding="utf-8")
        command = ("replace", "003") if track == 1 else ()
        answer = run(*command, "--yes", "--show", published)
        assert answer.code == 0, answer.said
        heard, rate = read(audio(published, "Third"))
        assert int(np.abs(np.fft.rfft(heard[0, rate : 2 * rate])).argmax()) == hz


def test_what_is_redacted_later_leaves_the_words_at_once_and_the_audio_when_it_is_replaced(
    published: Path, run: Run
) -> None:
    edit(published / "episodes/001-first/episode.md", "title: First", "title: First\nredact: ['0:00 - 0:01.5']")
    old = audio(published, "First")
    before = contents(published)
    answer = run("--show", published, "--yes", "--allow", "said=001")
    assert answer.code == 3
    assert "E0918" in answer.said
    assert "publish.py replace 001" in answer.said
    assert contents(published) == before
    answer = run("--show", published, "--yes", "--allow", "said=001", "--allow", "heard=001")
    assert answer.code == 0, answer.said
    assert audio(published, "First") == old
    (words,) = (published / "public/words").glob("001-first-*.vtt")
    assert "[…]" in words.read_text(encoding="utf-8")
    assert "W0953" in answer.said
    for command in ("status", "verify"):
        assert "can still be heard" in run(command, "--show", published).said
    assert "W0953" in run("watch", "--every", "0", "--times", "2", "--show", published).said
    assert json.loads(run("status", "--json", "--show", published).out)["still_heard"] == ["001"]
    again = run("--show", published, "--yes")
    assert again.code == 0, "it was named once, and goes on being told"
    assert "publish.py replace 001" in again.said
    planned = run("replace", "001", "--show", published, "--allow", "said=001")
    assert "the old file is deleted at once" in planned.said
    assert run("replace", "001", "--show", published, "--yes", "--allow", "said=001").code == 0
    for command in ("status", "verify"):
        assert "can still be heard" not in run(command, "--show", published).said
    assert audio(published, "First") != old
    assert not old.exists(), "what nobody may hear must not be found under an older address"


def test_an_episode_that_would_vanish_stops_the_run_until_it_is_named(published: Path, run: Run) -> None:
    shutil.rmtree(published / "episodes/002-second")
    before = contents(published)
    answer = run("--show", published, "--yes")
    assert answer.code == 3
    assert "E0911" in answer.said
    assert contents(published) == before
    assert run("--show", published, "--yes", "--allow", "vanish=002").code == 0
    assert list(feed(published)) == ["First"]


def test_a_withdrawn_episode_leaves_the_feed_and_its_audio_goes(published: Path, run: Run) -> None:
    file = audio(published, "Second")
    edit(published / "episodes/002-second/episode.md", "posts: []", "status: withdrawn")
    assert run("--show", published, "--yes").code == 0
    assert list(feed(published)) == ["First"]
    assert not file.exists()
    assert not (published / "public/episodes/002-second.html").exists()
    assert run("--show", published, "--yes").said.count("Nothing to do") == 1


def test_a_feed_that_was_damaged_is_put_right(published: Path, run: Run) -> None:
    path = published / "public/feeds/public.xml"
    was = path.read_bytes()
    path.write_bytes(b"<rss/>")
    assert run("--show", published, "--yes").code == 0
    assert path.read_bytes() == was


def test_a_run_that_died_before_the_feeds_is_finished_by_the_next(published: Path, run: Run) -> None:
    old_feed = (published / "public/feeds/public.xml").read_bytes()
    add_episode(published, "003-third", "Third", month=3)
    assert run("--show", published, "--yes").code == 0
    (published / "public/feeds/public.xml").write_bytes(old_feed)
    assert run("--show", published, "--yes").code == 0
    assert "Third" in feed(published)


def test_a_lost_lock_is_restored_from_what_is_live(published: Path, run: Run) -> None:
    lock = published / "publish.lock"
    was = lock.read_bytes()
    lock.unlink()
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 0
    assert lock.read_bytes() == was


def test_a_lost_cache_loses_nothing(published: Path, run: Run) -> None:
    before = audio(published, "First").read_bytes()
    shutil.rmtree(published / ".podwright")
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 0
    assert audio(published, "First").read_bytes() == before


def test_what_is_not_touched_keeps_every_byte_from_a_cold_cache_and_a_warm_one(published: Path, run: Run) -> None:
    def second() -> dict[str, bytes]:
        found = (path for path in (published / "public").rglob("*002-second*") if path.is_file())
        return {path.name: path.read_bytes() for path in found}

    before = second()
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    assert run("--show", published, "--yes").code == 0
    assert second() == before
    changes = json.loads(run("generations", "--json", "--show", published).out)["generations"][0]["changes"]
    assert [change["episode"] for change in changes] == ["001"]


def test_two_folders_far_apart_publish_the_same_bytes(show: Path, published: Path, run: Run) -> None:
    assert run("--show", show, "--yes").code == 0
    assert {k: v[0] for k, v in contents(show).items()} == {k: v[0] for k, v in contents(published).items()}


def test_the_post_gets_its_player_and_the_page_names_the_post(published: Path, run: Run) -> None:
    post = (published / "posts/a-post.md").read_text(encoding="utf-8")
    assert post.startswith("---\ntitle: A post\n")
    assert f"{BASE}embed/001-first.html" in post
    page = (published / "public/episodes/001-first.html").read_text(encoding="utf-8")
    assert "https://blog.tiny.example/a-post/" in page
    del run


@pytest.mark.parametrize("page", ["index.html", "episodes/001-first.html"])
def test_a_link_preview_shows_a_picture_of_the_size_it_says(published: Path, page: str) -> None:
    told = html.fromstring((published / "public" / page).read_bytes())
    address, width, height = (
        told.xpath(f'string(//meta[@property="og:image{part}"]/@content)') for part in ("", ":width", ":height")
    )
    with Image.open(published / "public" / address.removeprefix(BASE)) as picture:
        assert picture.size == (int(width), int(height)) == (1200, 630)


def test_an_edited_player_is_left_alone_and_told(published: Path, run: Run) -> None:
    path = published / "posts/a-post.md"
    edit(path, "embed/001-first.html", "embed/001-first.html?mine")
    mine = path.read_bytes()
    edit(published / "episodes/001-first/episode.md", "Notes of", "Better notes of")
    answer = run("--show", published, "--yes")
    assert answer.code == 0
    assert "W07" in answer.said
    assert path.read_bytes() == mine


def test_a_future_episode_waits(published: Path, run: Run) -> None:
    folder = add_episode(published, "003-third", "Third", month=3)
    edit(folder / "episode.md", "2026-03-01", "2199-03-01")
    answer = run("plan", "--show", published)
    assert answer.code == 0
    assert "waits for 2199-03-01" in answer.said


def test_what_is_due_comes_out_at_its_very_second_and_nothing_of_it_before(published: Path) -> None:
    due = datetime.now(UTC).replace(microsecond=0) + timedelta(days=8)
    for number in (3, 4):
        folder = add_episode(published, f"00{number}-later", f"Later {number}", month=number)
        edit(folder / "episode.md", f"2026-0{number}-01T06:00:00+00:00", due.isoformat())

    def publish_at(now: datetime) -> None:
        run = AppRun(folder=published, now=now, environment={}, agree=lambda *_: True)
        publish.publish(run, prepare.prepare(run))

    before = contents(published / "public")
    publish_at(due - timedelta(seconds=1))
    assert contents(published / "public") == before
    publish_at(due)
    assert list(feed(published)) == ["Later 4", "Later 3", "Second", "First"]
    assert feed(published)["Later 3"]["published"] == due.timestamp()


def test_every_byte_of_every_episode_can_be_compared(published: Path, run: Run) -> None:
    file = audio(published, "First")
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)
    assert run("verify", "--show", published).code == 0
    answer = run("verify", "--whole", "--show", published)
    assert answer.code == 4
    assert "E1105" in answer.said


def test_members_hear_what_the_public_cannot_find(published: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODWRIGHT_TOKEN_MEMBERS", "a-long-enough-token-123")
    (published / "feeds").mkdir()
    (published / "feeds/public.toml").write_text('title = "Tiny Show"\n', encoding="utf-8")
    (published / "feeds/members.toml").write_text('title = "Tiny"\naudience = "members"\n', encoding="utf-8")
    folder = add_episode(published, "003-quiet", "Quiet", month=3)
    edit(folder / "episode.md", "posts: []", "audience: members")
    answer = run("--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert list(feed(published, "members-a-long-enough-token-123")) == ["Quiet", "Second", "First"]
    assert "Quiet" not in feed(published)
    public = published / "public"
    for page in ("index.html", "sitemap.xml", "feeds/public.xml", "episodes/001-first.html"):
        text = (public / page).read_text(encoding="utf-8")
        assert "quiet" not in text.lower()
        assert "a-long-enough-token" not in text


def test_a_release_that_answers_wrongly_fails_verification(published: Path, run: Run) -> None:
    assert run("verify", "--show", published).code == 0
    file = audio(published, "First")
    file.write_bytes(file.read_bytes()[:-1])
    answer = run("verify", "--show", published)
    assert answer.code == 4
    assert "E1102" in answer.said
    file.unlink()
    assert "E1101" in run("verify", "--show", published).said


def test_status_tells_what_is_live(show: Path, published: Path, run: Run) -> None:
    assert "generation 1" in run("status", "--show", published).said.lower()
    document = json.loads(run("status", "--json", "--show", published).out)
    assert document["episodes"]["001"]["title"] == "First"
    assert document["feeds"] == {"public": f"{BASE}feeds/public.xml"}
    shutil.rmtree(published / "public-control")
    assert "Nothing is published" in run("status", "--show", published).said
    del show


def test_json_answers_are_one_document_with_a_format_version(published: Path, run: Run) -> None:
    for command in (["--yes"], ["plan"], ["check"], ["status"], ["verify"]):
        document = json.loads(run(*command, "--json", "--show", published).out)
        assert document["format"] == 1
        assert document["exit_code"] == 0
    shutil.rmtree(published / "episodes/002-second")
    answer = run("plan", "--json", "--show", published)
    assert answer.code == json.loads(answer.out)["exit_code"] == 3
    assert json.loads(answer.out)["dangers"][0]["code"] == "E0911"


def test_the_feed_is_well_formed_whatever_the_title_holds(show: Path, run: Run) -> None:
    hostile = ']]> <script>alert(1)</script> & "quotes" \u202e \U0001f30a'
    edit(show / "episodes/001-first/episode.md", "title: First", f"title: {json.dumps(hostile, ensure_ascii=False)}")
    edit(show / "episodes/001-first/episode.md", "Notes of", "<script>alert(2)</script> ]]> Notes of")
    answer = run("--show", show, "--yes")
    assert answer.code == 0, answer.said
    root = ET.parse(show / "public/feeds/public.xml").getroot()  # noqa: S314 - it is our own
    assert hostile in [title.text for title in root.iter("title")]
    page = (show / "public/episodes/001-first.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


def test_a_new_show_and_a_new_episode_lead_to_a_publication(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "mine"
    known = ("--title", "Small hours", "--author", "The Tiny Studio", "--base-url", "https://small.example/")
    assert run("init", folder, *known).code == 0
    assert run("init", folder, *known).code == 3
    assert run("new", "My first one", "--show", folder).code == 0
    episode = folder / "episodes/001-my-first-one"
    answer = run("check", "--show", folder)
    assert answer.code == 3, "there is no cover yet"
    shutil.copy(tiny_cover(tmp_path), folder / "cover.png")
    sound(episode / "recording.wav")
    edit(episode / "episode.md", "status: draft", "status: ready")
    edit(
        episode / "episode.md",
        "What this episode is about. The first sentences are what apps show in their lists.",
        "Us.",
    )
    edit(folder / "show.toml", "What it is about, and who it is for, in a sentence or three.", "For all who lie awake.")
    answer = run("--show", folder, "--yes")
    assert answer.code == 0, answer.said
    assert "<title>Small hours</title>" in (folder / "public/feeds/public.xml").read_text(encoding="utf-8")
    assert "My first one" in (folder / "public/index.html").read_text(encoding="utf-8")


def tiny_cover(tmp_path: Path) -> Path:
    from PIL import Image  # noqa: PLC0415 - only this test draws

    path = tmp_path / "drawn.png"
    Image.new("RGB", (1500, 1500), (200, 180, 120)).save(path)
    return path


def test_a_command_that_is_not_understood_exits_with_64(run: Run) -> None:
    answer = run("publsh")
    assert answer.code == 64
    assert "E1201" in answer.said


def test_the_feed_has_a_style_and_a_list_of_feeds_that_can_be_fetched(published: Path) -> None:
    public = published / "public"
    head = (public / "feeds/public.xml").read_bytes().split(b"\n")[1].decode()
    address = head.removeprefix('<?xml-stylesheet type="text/css" href="').removesuffix('"?>')
    assert b"rss {" in (public / address.removeprefix(BASE)).read_bytes()
    assert f'xmlUrl="{BASE}feeds/public.xml"' in (public / "feeds/feeds.opml").read_text(encoding="utf-8")
