"""Markdown to HTML: the only place that knows markdown-it-py. What comes out is not yet harmless."""

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def render(markdown: str) -> str:
    """CommonMark with tables and strikethrough, raw HTML passed through."""
    return str(_PARSER.render(markdown))
