"""The player as it stands in a post: a plain link that works everywhere, then an iframe of our own embed page.

A block seals its own words: the marker carries their hash, so that one character changed by a person shows. As HTML
it must pass unharmed through CommonMark, kramdown, Python-Markdown, and through Liquid and Nunjucks, which read `{{`
and `{%` even inside HTML; Hugo drops raw HTML (goldmark's `unsafe = false`), so there it is one shortcode line.
"""

import hashlib
from collections.abc import Iterable
from html import escape
from typing import assert_never
from urllib.parse import quote

from pipeline.base import text
from pipeline.base.languages import primary
from pipeline.model import BlogFlavour, Item, Millis

HEIGHT = 200
"""Pixels of the embedded player: the cover, the title, the controls."""

SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""The player runs, and its links open in a tab of their own; it reaches nothing of the blog's page."""

HUGO_SHORTCODE = """\
{{- /* Podwright's player. Save as layouts/shortcodes/podwright.html */ -}}
{{- $title := .Get "title" | htmlUnescape -}}
{{- $listen := .Get "listen" | htmlUnescape -}}
<p>{{ $listen }}: <a href="{{ .Get "page" | htmlUnescape }}">{{ $title }} ({{ .Get "length" }})</a></p>
<iframe src="{{ .Get "embed" | htmlUnescape }}" title="{{ $listen }}: {{ $title }}"
  width="100%" height="{{ .Get "height" }}" style="border:0" loading="lazy"
  sandbox="%SANDBOX%"></iframe>
""".replace("%SANDBOX%", SANDBOX)
"""What a Hugo blog needs once: the template that turns our shortcode line into the same link and player."""

LISTEN = {
    "cs": "Poslechnout",
    "da": "Lyt",
    "de": "Anhören",
    "en": "Listen",
    "es": "Escuchar",
    "fi": "Kuuntele",
    "fr": "Écouter",
    "it": "Ascolta",
    "nb": "Lytt",
    "nl": "Luister",
    "no": "Lytt",
    "pl": "Posłuchaj",
    "pt": "Ouvir",
    "sv": "Lyssna",
    "tr": "Dinle",
    "uk": "Слухати",
}
"""The word before the link, by the primary language subtag; English where we have none."""

HTML_END = "<!-- /podwright -->"

_TEMPLATE_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;", "`": "&#96;", "\\": "&#92;"})


def block(item: Item, flavour: BlogFlavour) -> tuple[str, ...]:
    """The block of one episode, as lines without their ends. Equal items make equal blocks."""
    match flavour:
        case BlogFlavour.HTML:
            return _html(item)
        case BlogFlavour.HUGO:
            return (_hugo(item),)
        case _:
            assert_never(flavour)


def seal(episode: str, content: Iterable[str]) -> str:
    """The short hash that a block's marker carries. Line ends do not count: git may turn them."""
    return hashlib.sha256("\n".join((episode, *content)).encode()).hexdigest()[:12]


def html_start(episode: str, content: Iterable[str]) -> str:
    """The marker before an HTML block's content. `episode` as `marker_id` writes it."""
    return f"<!-- podwright {episode} {seal(episode, content)} -->"


def hugo_line(episode: str, rest: str) -> str:
    """A whole Hugo block: the id first, the seal last, and `rest` between."""
    return f'{{{{< podwright id="{episode}" {rest} seal="{seal(episode, (rest,))}" >}}}}'


def marker_id(episode: str) -> str:
    """An episode's id in letters that end no comment and no shortcode."""
    return quote(episode, safe="", errors="replace")


def _html(item: Item) -> tuple[str, ...]:
    listen, title = _listen(item), _text(item.episode.title)
    link = f'<a href="{_text(item.page_url)}">{title} ({_length(item.enclosure.duration)})</a>'
    player = f'src="{_text(item.embed_url)}" title="{listen}: {title}" width="100%" height="{HEIGHT}" style="border:0"'
    content = (
        f"<p>{listen}: {link}</p>",
        f'<iframe {player} loading="lazy" sandbox="{SANDBOX}"></iframe>',
        # An empty line ends the HTML block, so that text right below the last marker is Markdown again.
        "",
    )
    return (html_start(marker_id(item.episode.id), content), *content, HTML_END)


def _hugo(item: Item) -> str:
    values = {
        "page": _text(item.page_url),
        "embed": _text(item.embed_url),
        "title": _text(item.episode.title),
        "length": _length(item.enclosure.duration),
        "height": str(HEIGHT),
        "listen": _listen(item),
    }
    return hugo_line(marker_id(item.episode.id), " ".join(f'{name}="{value}"' for name, value in values.items()))


def _text(value: str) -> str:
    """As HTML text or attribute value, on one line, without anything that a template engine would read."""
    one_line = text.one_line(value)
    return escape(one_line).translate(_TEMPLATE_BRACES)


def _listen(item: Item) -> str:
    return LISTEN.get(primary(item.episode.language), LISTEN["en"])


def _length(duration: Millis) -> str:
    """Rounded to minutes, and never nought."""
    return f"{max(1, round(duration / 60_000))} min"
