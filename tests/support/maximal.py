"""A show that says everything: as its producer writes it, and as the model has it. The one must become the other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.model import (
    Announce,
    Channel,
    Chat,
    Codec,
    ContentLink,
    Enclosure,
    EpisodeTags,
    Funding,
    Item,
    Live,
    LiveStatus,
    Location,
    Millis,
    Offer,
    Person,
    Recipient,
    Remark,
    Remote,
    Schedule,
    Shared,
    ShowTags,
    Social,
    Soundbite,
    Split,
    Value,
)
from tests.support.shows import a_channel, a_cover, a_digest, a_feed, a_show, an_episode, an_item

ANNOUNCE = Announce(hubs=("https://hub.example/",))
SHOW_HEAD = """\
license = "The Kettle Licence"
license_url = "https://tiny.example/licence"
complete = true
podping = true
"""
SHOW = """\

[announce]
hubs = ["https://hub.example/"]

[season_names]
1 = "The first winter"
2 = "Thaw"

[schedule]
text = "every other Tuesday"
rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=20"
start = 2026-09-01
complete = true

[[people]]
name = "Rowan Ash"
role = "Audio Editor"
group = "Audio Post-Production"
url = "https://tiny.example/rowan"
image = "https://tiny.example/rowan.jpg"

[[funding]]
url = "https://tiny.example/support?a=1&b=2"
text = "Keep the kettle <on>"

[[locations]]
name = "Vienna"
rel = "creator"
geo = "48.2083,16.3731"
osm = "R109166"
country = "AT"

[[locations]]
name = "Everywhere"

[[texts]]
text = "0123-4567"
purpose = "applepodcastsverify"

[[texts]]
text = "said to nobody"

[[social]]
protocol = "activitypub"
url = "https://social.example/@air/1"
account = "@air@social.example"
account_url = "https://social.example/@air"
priority = 1

[chat]
server = "irc.example"
protocol = "irc"
account = "@air"
space = "#air"

[value]
suggested = "0.00000005"
[[value.recipients]]
name = "Rowan Ash"
address = "rowan@pay.example"
split = 95
[[value.recipients]]
name = "The host"
type = "node"
address = "03ae"
custom_key = "696969"
custom_value = "abc"
split = 5
fee = true
[[value.splits]]
start = 60
duration = 237.5
remote_start = 8
remote_percentage = 90
[value.splits.remote]
feed_guid = "a94f5cc9-8c58-55fc-91fe-a324087a655b"
feed_url = "https://music.example/feed.xml"
item_guid = "https://music.example/1"
medium = "music"
title = "A song"
[[value.splits]]
start = 300
duration = 10
[[value.splits.recipients]]
address = "guest@pay.example"
split = 1

[[podroll]]
feed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
title = "A friend's show"

[publisher]
feed_guid = "003af0a0-6a45-55cf-b765-68e3d349551a"
medium = "publisher"

[spotify]
countries = ["GB", "ie"]
newest = 50

[[live]]
guid = "live-1"
title = "Open evening"
status = "pending"
start = 2026-12-01T19:00:00+01:00
end = 2026-12-01T20:00:00+01:00
stream = "https://live.example/stream.mp3"
description = "Ask us anything."
image = "https://tiny.example/live.jpg"
people = ["Rowan Ash"]
links = [{ url = "https://live.example/", text = "Listen in the browser" }]
chat = { server = "irc.example", protocol = "irc" }
"""
EPISODE = """\
season: 2
display: Special 2
soundbites: ["00:00:01 - 00:00:03.5 The question", "0:02-0:03"]
license: cc-by-4.0
license_url: https://tiny.example/cc
funding: {url: "https://tiny.example/tip", text: A tip}
locations: [{name: Graz, geo: "geo:47.07,15.44"}]
texts: {text: "true", purpose: ai-content}
social: {protocol: disabled}
chat: {server: matrix.example, protocol: matrix}
value: {recipients: [{address: quill@pay.example, split: 1}]}
links: {url: "https://video.example/1", text: Watch it}
"""

PEOPLE = (
    Person(
        name="Rowan Ash",
        role="Audio Editor",
        group="Audio Post-Production",
        url="https://tiny.example/rowan",
        image="https://tiny.example/rowan.jpg",
    ),
)
FUNDING = (Funding(url="https://tiny.example/support?a=1&b=2", text="Keep the kettle <on>"),)
SONG = Remote(
    feed_guid="a94f5cc9-8c58-55fc-91fe-a324087a655b",
    feed_url="https://music.example/feed.xml",
    item_guid="https://music.example/1",
    medium="music",
    title="A song",
)
VALUE = Value(
    suggested="0.00000005",
    recipients=(
        Recipient(name="Rowan Ash", address="rowan@pay.example", split=95),
        Recipient(
            name="The host", type="node", address="03ae", custom_key="696969", custom_value="abc", split=5, fee=True
        ),
    ),
    splits=(
        Split(
            start=Millis(60_000),
            duration=Millis(237_500),
            remote=SONG,
            remote_start=Millis(8000),
            remote_percentage=90,
        ),
        Split(
            start=Millis(300_000),
            duration=Millis(10_000),
            recipients=(Recipient(address="guest@pay.example", split=1),),
        ),
    ),
)
SHOW_SHARED = Shared(
    locations=(
        Location(name="Vienna", rel="creator", geo="geo:48.2083,16.3731", osm="R109166", country="at"),
        Location(name="Everywhere"),
    ),
    remarks=(Remark(text="0123-4567", purpose="applepodcastsverify"), Remark(text="said to nobody")),
    social=(
        Social(
            protocol="activitypub",
            url="https://social.example/@air/1",
            account="@air@social.example",
            account_url="https://social.example/@air",
            priority=1,
        ),
    ),
    chat=Chat(server="irc.example", protocol="irc", account="@air", space="#air"),
    value=VALUE,
)
LIVE = Live(
    guid="live-1",
    title="Open evening",
    status=LiveStatus.PENDING,
    start=datetime(2026, 12, 1, 18, 0, tzinfo=UTC),
    end=datetime(2026, 12, 1, 19, 0, tzinfo=UTC),
    stream="https://live.example/stream.mp3",
    description="Ask us anything.",
    image="https://tiny.example/live.jpg",
    people=(Person(name="Rowan Ash"),),
    links=(ContentLink(url="https://live.example/", text="Listen in the browser"),),
    chat=Chat(server="irc.example", protocol="irc"),
)
SHOW_TAGS = ShowTags(
    license_url="https://tiny.example/licence",
    schedule=Schedule(
        text="every other Tuesday",
        rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=20",
        start=datetime(2026, 9, 1, 6, 0, tzinfo=UTC),
        complete=True,
    ),
    season_names=((1, "The first winter"), (2, "Thaw")),
    podping=True,
    complete=True,
    countries=("gb", "ie"),
    spotify_newest=50,
    podroll=(Remote(feed_guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", title="A friend's show"),),
    publisher=Remote(feed_guid="003af0a0-6a45-55cf-b765-68e3d349551a", medium="publisher"),
    live=(LIVE,),
)
SOUNDBITES = (
    Soundbite(start=Millis(1000), duration=Millis(2500), title="The question"),
    Soundbite(start=Millis(2000), duration=Millis(1000)),
)
EPISODE_SHARED = Shared(
    locations=(Location(name="Graz", geo="geo:47.07,15.44"),),
    remarks=(Remark(text="true", purpose="ai-content"),),
    social=(Social(protocol="disabled"),),
    chat=Chat(server="matrix.example", protocol="matrix"),
    value=Value(recipients=(Recipient(address="quill@pay.example", split=1),)),
)
EPISODE_TAGS = EpisodeTags(
    license="cc-by-4.0",
    license_url="https://tiny.example/cc",
    season_name="Thaw",
    display="Special 2",
    soundbites=SOUNDBITES,
    funding=(Funding(url="https://tiny.example/tip", text="A tip"),),
    links=(ContentLink(url="https://video.example/1", text="Watch it"),),
)


OFFERS = tuple(
    Offer(
        enclosure=Enclosure(
            key=f"media/042.{codec.ending}",
            size=9_000,
            digest=a_digest("b"),
            duration=Millis(60_000),
            content_type=codec.content_type,
        ),
        url=f"https://air.example/media/042.{codec.ending}",
    )
    for codec in (Codec.AAC, Codec.OPUS)
)


def maximal() -> tuple[Channel, Sequence[Item]]:
    """The show's feed: a trailer with a cover of its own, and an episode."""
    show = a_show(
        license="The Kettle Licence",
        people=PEOPLE,
        funding=FUNDING,
        shared=SHOW_SHARED,
        podcast=SHOW_TAGS,
        announce=ANNOUNCE,
    )
    channel = a_channel(show=show, feed=a_feed(new_feed_url="https://air.example/feeds/public.xml"))
    episode = an_episode(season=2, people=PEOPLE, shared=EPISODE_SHARED, podcast=EPISODE_TAGS)
    own_cover = replace(a_cover(), social="https://air.example/art/own-social.jpg")
    item = an_item(episode=episode, soundbites=SOUNDBITES, value=EPISODE_SHARED.value, cover=own_cover, others=OFFERS)
    return channel, [item]
