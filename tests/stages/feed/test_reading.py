"""Any bytes may be handed in: what comes out is a reading or a problem, and never anything else."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.problems import CheckFailed
from pipeline.stages import feed
from tests.stages.feed.published import full

SOUND = feed.write(*full())
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(9))
    + b"]><rss version='2.0'><channel><item><title>&j;</title><guid isPermaLink='&j;'>&j;</guid></item></channel></rss>"
)
HOSTILE = {
    "nothing": b"",
    "spaces": b" \n ",
    "no xml": b"\x00\xff\xfe\x00",
    "a page": b"<!doctype html><html><p>Not found",
    "an undefined entity": b"<rss version='2.0'><channel><title>a&nbsp;b</title></channel></rss>",
    "a billion laughs": LAUGHS,
    "depth": b"<a>" * 100_000,
    "an unknown encoding": b"<?xml version='1.0' encoding='klingon'?><rss/>",
    "a cut feed": SOUND[:1500],
    "a control character": SOUND.replace(b"Rowan Ash", b"Rowan\x08Ash"),
    "a lone byte": SOUND.replace(b"Rowan Ash", b"Rowan\xe9Ash"),
    "a surrogate": SOUND.replace(b"Rowan Ash", b"&#xD800;"),
}


def handled(body: bytes) -> None:
    """Both doors take it: a reading and problems, or CheckFailed with at least one."""
    assert isinstance(feed.check(body, "feed.xml"), tuple)
    with contextlib.suppress(CheckFailed):
        feed.read(body, "feed.xml")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_told_as_a_problem(name: str) -> None:
    handled(HOSTILE[name])
    assert any(problem.code.startswith("E") for problem in feed.check(HOSTILE[name], "feed.xml"))


def test_a_file_of_this_machine_is_never_read_into_a_feed() -> None:
    body = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&e;</title>'
    (item,) = feed.read(body + b"</item></channel></rss>", "feed.xml")
    assert item.title == ""


def test_a_feed_of_absurd_size_is_refused_before_it_is_read() -> None:
    with pytest.raises(CheckFailed) as refused:
        feed.read(b" " * 50_000_001, "feed.xml")
    assert [problem.code for problem in refused.value.problems] == ["E0802"]


def test_an_xml_fault_is_told_with_its_line() -> None:
    with pytest.raises(CheckFailed) as refused:
        feed.read(b"<rss>\n<channel>\n</rss>", "feed.xml")
    assert [problem.where for problem in refused.value.problems] == ["feed.xml:3"]


@given(st.binary(max_size=300))
def test_any_bytes_are_handled(body: bytes) -> None:
    handled(body)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SOUND)), st.integers(0, 200), st.binary(max_size=40))
def test_a_sound_feed_with_a_wound_is_handled(start: int, length: int, wound: bytes) -> None:
    handled(SOUND[:start] + wound + SOUND[start + length :])


def test_what_was_written_is_read() -> None:
    first, second = feed.read(SOUND, "feed.xml")
    assert (first.guid, second.guid) == ("guid-of-042", "guid-of-000")
    assert first == feed.ReadItem(
        guid="guid-of-042",
        title="What if ]]> & <b>“they”</b> say no?",
        url="https://air.example/media/042-school-meetings-0123456789ab.mp3",
        length="1234567",
        content_type="audio/mpeg",
        published="Tue, 06 Oct 2026 06:00:00 +0000",
        duration="77",
    )


def test_an_episode_that_says_nothing_is_read_as_nothing() -> None:
    (item,) = feed.read(b"<rss><channel><item><title/></item></channel></rss>", "feed.xml")
    assert item == feed.ReadItem(guid="", title="", url="", length="", content_type="", published="", duration="")
