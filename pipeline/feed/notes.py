"""Show notes as apps take them: few tags, at most 4000 bytes, time stamps that become chapters."""

from collections.abc import Callable
from html import escape
from urllib.parse import urljoin

import lxml.html
from lxml.html import HtmlElement

from pipeline.model import Item, timestamp

MOST_BYTES = 4000
"""Apple's limit for the description."""

KEPT = {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em", "br"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"}
BLOCKS = {"blockquote", "pre", "div", "dd", "td", "tr"}
FEWEST_CHAPTERS = 3


def full(item: Item) -> str:
    """Everything, for `content:encoded`: the notes as they are, the posts, the time stamps."""
    return _joined(item.episode.notes.html, item)


def description(item: Item) -> str:
    """The same for `description`, in the tags that Apple allows; too long, the notes are cut at a sentence."""
    notes = reduced(item.episode.notes.html, item.page_url)
    whole = _joined(notes, item)
    if len(whole.encode()) <= MOST_BYTES:
        return whole
    return _cut(item, lambda kept: _joined(f"<p>{escape(kept)}</p>", item))


def _joined(notes: str, item: Item) -> str:
    return "\n".join(part for part in (notes, _posts(item), _stamps(item)) if part)


def _posts(item: Item) -> str:
    links = (f'<li><a href="{escape(p.url)}">{escape(p.title)}</a></li>' for p in item.posts)
    told = "".join(links)
    return f"<p>The answer in writing:</p>\n<ul>{told}</ul>" if told else ""


def _stamps(item: Item) -> str:
    """`00:00:00 Title` lines, the first at 0: Apple, Spotify and YouTube make chapters of three or more."""
    if len(item.chapters) < FEWEST_CHAPTERS or item.chapters[0].start != 0:
        return ""
    return f"<p>{'<br>'.join(f'{timestamp(c.start)} {escape(c.title)}' for c in item.chapters)}</p>"


def _cut(item: Item, joined: Callable[[str], str]) -> str:
    """As many sentences of the plain notes as leave room for the rest; the link to the page comes with the feed."""
    text = " ".join(item.episode.notes.text.split())
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(joined(text[:middle] + "…").encode()) <= MOST_BYTES
        low, high = (middle, high) if fits else (low, middle - 1)
    kept = text[:low]
    end = max(kept.rfind(mark) for mark in (". ", "! ", "? "))
    cut = joined(kept[: end + 1] if end > 0 else kept.rstrip() + "…")
    return cut if len(cut.encode()) <= MOST_BYTES else _bare(item)


def _bare(item: Item) -> str:
    """For posts and chapters that fill the room by themselves."""
    return f'<p><a href="{escape(item.page_url)}">{escape(item.episode.title[:255])}</a></p>'


def reduced(html: str, base: str) -> str:
    """The HTML in Apple's tags only: other tags leave their text, headings become bold, links absolute."""
    if not html.strip():
        return ""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for node in list(root.iterdescendants()):
        _reduce(node, base)
    inner = "".join(lxml.html.tostring(child, encoding="unicode", method="html") for child in root)
    return (escape(root.text or "") + inner).strip()


def _reduce(node: HtmlElement, base: str) -> None:
    if not isinstance(node.tag, str):
        node.drop_tree()
    elif node.tag in HEADINGS:
        _bold(node)
    elif node.tag in BLOCKS:
        node.tag = "p"
        node.attrib.clear()
    elif node.tag not in KEPT:
        node.drop_tag()
    else:
        href = node.get("href")
        node.attrib.clear()
        if href:
            node.set("href", urljoin(base, href))


def _bold(node: HtmlElement) -> None:
    strong = lxml.html.Element("strong")
    strong.text, node.text = node.text, None
    strong.extend(list(node))
    node.append(strong)
    node.tag = "p"
    node.attrib.clear()
