"""The Podcast Namespace's tags of a finished feed, held against the model, row by row."""

from collections.abc import Callable, Sequence

from pipeline.base.text import one_line
from pipeline.base.time import rfc2822
from pipeline.model import Item, Live, Recipient, Remote, Shared, Show, Split, Value
from pipeline.stages.feed.channel_tags import LONGEST_TRAILER, iso
from pipeline.stages.feed.namespace import seconds
from pipeline.stages.feed.xml import Element, found

Row = tuple[str | None, ...]
Heard = Callable[[Element], object]


def rows(tag: str, *names: str) -> Heard:
    """The attributes of every such child, with its text last."""
    return lambda parent: [(*map(node.get, names), node.text or "") for node in found(parent, tag)]


def attributes(tag: str, *names: str) -> Heard:
    """The attributes of every such child, whatever it holds."""
    return lambda parent: [tuple(map(node.get, names)) for node in found(parent, tag)]


def lines(*texts: str | None) -> Row:
    """A row as the model has it."""
    return tuple(None if text is None else one_line(text) for text in texts)


def _shared(shared: Shared) -> Sequence[Sequence[Row]]:
    return (
        [lines(p.rel, p.geo, p.osm, p.country, p.name) for p in shared.locations],
        [lines(r.purpose, r.text) for r in shared.remarks],
        [
            lines(s.protocol, s.url, s.account, s.account_url, str(s.priority) if s.priority else None, "")
            for s in shared.social
        ],
        [lines(c.server, c.protocol, c.account, c.space, "") for c in (shared.chat,) if c],
        *_value(shared.value),
    )


def _value(value: Value | None) -> Sequence[Sequence[Row]]:
    if value is None:
        return [], [], [], [], []
    return (
        [lines(value.type, value.method, value.suggested)],
        [_recipient(r) for r in value.recipients],
        [_stretch(s) for s in value.splits],
        [_recipient(r) for s in value.splits for r in ([] if s.remote else s.recipients)],
        [_remote(s.remote) for s in value.splits if s.remote],
    )


def _stretch(split: Split) -> Row:
    there = (seconds(split.remote_start), str(split.remote_percentage)) if split.remote else (None, None)
    return lines(seconds(split.start), seconds(split.duration), *there)


def _recipient(paid: Recipient) -> Row:
    fee = "true" if paid.fee else None
    return lines(paid.name, paid.type, paid.address, paid.custom_key, paid.custom_value, str(paid.split), fee, "")


def _remote(other: Remote) -> Row:
    return lines(other.feed_guid, other.feed_url, other.item_guid, other.medium, other.title, "")


_PAID = ("name", "type", "address", "customKey", "customValue", "split", "fee")
_REMOTE = ("feedGuid", "feedUrl", "itemGuid", "medium", "title")
_VALUE: tuple[Heard, ...] = (
    attributes("podcast:value", "type", "method", "suggested"),
    rows("podcast:value/podcast:valueRecipient", *_PAID),
    attributes("podcast:value/podcast:valueTimeSplit", "startTime", "duration", "remoteStartTime", "remotePercentage"),
    rows("podcast:value/podcast:valueTimeSplit/podcast:valueRecipient", *_PAID),
    rows("podcast:value/podcast:valueTimeSplit/podcast:remoteItem", *_REMOTE),
)
_SHARED: tuple[Heard, ...] = (
    rows("podcast:location", "rel", "geo", "osm", "country"),
    rows("podcast:txt", "purpose"),
    rows("podcast:socialInteract", "protocol", "uri", "accountId", "accountUrl", "priority"),
    rows("podcast:chat", "server", "protocol", "accountId", "space"),
    *_VALUE,
)


def shared_said(shared: Shared) -> object:
    """What the model says of places, texts, comments, chat and payments."""
    return list(_shared(shared))


def shared_heard(parent: Element) -> object:
    """What the feed says of them."""
    return [hear(parent) for hear in _SHARED]


def show_said(show: Show) -> object:
    """What only a show says, in the model."""
    tags = show.podcast
    schedule = tags.schedule
    return [
        [lines(tags.license_url, show.license)] if show.license else [],
        [
            lines(s.rrule, iso(s.start) if s.start else None, "true" if s.complete else None, s.text)
            for s in (schedule,)
            if s
        ],
        [lines("true", "")] if tags.podping else [],
        [("Yes",)] if tags.complete else [],
        [(" ".join(tags.countries),)] if tags.countries else [],
        [(str(tags.spotify_newest), "")] if tags.spotify_newest else [],
        [_remote(other) for other in tags.podroll],
        [_remote(tags.publisher)] if tags.publisher else [],
        *_live(tags.live),
    ]


def _live(streams: Sequence[Live]) -> Sequence[Sequence[Row]]:
    return (
        [lines(s.status.value, iso(s.start), iso(s.end) if s.end else None) for s in streams],
        [lines(s.guid) for s in streams],
        [lines(s.title) for s in streams],
        [lines(s.stream, s.type, "") for s in streams],
        [lines(link.url, link.text) for s in streams for link in s.links],
        [lines(p.url, p.name) for s in streams for p in s.people],
    )


_SHOW: tuple[Heard, ...] = (
    rows("podcast:license", "url"),
    rows("podcast:updateFrequency", "rrule", "dtstart", "complete"),
    rows("podcast:podping", "usesPodping"),
    rows("itunes:complete"),
    rows("spotify:countryOfOrigin"),
    rows("spotify:limit", "recentCount"),
    rows("podcast:podroll/podcast:remoteItem", *_REMOTE),
    rows("podcast:publisher/podcast:remoteItem", *_REMOTE),
    attributes("podcast:liveItem", "status", "start", "end"),
    rows("podcast:liveItem/guid"),
    rows("podcast:liveItem/title"),
    rows("podcast:liveItem/enclosure", "url", "type"),
    rows("podcast:liveItem/podcast:contentLink", "href"),
    rows("podcast:liveItem/podcast:person", "href"),
)


def show_heard(parent: Element) -> object:
    """What only a show says, in the feed."""
    return [hear(parent) for hear in _SHOW]


def episode_said(item: Item) -> object:
    """What only an episode says, in the model."""
    episode, tags = item.episode, item.episode.podcast
    return [
        [lines(tags.season_name, str(episode.season))] if episode.season else [],
        [lines(tags.display, str(episode.number))] if episode.number else [],
        [lines(seconds(s.start), seconds(s.duration), s.title or "") for s in item.soundbites],
        [lines(tags.license_url, tags.license)] if tags.license else [],
        [lines(way.url, way.text) for way in tags.funding],
        [lines(link.url, link.text) for link in tags.links],
    ]


_EPISODE: tuple[Heard, ...] = (
    rows("podcast:season", "name"),
    rows("podcast:episode", "display"),
    rows("podcast:soundbite", "startTime", "duration"),
    rows("podcast:license", "url"),
    rows("podcast:funding", "url"),
    rows("podcast:contentLink", "href"),
)


def episode_heard(parent: Element) -> object:
    """What only an episode says, in the feed."""
    return [hear(parent) for hear in _EPISODE]


def trailers_said(items: Sequence[Item]) -> object:
    """The trailers of these items."""
    return [
        lines(i.enclosure_url, rfc2822(i.published), str(i.enclosure.size), i.episode.title[:LONGEST_TRAILER])
        for i in items
    ]


trailers_heard = rows("podcast:trailer", "url", "pubdate", "length")
