"""What things are called on the web: one table of media types, for whoever writes, sends, reads or judges them."""

from collections.abc import Mapping

from pipeline.model import Codec

CHAPTERS = "application/json+chapters"
"""Of the Podcast Namespace: `podcast:chapters`."""
FEED = "application/rss+xml; charset=utf-8"
JSON = "application/json"
UNKNOWN = "application/octet-stream"

BY_ENDING: Mapping[str, str] = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    **{codec.ending: codec.content_type for codec in Codec},
}
FEED_TYPES = frozenset({"application/rss+xml", "application/xml", "text/xml", "application/atom+xml"})
"""As which apps take a feed."""
APPLE_ENCLOSURES = frozenset(
    {"audio/mpeg", "audio/x-m4a", "audio/mp4", "video/mp4", "video/x-m4v", "video/quicktime", "application/pdf"}
)
"""What Apple plays (RSS feed requirements)."""
OGG = frozenset({"audio/ogg", "audio/opus"})

AUDIO_ENDINGS: Mapping[str, str] = {
    **{codec.content_type: codec.ending for codec in Codec if codec.format.leads},
    "audio/mp3": "mp3",
    "audio/mp4": "m4a",
}
"""How the recordings end that feeds name, by the types that are seen in them."""
TRANSCRIPT_ENDINGS: Mapping[str, str] = {
    "text/vtt": "vtt",
    "application/x-subrip": "srt",
    "application/srt": "srt",
    "application/json": "json",
    "text/html": "html",
    "text/plain": "txt",
}
"""How transcripts end, by the types that are seen in feeds; the best to import first."""
TRANSCRIPT_ORDER = ("text/vtt", "application/x-subrip", "application/json", "text/html", "text/plain")
"""Apps take the first transcript they can read, and read WebVTT best."""
TIMED = frozenset({"text/vtt", "application/x-subrip"})
"""Transcripts that can be shown as captions."""
NAMES: Mapping[str, str] = {
    **{codec.content_type: codec.format.name for codec in Codec},
    "audio/mp4": "M4A",
    "audio/opus": "Opus",
    "audio/wav": "WAV",
    "text/vtt": "WebVTT",
    "application/x-subrip": "SubRip",
    "application/srt": "SubRip",
    "application/json": "JSON",
    "text/html": "HTML",
    "text/plain": "text",
}
"""What people call them, in every language."""


def media_type(key: str) -> str:
    """What a web server should call the object of that key.

    >>> media_type("feeds/public.xml"), media_type("words/001-0123456789ab.chapters.json")
    ('application/rss+xml; charset=utf-8', 'application/json+chapters')
    """
    if key.endswith(".chapters.json"):
        return CHAPTERS
    if key.startswith("feeds/") and key.endswith(".xml"):
        return FEED
    return BY_ENDING.get(key.rpartition(".")[2], UNKNOWN)


def bare(media_type_: str) -> str:
    """The type without its parameters, as feeds name it.

    >>> bare("text/vtt; charset=utf-8")
    'text/vtt'
    """
    return media_type_.partition(";")[0].strip().lower()
