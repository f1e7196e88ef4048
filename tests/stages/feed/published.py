"""Three shows as feeds say them: the least that a feed may say, all that it can say, and one for members."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.model import (
    Audience,
    Channel,
    Chapter,
    Enclosure,
    EpisodeType,
    Funding,
    Item,
    Linked,
    Millis,
    Person,
    Picture,
    Post,
    RichText,
    ShowType,
)
from tests.support.shows import BASE, a_channel, a_cover, a_digest, a_feed, a_show, an_episode, an_item

NOTES = """<h2>What we talk about</h2>
<blockquote><p>“They only ring when it is bad.”</p></blockquote>
<p>See <a href="/guide" title="x">the guide</a> &amp; <code>notes</code>.</p>
<table><tr><th>When</th><td>Mondays</td></tr></table>
<ul><li>Ask <em>one</em> question</li></ul>"""


def minimal() -> tuple[Channel, Sequence[Item]]:
    show = a_show(owner_email=None, owner_name=None, people=(), locked=False)
    bare = an_item(
        episode=an_episode(number=None, people=()),
        chapters=(),
        chapters_file=None,
        transcript=None,
        transcript_files=(),
        posts=(),
    )
    return a_channel(show=show), [bare]


def full() -> tuple[Channel, Sequence[Item]]:
    show = a_show(
        language="en-GB",
        explicit=True,
        type=ShowType.SERIAL,
        copyright="The Listening Room",
        license="cc-by-4.0",
        people=(Person(name="Rowan Ash", role="Host", url=f"{BASE}rowan", image=f"{BASE}rowan.jpg"),),
        funding=(Funding(url=f"{BASE}support/?a=1&b=2", text="Keep the kettle <on>"),),
    )
    cover = replace(a_cover(), full=Picture(url=f"{BASE}art/cover.jpeg?v=2", pixels=3000))
    channel = a_channel(show=show, cover=cover, feed=a_feed(description="All of it.\n\nIn two paragraphs."))
    return channel, [trailer(), answer()]


def trailer() -> Item:
    episode = an_episode(
        id="000", slug="000-trailer", title="What this is", number=None, season=1, type=EpisodeType.TRAILER, people=()
    )
    published = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
    item = an_item(episode=episode, published=published, chapters=(), chapters_file=None, transcript_files=(), posts=())
    key = "media/000-trailer-fedcba987654.m4a"
    sound = replace(item.enclosure, key=key, size=765_432, content_type="audio/x-m4a")
    return replace(item, enclosure=sound, enclosure_url=BASE + key)


def answer() -> Item:
    quoted = "What if ]]> & <b>“they”</b> say no?"
    episode = an_episode(
        title=f"  {quoted}\n", season=2, explicit=True, notes=RichText(markdown=NOTES, html=NOTES, text=NOTES)
    )
    item = an_item(episode=episode)
    posts = (*item.posts, Post(id="b", title=quoted, url=f"{BASE}b/?q=1&r=2", path="posts/b.md"))
    chapters = (*item.chapters, Chapter(start=Millis(70_500), title=quoted))
    return replace(item, posts=posts, chapters=chapters, transcript_files=item.transcript_files[::-1])


def members() -> tuple[Channel, Sequence[Item]]:
    feed = a_feed(name="members", title="Coming Up For Air, for members", path="feeds/m.xml", audience=Audience.MEMBERS)
    own = an_item(
        episode=an_episode(id="043", slug="043-more", title="More", audience=Audience.MEMBERS), guid="guid-of-043"
    )
    own = replace(own, published=datetime(2026, 10, 7, 6, 0, tzinfo=UTC))
    return a_channel(feed=feed, self_url=f"{BASE}feeds/m.xml"), [an_item(), own]


def many(count: int) -> Sequence[Item]:
    """So many episodes, an hour apart, oldest first."""
    item = an_item()
    return [
        replace(
            item,
            guid=f"guid-{number}",
            published=datetime.fromtimestamp(1_700_000_000 + 3600 * number, UTC),
            enclosure=Enclosure(
                key=f"media/{number}.mp3", size=1000 + number, digest=a_digest(), duration=Millis(9000)
            ),
            enclosure_url=f"{BASE}media/{number}.mp3",
        )
        for number in range(count)
    ]


def linked(content_type: str) -> Linked:
    return Linked(url=f"{BASE}words/x", content_type=content_type, language="en")
