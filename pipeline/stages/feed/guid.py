"""The show's identity across hosts."""

from uuid import UUID, uuid5

PODCAST_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def show_guid(feed_url: str) -> str:
    """`podcast:guid` of a feed: a UUIDv5 of its address without scheme and trailing slashes (Podcast Namespace, guid).

    >>> show_guid("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    >>> show_guid("https://mp3s.nashownotes.com/pc20rss.xml/")
    '917393e3-1b1e-5cef-ace4-edaa54e1f810'
    """
    return str(uuid5(PODCAST_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))
