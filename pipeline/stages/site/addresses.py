"""Addresses as pages write them: relative below the base URL, so that the whole folder may move; and never a script."""

import re
from urllib.parse import urlsplit

from pipeline.base.text import WEB_ADDRESS

_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?", re.IGNORECASE)
_PATH_END = re.compile(r"[?#]")


def relative_address(page: str, target: str, *, base: str) -> str:
    """The address of `target` as the page at `page` writes it; unchanged when either lies outside `base`.

    `base` ends in a slash. Resolving the result against the page gives back the target (RFC 3986 §5.2), wherever
    the folder at `base` has moved.

    >>> base = "https://air.example/show/"
    >>> relative_address(base + "episodes/042.html", base + "media/042.mp3#t=62", base=base)
    '../media/042.mp3#t=62'
    >>> relative_address(base + "episodes/042.html", base + "episodes/041.html", base=base)
    '041.html'
    >>> relative_address(base + "index.html", base + "episodes/042.html", base=base)
    'episodes/042.html'
    >>> relative_address(base + "episodes/042.html", base, base=base)
    '../'
    >>> relative_address(base + "index.html", "https://blog.example/post/", base=base)
    'https://blog.example/post/'
    """
    if not (page.startswith(base) and target.startswith(base)):
        return target
    here, there = _segments(page.removeprefix(base)), _segments(target.removeprefix(base))
    if any(segment in {".", ".."} for segment in (*here, *there)) or "" in (*here[:-1], *there[:-1]):
        return target  # resolvers disagree about dots and empty segments
    shared = _shared_folders(here, there)
    path = "../" * (len(here) - 1 - shared) + "/".join(there[shared:])
    lead = "./" if not path or ":" in path.split("/", 1)[0] else ""  # a colon would make a scheme of it
    return lead + path + _after_path(target)


def _segments(below: str) -> list[str]:
    return _PATH_END.split(below, maxsplit=1)[0].split("/")


def _after_path(target: str) -> str:
    end = _PATH_END.search(target)
    return target[end.start() :] if end else ""


def _shared_folders(here: list[str], there: list[str]) -> int:
    shared = 0
    for mine, theirs in zip(here[:-1], there[:-1], strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared


def path_of(address: str) -> str:
    """The address without its host: for the one page whose own place is unknown (404).

    >>> path_of("https://air.example/show/index.html")
    '/show/index.html'
    """
    return "/" + urlsplit(address).path.lstrip("/")


def web_link(address: str | None) -> str | None:
    r"""The address if a reader can safely be sent there, else None: absolute http(s), as a URL is spelled (RFC 3986).

    >>> web_link("https://example.org/guide")
    'https://example.org/guide'
    >>> web_link("javascript:alert(1)"), web_link("java\nscript:alert(1)"), web_link("//example.org"), web_link(None)
    (None, None, None, None)
    """
    return address if address and WEB_ADDRESS.fullmatch(address) else None


def host(address: str) -> str:
    """What a reader recognises of an address.

    >>> host("https://www.example.org:8080/guide")
    'example.org'
    """
    after = address.split("://", 1)[-1]
    return re.split(r"[/?#:]", after, maxsplit=1)[0].lower().removeprefix("www.")


def origin(address: str) -> str | None:
    """Scheme, host and port, fit to stand in a content security policy; None where there is no such thing.

    >>> origin("https://air.example/media/042.mp3")
    'https://air.example'
    >>> origin("https://air.example;script-src/x") is None
    True
    """
    head = "/".join(address.split("/", 3)[:3])
    return head.lower() if _ORIGIN.fullmatch(head) else None
