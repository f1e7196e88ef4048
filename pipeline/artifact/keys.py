"""Where everything lies below the base URL.

Media, words and art carry their content's hash and never change; pages and feeds keep their names. What is for members
lies under a folder whose name is made of a secret and the audio's hash: whoever has only publish.lock cannot tell it.
"""

import hmac
from dataclasses import replace

from pipeline.model import MASKED, Audience, Codec, Digest, Enclosure, Episode

MEMBERS = "members/"
IMMUTABLE = "public, max-age=31536000, immutable"
FRESH = "public, max-age=300"


def media_key(episode: Episode, digest: Digest, codec: Codec, secret: str | None) -> str:
    """The audio: `media/042-school-meetings-0123456789ab.mp3`. `secret` is needed for what is for members."""
    if episode.audience is Audience.MEMBERS:
        return f"{MEMBERS}{_folder(digest, secret)}/{episode.slug}.{codec.ending}"
    return f"media/{episode.slug}-{digest[:12]}.{codec.ending}"


def words_key(episode: Episode, digest: Digest, ending: str, enclosure: Enclosure) -> str:
    """The key of a transcript or of the chapters: `words/042-school-meetings-0123456789ab.vtt`.

    `digest` is the text's own, of which the name has twelve digits. What is for members lies in its audio's folder.
    """
    return f"{_home(episode, enclosure)}words/{episode.slug}-{digest[:12]}.{ending}"


def public_page_key(episode: Episode) -> str:
    """The page of a public episode, known before its audio is."""
    return f"episodes/{episode.slug}.html"


def page_key(kind: str, episode: Episode, ending: str, enclosure: Enclosure) -> str:
    """A page of the episode: kind is `episodes`, `embed` or `oembed`."""
    return f"{_home(episode, enclosure)}{kind}/{episode.slug}.{ending}"


def art_key(name: str, digest: Digest, size: str) -> str:
    """The key of a cover in one size: `art/cover-0123456789ab-3000.jpg`. The name has twelve digits of `digest`."""
    return f"art/{name}-{digest[:12]}-{size}.jpg"


def unmasked(enclosure: Enclosure, secret: str | None) -> Enclosure:
    """The file with its address, where publish.lock does not tell it."""
    if not enclosure.key.startswith(MASKED):
        return enclosure
    return replace(enclosure, key=enclosure.key.replace(MASKED, f"{MEMBERS}{_folder(enclosure.digest, secret)}/"))


def _folder(digest: Digest, secret: str | None) -> str:
    if secret is None:
        msg = "members' addresses need the show's secret"
        raise ValueError(msg)
    return hmac.new(secret.encode(), digest.encode(), "sha256").hexdigest()[:32]


def _home(episode: Episode, enclosure: Enclosure) -> str:
    """Beside the audio, where that is for members: also where its folder was named by an earlier version."""
    return f"{enclosure.key.rpartition('/')[0]}/" if episode.audience is Audience.MEMBERS else ""
