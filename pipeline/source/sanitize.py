"""HTML that can do no harm in an app or a page: an explicit list of what may stay. The only place that knows nh3."""

import html
import re

import nh3

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "hr", "i", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup"),
    *("table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
}
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "time": {"datetime"}}
SCHEMES = {"http", "https", "mailto"}
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|pre|tr|dd|dt)>|<(?:br|hr)>")


def harmless(markup: str) -> str:
    """The markup with only listed tags, attributes and schemes left; links do not give the reader away."""
    clean = nh3.clean(markup, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    return clean.replace("&nbsp;", "\N{NO-BREAK SPACE}").strip()


def plain(markup: str) -> str:
    """The text of harmless markup, a line for each paragraph."""
    text = html.unescape(nh3.clean(_BLOCK_END.sub("\n", markup), tags=set()))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
