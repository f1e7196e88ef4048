"""How machines find the pages: oEmbed for blogs, a sitemap and robots.txt for search engines."""

from collections.abc import Sequence

from pipeline.model import Item, Site
from pipeline.stages.site.environment import as_json, render
from pipeline.stages.site.listing import newest_first
from pipeline.stages.site.page import base_of, picture_for, show_address

EMBED_WIDTH = 600
EMBED_HEIGHT = 200  # WordPress shows no embed lower than this
_THUMBNAIL_PIXELS = 600


def oembed(site: Site, item: Item) -> str:
    """The oEmbed 1.0 answer, `rich`: a quotation with a link, then a frame, the form that WordPress lets through."""
    frame = render("oembed.html.j2", item=item, width=EMBED_WIDTH, height=EMBED_HEIGHT)
    thumbnail = picture_for(item.cover, _THUMBNAIL_PIXELS)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": item.episode.title,
        "author_name": site.show.author,
        "author_url": site.show.website,
        "provider_name": site.show.title,
        "provider_url": show_address(site),
        "thumbnail_url": thumbnail.url,
        "thumbnail_width": thumbnail.pixels,
        "thumbnail_height": thumbnail.pixels,
        "width": EMBED_WIDTH,
        "height": EMBED_HEIGHT,
        "html": frame.strip(),
    }
    return as_json(answer, indent=True) + "\n"


def oembed_away(site: Site) -> str:
    """The oEmbed 1.0 answer while an episode is hidden: a link to the show, and nothing else."""
    answer = {
        "version": "1.0",
        "type": "link",
        "title": site.show.title,
        "provider_name": site.show.title,
        "provider_url": show_address(site),
    }
    return as_json(answer, indent=True) + "\n"


def sitemap(site: Site, items: Sequence[Item]) -> str:
    """The show page, then the episodes, newest first (sitemaps.org 0.9).

    It claims no dates of change: nobody keeps them, and a wrong one is worse than none.
    """
    addresses = [show_address(site), *(item.page_url for item in newest_first(items))]
    return render("sitemap.xml.j2", addresses=addresses)


def robots(site: Site) -> str:
    """Everything that is published may be read and indexed (RFC 9309)."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_of(site)}sitemap.xml\n"
