"""A feed as a subscriber's app keeps it: what it knows an episode by, and where it gets it from."""

from pathlib import Path

from lxml import etree


def subscriber_view(feed: Path) -> list[tuple[str | None, ...]]:
    """Each episode's guid, date, enclosure and link, in the feed's order."""
    items = etree.parse(feed).iterfind("channel/item")
    return [
        (
            item.findtext("guid"),
            item.findtext("pubDate"),
            *(item.find("enclosure").get(name) for name in ("url", "length", "type")),
            item.findtext("link"),
        )
        for item in items
    ]
