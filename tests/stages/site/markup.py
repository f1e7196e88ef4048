"""HTML as a browser's parser sees it, for claims about pages."""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(slots=True)
class Element:
    """A tag with its attributes and the text inside it, its descendants' included."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in {"meta", "link", "img", "input", "br", "path", "hr"}:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def elements(page: str, tag: str | None = None) -> list[Element]:
    """The page's elements in document order, or those of one tag."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return [element for element in reader.elements if tag in {None, element.tag}]


def links(page: str) -> list[str]:
    """Everywhere the page can send a reader."""
    return [e.attributes["href"] for e in elements(page) if e.tag in {"a", "area"} and "href" in e.attributes]
