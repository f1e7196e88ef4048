"""All public feeds of a show as one OPML 2.0 file, which every podcast app imports."""

from lxml import etree

from pipeline.base.text import one_line
from pipeline.model import Site

KEY = "feeds/feeds.opml"


def opml(site: Site) -> bytes:
    """The list; members' feeds are not in it, since `site` does not know them. No date: equal shows, equal bytes."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = one_line(site.show.title)
    body = etree.SubElement(root, "body")
    for feed in site.feeds:
        title = one_line(feed.title)
        outline = etree.SubElement(body, "outline", type="rss", text=title, title=title)
        outline.set("xmlUrl", one_line(feed.url))
        outline.set("htmlUrl", one_line(site.show.website))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
