"""Where everything lies below the base URL.

Media, words and art carry their content's hash and never change; pages and feeds keep their names. What is for members
lies under a folder named by the audio's own hash, which only the members' feed tells.
"""

from pipeline.model import Audience, Codec, Digest, Enclosure, Episode

IMMUTABLE = "public, max-age=31536000, immutable"
FRESH = "public, max-age=300"


def media_key(episode: Episode, digest: Digest, codec: Codec) -> str:
    """The audio: `media/042-school-meetings-0123456789ab.mp3`."""
    if episode.audience is Audience.MEMBERS:
        return f"members/{digest[:32]}/{episode.slug}.{codec.ending}"
    return f"media/{episode.slug}-{digest[:12]}.{codec.ending}"


def words_key(episode: Episode, digest: Digest, ending: str, enclosure: Enclosure) -> str:
    """A transcript or the chapters: `words/042-school-meetings-0123456789ab.vtt`."""
    return f"{_home(episode, enclosure)}words/{episode.slug}-{digest[:12]}.{ending}"


def public_page_key(episode: Episode) -> str:
    """The page of a public episode, known before its audio is."""
    return f"episodes/{episode.slug}.html"


def page_key(kind: str, episode: Episode, ending: str, enclosure: Enclosure) -> str:
    """A page of the episode: kind is `episodes`, `embed` or `oembed`."""
    return f"{_home(episode, enclosure)}{kind}/{episode.slug}.{ending}"


def art_key(name: str, digest: Digest, size: str) -> str:
    """A cover in one size: `art/cover-0123456789ab-3000.jpg`."""
    return f"art/{name}-{digest[:12]}-{size}.jpg"


def _home(episode: Episode, enclosure: Enclosure) -> str:
    return f"members/{enclosure.digest[:32]}/" if episode.audience is Audience.MEMBERS else ""
