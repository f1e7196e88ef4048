"""Safe HTML brought down to the few tags that podcast apps show; the words stay, all of them."""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

from pipeline.base.text import sayable

KEPT = frozenset({"p", "ol", "ul", "li", "a", "b", "i", "strong", "em", "br"})
"""What Apple shows in a description."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = frozenset({"blockquote", "pre", "div", "dt", "dd", "tr", "caption", "figure", "section", "article"})
CELLS = frozenset({"td", "th"})
OWN_LINE = frozenset({"p", "ol", "ul"})
SILENT = frozenset({"script", "style"})
SCHEMES = frozenset({"http", "https", "mailto"})


def absolute(html: str, base: str) -> HtmlElement:
    """The markup as a tree under one `div`, every link whole: an app has no page to which a link could be relative."""
    root = lxml.html.fragment_fromstring(sayable(html), create_parent="div")
    for node in root.iterdescendants("a"):
        href = _whole(node.get("href", ""), base)
        if href:
            node.set("href", href)
        else:
            node.attrib.pop("href", None)
    return root


def _whole(href: str, base: str) -> str:
    try:
        address = urljoin(base, href) if href else ""
        return address if urlsplit(address).scheme in SCHEMES else ""
    except ValueError:
        return ""


def reduce(root: HtmlElement) -> None:
    """Leave only Apple's tags in the tree: headings become bold paragraphs, other blocks paragraphs, the rest text."""
    for node in reversed(list(root.iterdescendants())):
        _step(node)(node)


def _step(node: HtmlElement) -> Callable[[HtmlElement], None]:
    if not isinstance(node.tag, str) or node.tag in SILENT:
        return _drop
    if node.tag in HEADINGS:
        return _bold
    if node.tag in PARAGRAPHS:
        return _unwrap if any(child.tag in OWN_LINE for child in node) else _paragraph
    if node.tag in CELLS:
        return _cell
    return _bare if node.tag in KEPT else _unwrap


def _drop(node: HtmlElement) -> None:
    node.drop_tree()


def _unwrap(node: HtmlElement) -> None:
    node.drop_tag()


def _bare(node: HtmlElement) -> None:
    href = node.get("href")
    node.attrib.clear()
    if href and node.tag == "a":
        node.set("href", href)


def _paragraph(node: HtmlElement) -> None:
    node.tag = "p"
    node.attrib.clear()


def _cell(node: HtmlElement) -> None:
    if node.getprevious() is not None:
        node.text = " " + (node.text or "")
    node.drop_tag()


def _bold(node: HtmlElement) -> None:
    strong = lxml.html.Element("strong")
    strong.text, node.text = node.text, None
    strong.extend(list(node))
    node.append(strong)
    _paragraph(node)


def blocks(root: HtmlElement) -> list[str]:
    """The markup of the tree's blocks, in order; loose text and what stands in line become paragraphs."""
    told: list[str] = []
    loose = escape(root.text or "", quote=False)
    for node in root:
        if node.tag in OWN_LINE:
            told += [_in_paragraph(loose), markup(node, tail=False)]
            loose = escape(node.tail or "", quote=False)
        else:
            loose += markup(node, tail=True)
    return [block for block in (*told, _in_paragraph(loose)) if block]


def _in_paragraph(loose: str) -> str:
    return f"<p>{loose.strip()}</p>" if loose.strip() else ""


def markup(node: HtmlElement, *, tail: bool) -> str:
    """The node as HTML, with the text that follows it if `tail`. A no-break space stays a letter, and is no entity."""
    return str(lxml.html.tostring(node, encoding="unicode", with_tail=tail)).replace("&nbsp;", "\N{NO-BREAK SPACE}")


def inner(root: HtmlElement) -> str:
    """What stands inside the node, as HTML."""
    return (escape(root.text or "", quote=False) + "".join(markup(child, tail=True) for child in root)).strip()


_BREAKS = re.compile(r"</?(?:p|ol|ul|li|br)>")
_TAGS = re.compile(r"<[^>]*>")


def words(block: str) -> str:
    """A block's words, still escaped, without its tags."""
    return " ".join(_TAGS.sub("", _BREAKS.sub(" ", block)).split())
