"""Episode folders: what lies in them, and every fault at its line."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import source
from pipeline.model import Episode, EpisodeType, Status, TextFormat
from pipeline.problems import CheckFailed
from tests.source.conftest import Faults, Load, rewrite
from tests.support.tiny import add_episode, sound

FIRST = "episodes/001-first"


def first(load: Load) -> Episode:
    return next(episode for episode in load().episodes if episode.slug == "001-first")


def front(show: Path, text: str, notes: str = "Notes.") -> None:
    (show / FIRST / "episode.md").write_text(f"---\n{text}\n---\n\n{notes}\n", encoding="utf-8")


def test_an_episode_says_what_its_folder_says(load: Load) -> None:
    episode = first(load)
    assert (episode.id, episode.number, episode.title) == ("001", 1, "First")
    assert [take.path for take in episode.recordings] == [f"{FIRST}/recording.wav"]
    assert episode.transcript
    assert episode.transcript.format is TextFormat.VTT
    assert [(c.start, c.title) for c in episode.chapters] == [(0, "Welcome"), (1000, "Middle"), (3000, "End")]
    assert episode.chapters[1].where == f"{FIRST}/chapters.txt:2"
    assert "<strong>First</strong>" in episode.notes.html
    assert episode.summary == "Notes of First, with a link."


def test_yaml_keeps_what_is_written(show: Path, load: Load) -> None:
    front(show, "title: 007\nid: 0042\nlanguage: no\ntags: [yes, 1e3]\nposts: 2026-01-01-a")
    episode = first(load)
    assert (episode.title, episode.id, episode.language) == ("007", "0042", "no")
    assert episode.tags == ("yes", "1e3")
    assert [post.post for post in episode.posts] == ["2026-01-01-a"]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-12-01T06:00-05:00", datetime(2026, 12, 1, 11, tzinfo=UTC)),
        ("2026-12-01 06:00:00Z", datetime(2026, 12, 1, 6, tzinfo=UTC)),
        ("2026-12-01", datetime(2026, 12, 1, 6, tzinfo=UTC)),
    ],
)
def test_a_date_is_a_moment(show: Path, load: Load, written: str, moment: datetime) -> None:
    front(show, f"title: First\npublished: {written}")
    published = first(load).published
    assert published
    assert abs(published - moment) < timedelta(seconds=1)


@pytest.mark.parametrize(
    "written",
    ["2027", "2027.03", "1.5e9", "202703010600", "20270301", "-1", "1_500_000", "0x7f", ".inf", "1,5", "'2027'"],
)
def test_a_number_is_no_date(show: Path, load: Load, written: str) -> None:
    front(show, f"title: First\npublished: {written}")
    with pytest.raises(CheckFailed) as failed:
        load()
    (problem,) = failed.value.problems
    assert (problem.code, problem.where.rpartition(":")[2]) == ("E0205", "3")
    assert "“published” is a number, not a date such as 2026-12-01T06:00-05:00" in problem.what


@pytest.mark.parametrize("written", ["0001-01-01T00:30+01:00", "9999-12-31T23:30-01:00"])
def test_a_date_that_utc_cannot_say_is_told(show: Path, faults: Faults, written: str) -> None:
    front(show, f"title: First\npublished: {written}")
    assert faults() == [("E0205", "episodes/001-first/episode.md:3")]


@pytest.mark.parametrize("written", ["2027", "1500000000.5", "true"])
def test_a_number_is_no_date_for_a_live_stream_either(show: Path, faults: Faults, written: str) -> None:
    with (show / "show.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[live]]\ntitle = "Live"\nstream = "https://air.example/live"\nstart = {written}\n')
    ((code, where), *_) = faults()
    assert (code, where.partition(":")[0]) == ("E0103", "show.toml")


@pytest.mark.parametrize(
    ("written", "told"), [("1989-12-31", 1), ("1990-01-01", 0), ("2036-12-31", 0), ("2037-01-01", 1)]
)
def test_a_year_that_is_hardly_meant_is_told(show: Path, load: Load, written: str, told: int) -> None:
    front(show, f"title: First\npublished: {written}")
    found = list(source.unlikely_dates(load(), datetime(2026, 11, 28, tzinfo=UTC)))
    assert [(p.code, p.where) for p in found] == [("W0202", "episodes/001-first/episode.md")] * told


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("titel: First", "E0206", 2),
        ('title: First\nsummary: "half \\ud83c"', "E0204", 3),
        ('title: First\nsummary: "bell \\a"', "E0204", 3),
        ("title: First\npublished: 2026-12-01T06:00", "E0205", 3),
        ("title: First\npublished: tomorrow", "E0205", 3),
        ("title: First\nseason: 0", "E0205", 3),
        ("title: First\ntype: prequel", "E0205", 3),
        ("title: First\nexplicit: perhaps", "E0205", 3),
        ("title: First\ntitle: Second", "E0204", 3),
        ("title: First: the beginning", "E0204", 2),
        ("title: First\n\ttags: [a]", "E0204", 3),
        ("- title", "E0204", 2),
        ("title: &a [*a, *a]", "E0204", 2),
        ("title: First\npeople:\n  - name: Sol\n    url: nowhere", "E0205", 5),
        ("title: First\nrecordings: [../../../cover.png]", "E0110", 3),
        ("title: First\nrecordings: [gone.wav]", "E0109", 3),
        ("title: First\ntranscript: notes.pdf", "E0205", 3),
        ("title: First\nchapters: ['00:00 A']", "E0211", 3),
    ],
)
def test_each_fault_has_its_line(show: Path, faults: Faults, text: str, code: str, line: int) -> None:
    front(show, text)
    if "pdf" in text:
        (show / FIRST / "notes.pdf").write_bytes(b"%PDF")
    assert (code, f"{FIRST}/episode.md:{line}") in faults()


def test_front_matter_that_is_never_closed_is_told(show: Path, faults: Faults) -> None:
    (show / FIRST / "episode.md").write_text("---\ntitle: First\n", encoding="utf-8")
    assert ("E0204", f"{FIRST}/episode.md:1") in faults()


def test_chapters_may_stand_in_the_front_matter(show: Path, load: Load) -> None:
    (show / FIRST / "chapters.txt").unlink()
    front(
        show,
        "title: First\nchapters:\n  - 00:00 Start\n  - start: 0:01.5\n    title: Next\n    url: https://a.example/",
    )
    chapters = first(load).chapters
    assert [(c.start, c.title, c.url) for c in chapters] == [(0, "Start", None), (1500, "Next", "https://a.example/")]
    assert chapters[1].where == f"{FIRST}/episode.md:5"


def test_every_chapter_line_that_cannot_be_read_is_told(show: Path, faults: Faults) -> None:
    (show / FIRST / "chapters.txt").write_text("# a comment\n\n00:00 Good\nbad\n12:99 Bad\n", encoding="utf-8")
    assert faults() == [("E0210", f"{FIRST}/chapters.txt:4"), ("E0210", f"{FIRST}/chapters.txt:5")]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["recording.wav", "chapters.txt", "transcript.vtt", "cover.png", "episode.md"])
def test_a_pipe_is_told_as_what_it_is_and_never_read(name: str, show: Path, load: Load) -> None:
    path = show / FIRST / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(CheckFailed) as failed:
        load()
    told = [(problem.code, problem.what) for problem in failed.value.problems]
    assert told == [("E0112", f"{FIRST}/{name} is a named pipe (FIFO), not a file")]


def test_a_folder_is_no_recording(show: Path, faults: Faults) -> None:
    (show / FIRST / "recording.wav").unlink()
    (show / FIRST / "recording.wav").mkdir()
    assert faults() == [("E0112", f"{FIRST}/episode.md:1")]


@pytest.mark.parametrize("target", ["nowhere.wav", "recording.wav"])
def test_a_link_to_nothing_or_to_itself_is_not_there(target: str, show: Path, faults: Faults) -> None:
    (show / FIRST / "recording.wav").unlink()
    (show / FIRST / "recording.wav").symlink_to(target)
    assert faults() == [("E0109", f"{FIRST}/episode.md:1")]


def test_takes_are_joined_in_natural_order(show: Path, load: Load) -> None:
    folder = show / FIRST
    (folder / "recording.wav").unlink()
    for number in (10, 2, 1):
        sound(folder / f"recording-{number}.wav", seed=number)
    names = [Path(take.path).name for take in first(load).recordings]
    assert names == ["recording-1.wav", "recording-2.wav", "recording-10.wav"]


def test_an_only_audio_file_is_the_recording_whatever_its_name(show: Path, load: Load) -> None:
    (show / FIRST / "recording.wav").rename(show / FIRST / "Final mix (3).WAV")
    assert [take.path for take in first(load).recordings] == [f"{FIRST}/Final mix (3).WAV"]


def test_a_draft_needs_no_audio_yet(show: Path, load: Load, faults: Faults) -> None:
    (show / FIRST / "recording.wav").unlink()
    assert faults() == [("E0203", FIRST)]
    front(show, "title: First\nstatus: draft")
    assert first(load).status is Status.DRAFT


def test_two_transcripts_are_one_too_many(show: Path, faults: Faults) -> None:
    (show / FIRST / "transcript.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nHi\n", encoding="utf-8")
    assert faults() == [("E0211", FIRST)]


def test_two_episodes_with_one_id_or_guid_are_told(show: Path, faults: Faults) -> None:
    add_episode(show, "001-again", "Again")
    for slug in ("001-first", "001-again"):
        rewrite(show / f"episodes/{slug}/episode.md", "---\ntitle", "---\nguid: same\ntitle")
    assert [code for code, _ in faults()] == ["E0207", "E0207", "W0201"]


def test_a_trailer_has_no_number(show: Path, load: Load) -> None:
    front(show, "title: First\ntype: trailer")
    episode = first(load)
    assert (episode.type, episode.number, episode.id) == (EpisodeType.TRAILER, None, "001")


def test_notes_can_do_no_harm(show: Path, load: Load) -> None:
    notes = (
        '<script>x()</script><p onclick="x()">a</p> <a href="javascript:x()">b</a> ![p](https://a.example/p.png) ]]>'
    )
    front(show, "title: First", notes)
    html = first(load).notes.html
    for part in ("<script", "onclick", "javascript:", "<img"):
        assert part not in html
    assert "]]&gt;" in html


def test_a_markdown_transcript_arrives_as_html(show: Path, load: Load) -> None:
    (show / FIRST / "transcript.vtt").unlink()
    (show / FIRST / "transcript.md").write_text("## Part\n\n**Sol:** Hello.\n", encoding="utf-8")
    transcript = first(load).transcript
    assert transcript
    assert (transcript.format, transcript.text) == (
        TextFormat.HTML,
        "<h2>Part</h2>\n<p><strong>Sol:</strong> Hello.</p>",
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["episode.md", "chapters.txt", "transcript.vtt"]))
def test_any_bytes_load_or_are_refused_in_words(show: Path, body: bytes, name: str) -> None:
    path = show / FIRST / name
    before = path.read_bytes()
    for content in (body, b"---\n" + body + b"\n---\n"):
        path.write_bytes(content)
        try:
            source.read(show, environment={}).catalogue()
        except CheckFailed as failed:
            assert all(problem.where.startswith(FIRST) for problem in failed.problems)  # noqa: PT017 - either is right
    path.write_bytes(before)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_as_settings_load_or_are_refused_in_words(show: Path, body: bytes) -> None:
    for name in ("show.toml", "posts/a-post.md", "publish.lock"):
        path = show / name
        before = path.read_bytes() if path.exists() else None
        path.write_bytes(body)
        try:
            source.read(show, environment={}).catalogue()
            source.read_lock(show)
        except CheckFailed as failed:
            assert failed.problems  # noqa: PT017 - either is right
        path.write_bytes(before) if before is not None else path.unlink()


@pytest.mark.parametrize(
    ("line", "start_ms", "end_ms"),
    [
        ("00:12:30 - 00:12:34.5", 750_000, 754_500),
        ("1:02-1:03", 62_000, 63_000),
        ("1:00:00,25 \u2013 1:00:01", 3_600_250, 3_601_000),
    ],
)
def test_what_nobody_may_hear_is_a_beginning_and_an_end(
    line: str, start_ms: int, end_ms: int, show: Path, load: Load
) -> None:
    front(show, f"title: First\nredact: ['{line}']")
    (redaction,) = first(load).redactions
    assert (redaction.span.start, redaction.span.end) == (start_ms, end_ms)


def test_the_track_that_is_heard_is_a_number_from_1(show: Path, load: Load, faults: Faults) -> None:
    assert first(load).track is None
    front(show, "title: First\ntrack: 2")
    assert first(load).track == 2
    for wrong in ("0", "-1", "left", "1.5"):
        front(show, f"title: First\ntrack: {wrong}")
        assert faults() == [("E0205", f"{FIRST}/episode.md:3")]


def test_two_tracks_of_one_recording_are_two_episodes(show: Path, load: Load, faults: Faults) -> None:
    (add_episode(show, "003-third", "Third", month=3) / "recording.wav").write_bytes(
        (show / FIRST / "recording.wav").read_bytes()
    )
    third = show / "episodes/003-third/episode.md"
    assert faults() == [("E0214", f"{FIRST}/episode.md")]
    rewrite(third, "title:", "track: 1\ntitle:")
    assert len(load().episodes) == 3


@pytest.mark.parametrize("line", ["12:30", "12:30 - 12:30", "12:34 - 12:30", "half past - quarter to", "-1:00 - 2:00"])
def test_an_unclear_redaction_stops_everything(line: str, show: Path, faults: Faults) -> None:
    front(show, f"title: First\nredact: ['{line}']")
    assert faults() == [("E0213", f"{FIRST}/episode.md:3")]


def test_two_episodes_with_one_recording_stop_everything(show: Path, faults: Faults) -> None:
    other = show / "episodes/002-second/recording.wav"
    other.write_bytes((show / FIRST / "recording.wav").read_bytes())
    assert faults() == [("E0214", f"{FIRST}/episode.md")]


def test_a_draft_may_hold_another_episodes_recording_for_now(show: Path, load: Load) -> None:
    front(show, "title: First\nstatus: draft")
    other = show / "episodes/002-second/recording.wav"
    other.write_bytes((show / FIRST / "recording.wav").read_bytes())
    assert len(load().episodes) == 2
