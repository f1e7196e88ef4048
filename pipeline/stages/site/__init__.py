"""The pages that readers and listeners see: values in, text out.

Every page is a pure function of the show and its items; the caller stores it under its fixed key below the base URL.
Pages point at each other with relative addresses, load nothing from elsewhere, and are whole without JavaScript.
"""

from pipeline.stages.site.assets import VERSION, assets
from pipeline.stages.site.discovery import oembed, oembed_away, robots, sitemap
from pipeline.stages.site.pages import away_page, embed_page, episode_page, not_found_page, show_page

__all__ = [
    "VERSION",
    "assets",
    "away_page",
    "embed_page",
    "episode_page",
    "not_found_page",
    "oembed",
    "oembed_away",
    "robots",
    "show_page",
    "sitemap",
]
