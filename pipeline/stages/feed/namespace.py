"""What shows and episodes say alike in the words of the Podcast Namespace, an element for each noun."""

from collections.abc import Iterator, Sequence

from pipeline.model import (
    Chat,
    ContentLink,
    Cover,
    Funding,
    Location,
    Millis,
    Person,
    Recipient,
    Remark,
    Remote,
    Shared,
    Social,
    Split,
    Value,
)
from pipeline.stages.feed.xml import Element, element, inside

SOCIAL_WIDTH, SOCIAL_HEIGHT = 1200, 630


def person(somebody: Person) -> Element:
    """`podcast:person`; role and group are in lower case in the taxonomy."""
    role, group = somebody.role.lower(), somebody.group.lower()
    return element("podcast:person", somebody.name, role=role, group=group, href=somebody.url, img=somebody.image)


def funding(way: Funding) -> Element:
    """`podcast:funding`."""
    return element("podcast:funding", way.text, url=way.url)


def license_(name: str | None, url: str | None) -> Iterator[Element]:
    """`podcast:license`, if there is one."""
    if name:
        yield element("podcast:license", name, url=url)


def shared_elements(shared: Shared) -> Iterator[Element]:
    """Places, texts, comments, chat and payments."""
    yield from map(_location, shared.locations)
    yield from map(_remark, shared.remarks)
    yield from map(_social, shared.social)
    yield from chat(shared.chat)
    yield from value(shared.value)


def _location(place: Location) -> Element:
    where = {"geo": place.geo, "osm": place.osm, "country": place.country}
    return element("podcast:location", place.name, rel=place.rel, **where)


def _remark(remark: Remark) -> Element:
    return element("podcast:txt", remark.text, purpose=remark.purpose)


def _social(social: Social) -> Element:
    return element(
        "podcast:socialInteract",
        protocol=social.protocol,
        uri=social.url,
        accountId=social.account,
        accountUrl=social.account_url,
        priority=str(social.priority) if social.priority else None,
    )


def chat(room: Chat | None) -> Iterator[Element]:
    """`podcast:chat`, if there is one."""
    if room:
        where = {"server": room.server, "protocol": room.protocol, "accountId": room.account, "space": room.space}
        yield element("podcast:chat", **where)


def link(somewhere: ContentLink) -> Element:
    """`podcast:contentLink`."""
    return element("podcast:contentLink", somewhere.text, href=somewhere.url)


def remote(other: Remote) -> Element:
    """`podcast:remoteItem`."""
    return element(
        "podcast:remoteItem",
        feedGuid=other.feed_guid,
        feedUrl=other.feed_url,
        itemGuid=other.item_guid,
        medium=other.medium,
        title=other.title,
    )


def value(payment: Value | None) -> Iterator[Element]:
    """`podcast:value` with everybody who is paid, and when, if anybody is."""
    if payment:
        children = (*map(_recipient, payment.recipients), *map(_split, payment.splits))
        how = element("podcast:value", type=payment.type, method=payment.method, suggested=payment.suggested)
        yield inside(how, *children)


def _recipient(paid: Recipient) -> Element:
    return element(
        "podcast:valueRecipient",
        name=paid.name,
        type=paid.type,
        address=paid.address,
        customKey=paid.custom_key,
        customValue=paid.custom_value,
        split=str(paid.split),
        fee="true" if paid.fee else None,
    )


def _split(split: Split) -> Element:
    children = [remote(split.remote)] if split.remote else list(map(_recipient, split.recipients))
    told = element("podcast:valueTimeSplit", startTime=seconds(split.start), duration=seconds(split.duration))
    if split.remote:
        told.set("remoteStartTime", seconds(split.remote_start))
        told.set("remotePercentage", str(split.remote_percentage))
    return inside(told, *children)


def seconds(moment: Millis) -> str:
    """The moment in seconds, with as many decimals as it has.

    >>> seconds(Millis(73_500)), seconds(Millis(60_000)), seconds(Millis(1))
    ('73.5', '60', '0.001')
    """
    whole, rest = divmod(moment, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


def images(cover: Cover) -> Sequence[Element]:
    """`podcast:image` in each size that is published, largest first, and the wide one for players and previews."""
    squares = [
        element(
            "podcast:image",
            href=square.url,
            type="image/jpeg",
            purpose="artwork",
            width=str(square.pixels),
            height=str(square.pixels),
            **{"aspect-ratio": "1/1"},
        )
        for square in sorted((cover.full, *cover.web), key=lambda picture: -picture.pixels)
    ]
    wide = element(
        "podcast:image",
        href=cover.social,
        type="image/jpeg",
        purpose="artwork social",
        width=str(SOCIAL_WIDTH),
        height=str(SOCIAL_HEIGHT),
        **{"aspect-ratio": "40/21"},
    )
    return [*squares, wide]
