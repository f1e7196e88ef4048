"""What a feed looks like in a browser: plain CSS. XSLT is on its way out of browsers, and CSS needs no script.

Chromium applies it where the server says `application/xml`; `application/rss+xml`, which apps want, it shows as source.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files


@cache
def stylesheet() -> tuple[str, bytes]:
    """The style's key below the base URL, which names its content, and the style."""
    body = files("pipeline.stages.feed").joinpath("static/feed.css").read_bytes()
    return f"assets/feed-{sha256(body).hexdigest()[:12]}.css", body
