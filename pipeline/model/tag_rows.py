"""The Podcast Namespace as a table: one row a tag, for whoever writes it, reads it back, judges it or imports it."""

from pipeline.model.item import Linked
from pipeline.model.namespace import (
    Chat,
    ContentLink,
    Funding,
    License,
    Live,
    Location,
    Person,
    Recipient,
    Remark,
    Remote,
    Schedule,
    Social,
    Soundbite,
    Split,
    Value,
)
from pipeline.model.tag_row import Attribute, Child, Inner, Kind, Part, Row

LONG, SHORT = 128, 32
TEXT = 4000


def _text(field_: str | None, kind: Kind = Kind.LINE, longest: int = LONG, *, needed: bool = True) -> Attribute:
    return Attribute(name="", field=field_, kind=kind, longest=longest, needed=needed)


PERSON = Row(
    tag="podcast:person",
    noun=Person,
    text=_text("name"),
    attributes=(
        Attribute(name="role", field="role", kind=Kind.TAXONOMY),
        Attribute(name="group", field="group", kind=Kind.TAXONOMY),
        Attribute(name="href", field="url"),
        Attribute(name="img", field="image"),
    ),
)
FUNDING = Row(
    tag="podcast:funding",
    noun=Funding,
    text=_text("text"),
    attributes=(Attribute(name="url", field="url", kind=Kind.ADDRESS, needed=True),),
)
LICENSE = Row(
    tag="podcast:license",
    noun=License,
    text=_text("name"),
    attributes=(Attribute(name="url", field="url"),),
    once=True,
)
LOCATION = Row(
    tag="podcast:location",
    noun=Location,
    text=_text("name"),
    attributes=(
        Attribute(name="rel", field="rel", kind=Kind.REL),
        Attribute(name="geo", field="geo", kind=Kind.GEO),
        Attribute(name="osm", field="osm", kind=Kind.OSM),
        Attribute(name="country", field="country", kind=Kind.COUNTRY),
    ),
)
TXT = Row(
    tag="podcast:txt",
    noun=Remark,
    text=_text("text", longest=TEXT),
    attributes=(Attribute(name="purpose", field="purpose"),),
)
SOCIAL = Row(
    tag="podcast:socialInteract",
    noun=Social,
    attributes=(
        Attribute(name="protocol", field="protocol", needed=True),
        Attribute(name="uri", field="url"),
        Attribute(name="accountId", field="account"),
        Attribute(name="accountUrl", field="account_url"),
        Attribute(name="priority", field="priority", kind=Kind.WHOLE),
    ),
)
CHAT = Row(
    tag="podcast:chat",
    noun=Chat,
    attributes=(
        Attribute(name="server", field="server", needed=True),
        Attribute(name="protocol", field="protocol", needed=True),
        Attribute(name="accountId", field="account"),
        Attribute(name="space", field="space"),
    ),
    once=True,
)
LINK = Row(
    tag="podcast:contentLink",
    noun=ContentLink,
    text=_text("text"),
    attributes=(Attribute(name="href", field="url", kind=Kind.ADDRESS, needed=True),),
)
REMOTE = Row(
    tag="podcast:remoteItem",
    noun=Remote,
    attributes=(
        Attribute(name="feedGuid", field="feed_guid", kind=Kind.GUID, needed=True),
        Attribute(name="feedUrl", field="feed_url"),
        Attribute(name="itemGuid", field="item_guid"),
        Attribute(name="medium", field="medium"),
        Attribute(name="title", field="title"),
    ),
)
RECIPIENT = Row(
    tag="podcast:valueRecipient",
    noun=Recipient,
    attributes=(
        Attribute(name="name", field="name"),
        Attribute(name="type", field="type", kind=Kind.PAID, needed=True),
        Attribute(name="address", field="address", needed=True),
        Attribute(name="customKey", field="custom_key"),
        Attribute(name="customValue", field="custom_value"),
        Attribute(name="split", field="split", kind=Kind.WHOLE, needed=True),
        Attribute(name="fee", field="fee", kind=Kind.FLAG),
    ),
)
SPLIT = Row(
    tag="podcast:valueTimeSplit",
    noun=Split,
    attributes=(
        Attribute(name="startTime", field="start", kind=Kind.SECONDS, needed=True),
        Attribute(name="duration", field="duration", kind=Kind.SECONDS, needed=True),
        Attribute(name="remoteStartTime", field="remote_start", kind=Kind.SECONDS, beside="remote"),
        Attribute(name="remotePercentage", field="remote_percentage", kind=Kind.WHOLE, beside="remote"),
    ),
    parts=(
        Child(field="remote", row=REMOTE, needed=True),
        Child(field="recipients", row=RECIPIENT, many=True, needed=True, unless="remote"),
    ),
)
VALUE = Row(
    tag="podcast:value",
    noun=Value,
    attributes=(
        Attribute(name="type", field="type", needed=True),
        Attribute(name="method", field="method", needed=True),
        Attribute(name="suggested", field="suggested"),
    ),
    parts=(
        Child(field="recipients", row=RECIPIENT, many=True, needed=True),
        Child(field="splits", row=SPLIT, many=True),
    ),
)
SCHEDULE = Row(
    tag="podcast:updateFrequency",
    noun=Schedule,
    text=_text("text"),
    attributes=(
        Attribute(name="rrule", field="rrule"),
        Attribute(name="dtstart", field="start", kind=Kind.MOMENT),
        Attribute(name="complete", field="complete", kind=Kind.FLAG),
    ),
    once=True,
)
SOUNDBITE = Row(
    tag="podcast:soundbite",
    noun=Soundbite,
    text=_text("title", needed=False),
    attributes=(
        Attribute(name="startTime", field="start", kind=Kind.SECONDS, needed=True),
        Attribute(name="duration", field="duration", kind=Kind.SECONDS, needed=True),
    ),
)
TRANSCRIPT = Row(
    tag="podcast:transcript",
    noun=Linked,
    attributes=(
        Attribute(name="url", field="url", kind=Kind.ADDRESS, needed=True),
        Attribute(name="type", field="content_type", needed=True),
        Attribute(name="language", field="language"),
    ),
)
CHAPTERS = Row(
    tag="podcast:chapters",
    noun=Linked,
    attributes=(
        Attribute(name="url", field="url", kind=Kind.ADDRESS, needed=True),
        Attribute(name="type", field="content_type", needed=True),
    ),
    once=True,
)
LIVE = Row(
    tag="podcast:liveItem",
    noun=Live,
    attributes=(
        Attribute(name="status", field="status", kind=Kind.STATUS, needed=True),
        Attribute(name="start", field="start", kind=Kind.MOMENT, needed=True),
        Attribute(name="end", field="end", kind=Kind.MOMENT),
    ),
    parts=(
        Inner(row=Row(tag="title", text=_text("title"))),
        Inner(row=Row(tag="guid", text=_text("guid"), fixed={"isPermaLink": "false"})),
        Inner(row=Row(tag="description", text=_text("description", Kind.PROSE, TEXT, needed=False))),
        Inner(  # the length of a stream is not known, and RSS wants a number
            row=Row(
                tag="enclosure",
                attributes=(Attribute(name="url", field="stream"), Attribute(name="type", field="type")),
                fixed={"length": "1"},
            )
        ),
        Inner(row=Row(tag="itunes:image", attributes=(Attribute(name="href", field="image"),))),
        Child(field="links", row=LINK, many=True, needed=True),
        Child(field="people", row=PERSON, many=True),
        Child(field="chat", row=CHAT),
        Child(field="value", row=VALUE),
    ),
)
PODPING = Row(
    tag="podcast:podping",
    attributes=(Attribute(name="usesPodping", field="podping", kind=Kind.FLAG, needed=True),),
    once=True,
)
PODROLL = Row(tag="podcast:podroll", parts=(Child(field="podroll", row=REMOTE, many=True, needed=True),), once=True)
PUBLISHER = Row(tag="podcast:publisher", parts=(Child(field="publisher", row=REMOTE, needed=True),), once=True)

SHARED: tuple[Part, ...] = (
    Child(field="locations", row=LOCATION, many=True),
    Child(field="remarks", row=TXT, many=True),
    Child(field="social", row=SOCIAL, many=True),
    Child(field="chat", row=CHAT),
    Child(field="value", row=VALUE),
)
"""What shows and episodes say alike, in the feed's order."""
SHOW: tuple[Part, ...] = (
    Child(field="schedule", row=SCHEDULE),
    Inner(row=PODPING),
    Inner(row=PODROLL),
    Inner(row=PUBLISHER),
    Child(field="live", row=LIVE, many=True),
)
"""What only a show says."""
EPISODE: tuple[Part, ...] = (
    Child(field="funding", row=FUNDING, many=True),
    Child(field="links", row=LINK, many=True),
)
"""What only an episode says, but for what goes with its number, its season and its sound."""

BARE: tuple[Row, ...] = (
    Row(tag="podcast:guid", text=_text(None, Kind.GUID), once=True),
    Row(
        tag="podcast:locked",
        text=_text(None, Kind.YES_NO),
        attributes=(Attribute(name="owner", field=None),),
        once=True,
    ),
    Row(tag="podcast:medium", text=_text(None, Kind.MEDIUM), once=True),
    Row(
        tag="podcast:trailer",
        text=_text(None),
        attributes=(
            Attribute(name="url", field=None, kind=Kind.ADDRESS, needed=True),
            Attribute(name="pubdate", field=None, needed=True),
        ),
    ),
    Row(tag="podcast:image", attributes=(Attribute(name="href", field=None, kind=Kind.ADDRESS, needed=True),)),
    Row(tag="podcast:block", text=_text(None, Kind.YES_NO)),
    Row(tag="podcast:images"),
    Row(tag="podcast:season", text=_text(None, Kind.WHOLE), once=True),
    Row(tag="podcast:episode", text=_text(None, Kind.DECIMAL), once=True),
    Row(
        tag="podcast:alternateEnclosure",
        attributes=(
            Attribute(name="type", field=None, needed=True),
            Attribute(name="default", field=None, kind=Kind.TRUTH),
        ),
        inside=("source",),
    ),
    Row(tag="podcast:source", attributes=(Attribute(name="uri", field=None, needed=True),)),
    Row(
        tag="podcast:integrity",
        attributes=(
            Attribute(name="type", field=None, kind=Kind.PROOF, needed=True),
            Attribute(name="value", field=None, needed=True),
        ),
        once=True,
    ),
)
"""Tags that say what is known without them: written where it is known, and judged like all others."""
NOUNS: tuple[Row, ...] = (
    FUNDING, TXT, LICENSE, PERSON, LOCATION, VALUE, RECIPIENT, SPLIT, PODROLL, REMOTE, PUBLISHER, SCHEDULE, PODPING,
    CHAT, LIVE, LINK, TRANSCRIPT, CHAPTERS, SOUNDBITE, SOCIAL,
)  # fmt: skip
"""Tags that say what the model has a noun for."""
