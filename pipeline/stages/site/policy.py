"""The content security policy of a page: our own files only, nothing inline, nothing from elsewhere."""

from collections.abc import Iterable

from pipeline.stages.site.addresses import origin


def content_policy(page: str, *, media: Iterable[str] = (), images: Iterable[str] = (), sandboxed: bool = False) -> str:
    """CSP Level 3 for a `<meta>`: `'self'`, and the hosts the show keeps its own audio and art on, if they are others.

    In a sandbox the page has an opaque origin, and `'self'` may be nobody: there its own host is named as well.

    >>> policy = content_policy("https://air.example/index.html", images=["https://art.example/a.jpg"])
    >>> policy.split("; ")[:4]
    ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' https://art.example"]
    """
    own = [page] if sandboxed else []
    directives = {
        "default-src": "'none'",
        "script-src": _sources(own),
        "style-src": _sources(own),
        "img-src": _sources([*own, *_elsewhere(page, images)]),
        "media-src": _sources([*own, *_elsewhere(page, media)]),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _elsewhere(page: str, addresses: Iterable[str]) -> list[str]:
    return [address for address in addresses if origin(address) != origin(page)]


def _sources(addresses: Iterable[str]) -> str:
    return " ".join(["'self'", *sorted({found for found in map(origin, addresses) if found})])
