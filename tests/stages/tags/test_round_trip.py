"""What is written is what is read, in any script, and nothing else of the file changes."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Chapter, Millis
from pipeline.stages import tags
from tests.stages.tags.making import an_mp3, audio, cover, some_tags, tagged, tagged_and_read

UNICODE = {
    "right to left": "שיחות עם בית הספר \u200f(חלק 2)",
    "arabic": "اجتماعات المدرسة بلا خوف",
    "emoji": "Tea 🫖 and a family 👨‍👩‍👧‍👦 talk",
    "combining": "Cafe\u0301 Zu\u0308rich e\u0301te\u0301",
    "cjk": "学校の面談 𠮷野家",
    "typographic": "\u201cDon\u2019t worry\u201d \u2013 it\u2019s fine\u2026",
    "latin-1": "Übergänge & Größe",
    "no-break space": "10\u00a0000 steps",
}
# Anything a person could type: no controls, no lone surrogates, no byte order marks, no space at the ends.
WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"), max_size=300
).map(lambda text: text.strip(" "))
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_everything_that_was_said_is_read_back(tmp_path: Path) -> None:
    given_, read = some_tags(), tagged_and_read(tmp_path)
    same = {"language": "eng", "version": (2, 3), "podcast": True}
    for name in tags.ReadTags.__dataclass_fields__:
        assert getattr(read, name) == (same[name] if name in same else getattr(given_, name)), name


def test_what_was_not_said_is_not_made_up(tmp_path: Path) -> None:
    read = tagged_and_read(
        tmp_path,
        publisher=None,
        number=None,
        season=None,
        copyright=None,
        people=(),
        cover=None,
        chapters=(),
        transcript=None,
        feed_url=None,
        description="",
    )
    names = ("publisher", "number", "season", "copyright", "cover", "transcript", "feed_url", "description")
    assert [getattr(read, name) for name in names] == [None] * 8
    assert read.people == ()
    assert read.chapters == ()


@pytest.mark.parametrize("text", UNICODE.values(), ids=UNICODE)
def test_every_script_survives_in_every_place(tmp_path: Path, text: str) -> None:
    chapters = (Chapter(start=Millis(0), title=text),)
    read = tagged_and_read(
        tmp_path, title=text, show=text, description=text, transcript=text, cover_description=text, chapters=chapters
    )
    assert (read.title, read.show, read.description, read.transcript, read.cover_description) == (text,) * 5
    assert read.chapters == chapters


@SLOW
@given(title=WORDS, description=WORDS, chapter=WORDS)
def test_any_text_comes_back_as_it_was(tmp_path: Path, title: str, description: str, chapter: str) -> None:
    chapters = (Chapter(start=Millis(0), title=chapter),)
    read = tagged_and_read(tmp_path, title=title, description=description, chapters=chapters)
    assert (read.title or "", read.description or "", read.chapters) == (title, description, chapters)


@SLOW
@given(text=st.text(max_size=300))
def test_no_text_at_all_breaks_the_tag(tmp_path: Path, text: str) -> None:
    path = tagged(tmp_path, title=text, description=text, transcript=text, episode_url=text, copyright=text)
    assert tags.read(path).guid == some_tags().guid
    assert path.read_bytes().endswith(audio())


def test_the_audio_keeps_every_byte(tmp_path: Path) -> None:
    data = tagged(tmp_path).read_bytes()
    size = int("".join(f"{byte:07b}" for byte in data[6:10]), 2)
    assert data[10 + size :] == audio()


def test_equal_tags_make_equal_bytes(tmp_path: Path) -> None:
    once = tagged(tmp_path).read_bytes()
    path = an_mp3(tmp_path)
    for title in ("Another", some_tags().title):
        tags.write(path, some_tags(title=title))
    assert path.read_bytes() == once


def test_the_zone_of_the_clock_does_not_change_the_bytes(tmp_path: Path) -> None:
    utc = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    once = tagged(tmp_path, published=utc).read_bytes()
    assert tagged(tmp_path, published=utc.astimezone(timezone(timedelta(hours=5, minutes=45)))).read_bytes() == once
    assert tags.read(tmp_path / "episode.mp3").published == utc


def test_a_time_without_a_zone_is_no_time() -> None:
    with pytest.raises(ValueError, match="time zone"):
        some_tags(published=datetime(2026, 10, 6, 6, 0))  # noqa: DTZ001 - the claim


def test_control_characters_are_left_out_and_breaks_in_a_title_become_spaces(tmp_path: Path) -> None:
    read = tagged_and_read(tmp_path, title="Part\x00 one\r\n\tthe \x1bstart\ud800", transcript="a\x00b\r\nc\u2028d\x07")
    assert read.title == "Part one the start"
    assert read.transcript == "ab\nc\nd"


@pytest.mark.parametrize(
    ("bcp47", "iso"),
    [("en", "eng"), ("de-AT", "deu"), ("zh-Hans-CN", "zho"), ("yue", "yue"), ("PT_br", "por"), ("x-klingon", "und")],
)
def test_a_language_is_three_letters(tmp_path: Path, bcp47: str, iso: str) -> None:
    assert tagged_and_read(tmp_path, language=bcp47).language == iso


def test_a_link_becomes_ascii_and_stays_the_same_place(tmp_path: Path) -> None:
    read = tagged_and_read(tmp_path, episode_url="https://bücher.example/é?q=ä%20b#top")
    assert read.episode_url == "https://xn--bcher-kva.example/%C3%A9?q=%C3%A4%20b#top"


def test_a_long_title_is_cut_between_words(tmp_path: Path) -> None:
    title = tagged_and_read(tmp_path, title="word " * 1000).title
    assert title is not None
    assert len(title) <= 1000
    assert title.endswith("word…")


def test_a_transcript_that_does_not_fit_says_where_the_rest_is(tmp_path: Path) -> None:
    long = some_tags(transcript="word " * 200_000, where="episodes/042/episode.md")
    path = an_mp3(tmp_path)
    tags.write(path, long)
    transcript = tags.read(path).transcript
    assert transcript is not None
    assert len(transcript) < 501_000
    assert transcript.endswith("word…\n\nhttps://air.example/episodes/042-school-meetings.html")
    assert [p.code for p in tags.check(long, long.where)] == ["W0608"]


def test_a_cover_is_carried_byte_for_byte(tmp_path: Path) -> None:
    assert tagged_and_read(tmp_path, cover=cover(500)).cover == cover(500)
