"""show.toml and feeds/*.toml: what they say, and every fault at its line."""

from pathlib import Path

import pytest

from pipeline import source
from pipeline.model import Audience, Category, S3Storage
from pipeline.problems import CheckFailed
from tests.source.conftest import Faults, Load, rewrite


def test_a_show_says_what_its_file_says(load: Load) -> None:
    show = load().show
    assert (show.title, show.language, show.owner_email) == ("Tiny Show", "en", "hello@tiny.example")
    assert show.categories == (Category(name="Education"),)
    assert show.website == show.base_url == "https://tiny.example/"
    assert show.cover.path == "cover.png"


def test_a_base_url_gets_its_slash(show: Path, load: Load) -> None:
    rewrite(show / "show.toml", "https://tiny.example/", "https://tiny.example/podcast")
    assert load().show.base_url == "https://tiny.example/podcast/"


def test_storage_may_be_a_bucket(show: Path, load: Load) -> None:
    rewrite(show / "show.toml", 'kind = "folder"\npath = "public"', 'kind = "s3"\nbucket = "air-bucket"')
    assert load().show.storage == S3Storage(bucket="air-bucket")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('title = "Tiny Show"', 'title = "Tiny Show', "E0102", 1),
        ('title = "Tiny Show"', "title = 5", "E0103", 1),
        ('author = "The Tiny Studio"', 'author = "bell \\u0007"', "E0102", 4),
        ('title = "Tiny Show"', 'title = ""', "E0103", 1),
        ('language = "en"', 'language = "english please"', "E0103", 3),
        ('language = "en"', 'langauge = "en"', "E0104", 3),
        ('base_url = "https://tiny.example/"', 'base_url = "tiny.example"', "E0103", 5),
        ('categories = ["Education"]', 'categories = ["Educaton"]', "E0105", 6),
        ('email = "hello@tiny.example"', 'email = "hello"', "E0103", 10),
        ('kind = "folder"', 'kind = "ftp"', "E0103", 12),
        ('path = "posts"', 'paths = "posts"', "E0104", 17),
        ('{slug}/"', '"', "E0103", 18),
    ],
)
def test_each_fault_has_its_line(show: Path, faults: Faults, old: str, new: str, code: str, line: int) -> None:  # noqa: PLR0913, PLR0917 - a table
    rewrite(show / "show.toml", old, new)
    assert (code, f"show.toml:{line}") in faults()


def test_a_near_miss_is_named(show: Path) -> None:
    rewrite(show / "show.toml", 'categories = ["Education"]', 'categories = ["Kids and Family > Parenting"]')
    with pytest.raises(CheckFailed, match="did you mean “Kids & Family > Parenting”"):
        source.read(show, environment={}).catalogue()


def test_a_show_without_a_cover_is_told(show: Path, faults: Faults) -> None:
    (show / "cover.png").unlink()
    assert faults() == [("E0106", "show.toml")]


def test_a_show_without_feeds_has_a_public_one(load: Load) -> None:
    assert [(feed.name, feed.path) for feed in load().feeds] == [("public", "feeds/public.xml")]


def test_the_public_feed_leads_and_the_others_follow_by_name(show: Path, load: Load) -> None:
    (show / "feeds").mkdir()
    for name in ("a-feed", "public", "b"):
        (show / f"feeds/{name}.toml").write_text("", encoding="utf-8")
    assert [feed.name for feed in load().feeds] == ["public", "a-feed", "b"]


def test_a_members_feed_has_an_address_that_only_the_environment_knows(show: Path) -> None:
    (show / "feeds").mkdir()
    (show / "feeds/inner-circle.toml").write_text('audience = "members"\n', encoding="utf-8")
    with pytest.raises(CheckFailed, match="E0107"):
        source.read(show, environment={}).catalogue()
    with pytest.raises(CheckFailed) as failed:
        source.read(show, environment={"PODWRIGHT_TOKEN_INNER_CIRCLE": "short-secret"}).catalogue()
    assert "short-secret" not in str(failed.value)
    token = "x" * 20
    (feed,) = source.read(show, environment={"PODWRIGHT_TOKEN_INNER_CIRCLE": token}).catalogue().feeds
    assert feed.path == f"feeds/inner-circle-{token}.xml"
    assert feed.audience is Audience.MEMBERS


def test_a_feed_that_can_carry_nothing_is_a_warning(show: Path, load: Load) -> None:
    (show / "feeds").mkdir()
    (show / "feeds/public.toml").write_text("seasons = [9]\n", encoding="utf-8")
    assert [problem.code for problem in load().warnings] == ["W0101"]


def test_an_intro_that_is_missing_or_lies_elsewhere_is_told(show: Path, faults: Faults, tmp_path: Path) -> None:
    (tmp_path / "secret.flac").write_bytes(b"x")
    for name, code in (("intro.flac", "E0109"), ("../secret.flac", "E0110")):
        text = (show / "show.toml").read_text(encoding="utf-8")
        (show / "show.toml").write_text(f'{text}\n[audio]\nintro = "{name}"\n', encoding="utf-8")
        assert [found[0] for found in faults()] == [code]
        (show / "show.toml").write_text(text, encoding="utf-8")


def test_a_feeds_title_may_be_the_shows_with_something_added(show: Path, load: Load) -> None:
    (show / "feeds").mkdir()
    text = 'title_suffix = "(auf Deutsch)"\nlanguages = "de"\n'
    (show / "feeds/german.toml").write_text(text, encoding="utf-8")
    (feed,) = load().feeds
    assert (feed.title, feed.languages) == ("Tiny Show (auf Deutsch)", ("de",))


def test_a_feed_in_a_language_that_no_episode_speaks_is_told(show: Path, load: Load) -> None:
    (show / "feeds").mkdir()
    (show / "feeds/english.toml").write_text('languages = "EN"\n', encoding="utf-8")
    assert load().warnings == ()
    (show / "feeds/german.toml").write_text('languages = "de"\n', encoding="utf-8")
    assert [(p.code, p.where) for p in load().warnings] == [("W0101", "feeds/german.toml")]
