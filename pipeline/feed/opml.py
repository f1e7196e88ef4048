"""All public feeds of a show as one OPML 2.0 file, which every podcast app imports."""

from lxml import etree

from pipeline.feed.xml import line
from pipeline.model import Site

KEY = "feeds/feeds.opml"


def opml(site: Site) -> bytes:
    """The list; members' feeds are not in it, since `site` does not know them. No date: equal shows, equal bytes."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = line(site.show.title)
    body = etree.SubElement(root, "body")
    for feed in site.feeds:
        title = line(feed.title)
        outline = etree.SubElement(body, "outline", type="rss", text=title, title=title)
        outline.set("xmlUrl", line(feed.url))
        outline.set("htmlUrl", line(site.show.website))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
