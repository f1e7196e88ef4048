"""Text as ID3v2.3 can carry it: no control characters, no half characters, bounded, and links in ASCII."""

import re
from typing import assert_never
from urllib.parse import quote, urlsplit, urlunsplit

from pipeline.base.text import sayable
from pipeline.model.file_tags import FileTag, TagForm
from pipeline.stages.tags.tag import Tags

LINE_LIMIT = 1_000
"""Characters in a title or a name. The longest that apps show is a fraction of it."""

DESCRIPTION_LIMIT = 4_000
"""Characters; what Apple shows of a description at most."""

TRANSCRIPT_LIMIT = 500_000
"""Characters: some ten hours of speech, and at most 1 MB in UTF-16 (outside emoji)."""

_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_RESERVED = "!#$%&'()*+,/:;=?@[]~"


def line(text: str, limit: int = LINE_LIMIT) -> str:
    r"""One line: ID3v2.3 (3.3) allows a line break in full text strings only.

    >>> line(" Part one:\n the\x00 start ")
    'Part one: the start'
    """
    return shorten(re.sub(r"[ ]*[\n\t][\n\t ]*", " ", paragraphs(text)), limit)


def paragraphs(text: str) -> str:
    """Text whose line breaks are all line feeds, without anything that ends a UTF-16 string early in some reader."""
    return sayable(_BREAK.sub("\n", text)).strip(" \t\n")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words, the cut marked by an ellipsis.

    >>> shorten("one two three", 10)
    'one two…'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (re.sub(r"\s+\S*$", "", head) or head) + "…"


def shorten_transcript(text: str, page: str, limit: int = TRANSCRIPT_LIMIT) -> str:
    """The transcript, or as much of it as fits, and then where the rest is."""
    return text if len(text) <= limit else f"{shorten(text, limit)}\n\n{page}"


def ascii_url(url: str) -> str:
    """The address as a URI: ID3v2.3 (4.3) carries links in ISO-8859-1, and feeds compare them byte for byte.

    >>> ascii_url("https://müller.example/straße?q=ä%20b")
    'https://xn--mller-kva.example/stra%C3%9Fe?q=%C3%A4%20b'
    """
    url = line(url, len(url))
    try:
        parts = urlsplit(url)
        url = urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode("ascii")))
    except ValueError:  # no such host can exist: the percent form below is as good as any
        pass
    return quote(url, safe=_RESERVED)


def words(row: FileTag, tags: Tags) -> str:  # noqa: PLR0911 - one return for each form: it is a table
    """What the row's field says as text, shortened to what players take; empty where it says nothing."""
    value = getattr(tags, row.field)
    match row.form:
        case TagForm.LINE | TagForm.LANGUAGE:
            return line(value or "")
        case TagForm.NUMBER | TagForm.LENGTH:
            return "" if value is None else str(value)
        case TagForm.ADVISORY:
            return str(int(value))
        case TagForm.ADDRESS | TagForm.FEED:
            return ascii_url(value) if value else ""
        case TagForm.DESCRIPTION:
            return shorten(paragraphs(value), DESCRIPTION_LIMIT)
        case TagForm.TRANSCRIPT:
            return shorten_transcript(paragraphs(value or ""), ascii_url(tags.episode_url))
        case TagForm.DATE | TagForm.CREDITS | TagForm.PODCAST | TagForm.CHAPTERS | TagForm.COVER:
            return ""  # no text of their own: each kind of tag says them in its way
    assert_never(row.form)


def credits_(tags: Tags) -> list[str]:
    """Everybody with their role: `Rowan Ash (host)`."""
    return [f"{line(person.name)} ({line(person.role)})" for person in tags.people]
