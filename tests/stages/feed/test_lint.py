"""Each rule, kept and broken: a sound feed with one thing changed is told with code and line."""

import pytest

from pipeline.stages import feed
from tests.stages.feed.published import full, many
from tests.support.shows import a_channel

SELF = "https://air.example/feeds/public.xml"
GUID = '<guid isPermaLink="false">guid-of-042</guid>'
AUDIO = "https://air.example/media/042-school-meetings-0123456789ab.mp3"
ENCLOSURE = f'<enclosure url="{AUDIO}" length="1234567" type="audio/mpeg"/>'
DATE = "Tue, 06 Oct 2026 06:00:00 +0000</pubDate>\n      <description>"
COVER = '<itunes:image href="https://air.example/art/cover.jpeg?v=2"/>'
SHOW_GUID = "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"
VALUE = '<podcast:value type="lightning" method="keysend">{}</podcast:value>'
RECIPIENT = '<podcast:valueRecipient type="node" address="02d5" split="{}"/>'


def codes(body: bytes, self_url: str | None = SELF) -> list[str]:
    return [problem.code for problem in feed.check(body, "feed.xml", self_url)]


def changed(old: str, new: str) -> bytes:
    """The full feed with the first of these replaced."""
    sound = feed.write(*full()).decode()
    assert old in sound
    return sound.replace(old, new, 1).encode()


BROKEN = [
    ("E0803", "<?xml version='1.0' encoding='UTF-8'?>", ""),
    ("E0803", "<?xml version='1.0' encoding='UTF-8'?>", "\ufeff<?xml version='1.0' encoding='UTF-8'?>"),
    ("E0804", 'version="2.0"', 'version="0.91"'),
    ("E0804", "</channel>", "</channel><channel/>"),
    ("E0805", "https://podcastindex.org/namespace/1.0", "http://podcastindex.org/namespace/1.0"),
    ("E0805", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ("E0805", ' xmlns:atom="http://www.w3.org/2005/Atom"', ' xmlns:atom="http://www.w3.org/2005/atom"'),
    ("E0805", "http://purl.org/rss/1.0/modules/content/", "http://purl.org/rss/1.0/modules/content"),
    ("E0806", "<title>Coming Up For Air</title>", ""),
    ("E0806", "<link>https://air.example/</link>", "<link/>"),
    ("E0806", "<description>All of it.\n\nIn two paragraphs.</description>", "<description> </description>"),
    ("E0806", "<language>en-gb</language>", ""),
    ("E0806", COVER, ""),
    ("E0806", COVER, "<itunes:image>https://air.example/cover.jpg</itunes:image>"),
    ("E0806", "<itunes:explicit>true</itunes:explicit>", ""),
    ("E0806", "<title>What this is</title>", "<title></title>"),
    ("E0806", GUID, ""),
    ("E0806", ENCLOSURE, ""),
    ("E0806", f"<pubDate>{DATE}", "<description>"),
    ("E0807", "<language>en-gb</language>", "<language>en-gb</language><language>en</language>"),
    ("E0807", GUID, GUID + GUID),
    ("E0808", "<title>What this is</title>", f"<title>{'x' * 256}</title>"),
    ("E0808", "<title>What this is</title>", "<title>What\nthis is</title>"),
    ("E0808", "<title>What this is</title>", "<title>What this is </title>"),
    ("E0808", "All of it.", "é" * 2001),
    ("E0808", "<description><![CDATA[", "<description><![CDATA[" + "x" * 4000),
    ("E0809", "<link>https://air.example/</link>", "<link>air.example</link>"),
    ("E0809", "<link>https://air.example/</link>", f"<link>{SELF}</link>"),
    ("E0809", COVER, '<itunes:image href="/cover.jpg"/>'),
    ("E0810", "en-gb", "english"),
    ("E0811", SELF, "https://elsewhere.example/feed.xml"),
    ("E0811", 'rel="self"', 'rel="hub"'),
    ("E0812", "<itunes:explicit>true", "<itunes:explicit>yes"),
    ("E0813", 'length="1234567"', 'length="0"'),
    ("E0813", 'length="1234567"', 'length="1.5e6"'),
    ("E0813", 'length="1234567"', 'length="' + "9" * 5000 + '"'),
    ("E0813", 'type="audio/mpeg"', 'type="audio/mp3"'),
    ("E0813", "0123456789ab.mp3", "0123456789ab.ogg"),
    ("E0813", "https://air.example/media/042", "/media/042"),
    ("E0814", "guid-of-042", "guid-of-000"),
    ("E0815", "media/042-school-meetings-0123456789ab.mp3", "media/000-trailer-fedcba987654.m4a"),
    ("E0816", DATE, DATE.replace("+0000", "CET")),
    ("E0816", DATE, DATE.replace("Tue", "Wed")),
    ("E0816", DATE, DATE.replace("06 Oct", "31 Sep")),
    ("E0816", DATE, DATE.replace("06:00:00", "06:00")),
    ("E0817", "Kids &amp; Family", "kids &amp; family"),
    ("E0817", 'text="Parenting"', 'text="Parents"'),
    ("E0818", COVER, COVER.replace("jpeg", "webp")),
    ("E0819", GUID, GUID.replace(' isPermaLink="false"', "")),
    ("E0819", GUID, GUID.replace("guid-of-042", " guid-of-042 ")),
    ("E0823", GUID, GUID + VALUE.format("")),
    ("W0809", GUID, GUID + VALUE.format(RECIPIENT.format("half"))),
    ("E0823", GUID, GUID + VALUE.format('<podcast:valueRecipient type="node" split="1"/>')),
    ("E0823", "<itunes:type>", '<podcast:liveItem status="live" start="2026-01-01T00:00:00Z"/><itunes:type>'),
    ("W0801", SHOW_GUID, ""),
    ("W0802", "<itunes:duration>77</itunes:duration>", ""),
    ("W0802", "<itunes:duration>77<", "<itunes:duration>1:17<"),
    ("W0804", DATE, DATE.replace("Tue, 06 Oct", "Tue, 01 Sep")),
    ("W0805", "<itunes:author>The Listening Room</itunes:author>", ""),
    ("W0805", "<link>https://air.example/episodes/000-trailer.html</link>", ""),
    ("W0806", "<itunes:type>", "<itunes:keywords>a, b</itunes:keywords><itunes:type>"),
    ("W0806", GUID, GUID + "<itunes:order>3</itunes:order>"),
    ("W0807", "<content:encoded><![CDATA[<p>How to walk into a school", "<content:encoded><![CDATA[<p>How to"),
    ("W0808", "<itunes:episode>42</itunes:episode>", ""),
    ("W0809", "<itunes:type>serial", "<itunes:type>Serial"),
    ("W0809", "<itunes:episodeType>trailer", "<itunes:episodeType>Trailer"),
    ("W0809", "<itunes:season>2", "<itunes:season>two"),
]


@pytest.mark.parametrize(("code", "old", "new"), BROKEN)
def test_one_thing_changed_in_a_sound_feed_breaks_its_rule(code: str, old: str, new: str) -> None:
    assert code in codes(changed(old, new))


KEPT = [
    ("guid-of-042", "https://air.example/042"),
    (f"{GUID}", GUID.replace("guid-of-042", "https://air.example/1").replace(' isPermaLink="false"', "")),
    (DATE, DATE.replace("+0000", "GMT")),
    (DATE, DATE.replace("06 Oct", "6 Oct")),
    (DATE, DATE.replace("+0000", "-0530")),
    ("en-gb", "pt-BR"),
    (GUID, GUID + VALUE.format(RECIPIENT.format("100"))),
    ("<itunes:explicit>true", "<itunes:explicit>false"),
    ("0123456789ab.mp3", "0123456789ab.M4A?x=1"),
    (COVER, COVER.replace("cover.jpeg?v=2", "COVER.PNG")),
    ('text="Parenting"', 'text="Stories for Kids"'),
    ("<title>What this is</title>", f"<title>{'x' * 255}</title>"),
    (' rel="self" type="application/rss+xml"/>', ' rel="self"/><atom:link href="https://hub.example/" rel="hub"/>'),
]


@pytest.mark.parametrize(("old", "new"), KEPT)
def test_what_apps_accept_is_no_problem(old: str, new: str) -> None:
    assert codes(changed(old, new)) == []


def test_a_problem_names_its_line_and_its_episode() -> None:
    body = changed('length="1234567"', 'length="0"')
    (problem,) = feed.check(body, "feed.xml", SELF)
    line = next(n for n, text in enumerate(body.decode().splitlines(), 1) if 'length="0"' in text)
    assert problem.where == f"feed.xml:{line}"
    assert problem.what.startswith("“What if ]]> & <b>“they”</b> say no?”: the length of the audio")


def test_every_problem_is_told_at_once_in_the_feeds_order() -> None:
    body = changed("en-gb", "english").replace(b'type="audio/mpeg"', b'type="audio/mp3"')
    body = body.replace(b'type="audio/x-m4a"', b'type="audio/mp4a"')
    assert codes(body) == ["E0810", "E0813", "E0813"]


def test_the_address_counts_only_where_it_is_known() -> None:
    assert codes(changed(SELF, "https://elsewhere.example/feed.xml"), None) == []


def test_a_feed_in_another_encoding_is_told() -> None:
    body = feed.write(*full()).decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")
    assert codes(body) == ["E0803", "E0822"]


def test_more_episodes_than_apple_shows_are_told() -> None:
    assert codes(feed.write(a_channel(), many(2001))) == ["W0803"]
